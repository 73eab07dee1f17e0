"""Geometric transforms against scipy.ndimage, and what they promise by themselves."""

import numpy as np
import pytest
from scipy import ndimage

from grader.reference import augmentation


@pytest.fixture
def rng():
    return np.random.default_rng()


@pytest.mark.parametrize("degrees", [0.0, 12.5, -71.0, 45.0, 90.0, 133.3, 180.0, 270.0, 405.0])
@pytest.mark.parametrize("shape", [(9, 12), (8, 5), (1, 6), (7, 7)])
def test_a_rotation_is_that_of_scipy(rng, shape, degrees):
    """Does it agree where scipy too lets the image lie in a plane of zeros?"""
    image = rng.random(shape)
    wanted = ndimage.rotate(image, degrees, reshape=False, order=1, mode="grid-constant")
    assert np.allclose(augmentation.rotate(image, degrees), wanted, atol=1e-12)


@pytest.mark.parametrize("turns", range(-4, 6))
@pytest.mark.parametrize("side", [4, 7])
def test_quarter_turns_of_a_square_are_exact(rng, side, turns):
    """Is a multiple of 90 degrees np.rot90?"""
    image = rng.random((side, side))
    assert np.allclose(augmentation.rotate(image, 90 * turns), np.rot90(image, turns))


@pytest.mark.parametrize("matrix", [[[1.2, 0.3], [-0.4, 0.8]], [[0.5, 0.0], [0.2, 2.0]]])
def test_resampling_is_that_of_scipy(rng, matrix):
    """Does a matrix mean what it means to scipy, about the center?"""
    image, matrix = rng.random((10, 7)), np.array(matrix)
    center = np.array([4.5, 3.0])
    offset = center - matrix @ center
    wanted = ndimage.affine_transform(image, matrix, offset, order=1, mode="grid-constant")
    assert np.allclose(augmentation.resample(image, matrix), wanted, atol=1e-12)


def test_channels_are_resampled_one_by_one(rng):
    """Does a color image turn as its channels do?"""
    image = rng.random((6, 9, 3))
    wanted = [augmentation.rotate(image[..., c], 25.0) for c in range(3)]
    assert np.allclose(augmentation.rotate(image, 25.0), np.stack(wanted, axis=-1))


def test_a_shear_moves_the_rows_above_the_centre_right():
    """Does a vertical bar lean to the right?"""
    bar = np.zeros((5, 7))
    bar[:, 3] = 1.0
    assert np.array_equal(augmentation.shear(bar, 1.0), np.eye(5, 7, 1)[::-1])


def test_a_zoom_magnifies_about_the_centre():
    """Does a block of three pixels fill the frame, or shrink to the one in its center?"""
    image = np.zeros((9, 9))
    image[3:6, 3:6] = 1.0
    assert np.allclose(augmentation.zoom(image, 3.0)[1:8, 1:8], 1.0)
    assert augmentation.zoom(image, 1 / 3)[4, 4] == pytest.approx(1.0)
    assert augmentation.zoom(image, 1 / 3).sum() == pytest.approx(1.0)


@pytest.mark.parametrize("shape", [(40, 4, 6), (40, 6, 4, 2)])
def test_shifts_are_those_of_scipy(rng, shape):
    """Is each image one of scipy's whole-pixel shifts with zeros, and are they all there?"""
    images = rng.uniform(0.1, 1.0, size=shape)
    still = (0,) * (images.ndim - 3)
    moves = [(dy, dx) for dy in (-1, 0, 1) for dx in (-1, 0, 1)]
    seen = set()
    for image, out in zip(images, augmentation.random_shift(images, 1, rng), strict=True):
        same = [m for m in moves if np.array_equal(ndimage.shift(image, m + still, order=0), out)]
        assert len(same) == 1
        seen.add(same[0])
    assert len(seen) > 3


def test_nothing_is_left_of_an_image_that_has_no_room(rng):
    """Does a shift as large as allowed keep at least one pixel of every image?"""
    images = rng.uniform(0.1, 1.0, size=(300, 3, 4))
    out = augmentation.random_shift(images, 2, rng)
    assert {2, 3, 4, 6, 8, 9, 12} >= {int(n) for n in np.count_nonzero(out, axis=(1, 2))}
