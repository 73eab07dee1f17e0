"""Random transforms: their distributions against scipy.stats, and what they leave alone."""

import numpy as np
import pytest
from scipy import stats

from grader.reference import augmentation

SURE = 1e-9


@pytest.fixture
def rng():
    return np.random.default_rng()


@pytest.mark.parametrize("shape", [(3000, 2, 3), (3000, 3, 2, 2)])
def test_a_flip_comes_at_its_probability(rng, shape):
    """Is every image either as it was or mirrored, as often as asked?"""
    images = rng.random(shape)
    out = augmentation.random_flip(images, 0.3, rng)
    axes = tuple(range(1, images.ndim))
    mirrored = np.all(out == np.flip(images, axis=2), axis=axes)
    assert np.all(mirrored | np.all(out == images, axis=axes))
    assert stats.binomtest(int(mirrored.sum()), len(images), 0.3).pvalue > SURE


def test_noise_is_normal(rng):
    """Is it normal with the given standard deviation where nothing is clipped?"""
    noise = augmentation.add_noise(np.full((50, 10, 9), 0.5), 0.05, rng) - 0.5
    assert stats.kstest(noise.ravel(), stats.norm(scale=0.05).cdf).pvalue > SURE


def test_noise_is_clipped(rng):
    """Does half of the black pixels stay black?"""
    out = augmentation.add_noise(np.zeros((50, 10, 9, 1)), 0.7, rng)
    assert out.max() == 1.0
    assert stats.binomtest(int(np.sum(out == 0)), out.size, 0.5).pvalue > SURE


@pytest.mark.parametrize("size", [1, 3, 4])
def test_a_cutout_lies_anywhere(rng, size):
    """Is one whole square 0, and does each place come equally often?"""
    out = augmentation.cutout(np.ones((4000, 4, 6, 2)), size, rng)
    gone = out == 0
    assert np.array_equal(gone[..., 0], gone[..., 1])
    assert np.all(gone.sum(axis=(1, 2, 3)) == 2 * size**2)
    top, left = gone[..., 0].any(axis=2).argmax(axis=1), gone[..., 0].any(axis=1).argmax(axis=1)
    places = (4 - size + 1) * (6 - size + 1)
    counts = np.bincount(top * (6 - size + 1) + left, minlength=places)
    assert stats.chisquare(counts).pvalue > SURE


@pytest.mark.parametrize("alpha", [0.3, 1.0, 5.0])
def test_mixup_draws_from_a_beta_distribution(rng, alpha):
    """Is what a sample keeps of itself a Beta draw, and do labels mix as inputs do?"""
    n = 2000
    eye = np.eye(n)
    x, y = augmentation.mixup(eye.reshape(n, 20, 50, 2), eye, alpha, rng)
    assert np.allclose(x.reshape(n, n), y)
    own = np.diag(y)
    assert stats.kstest(own, stats.beta(alpha, alpha).cdf).pvalue > SURE
    assert np.count_nonzero(y, axis=1).max() <= 2
    assert np.allclose(y.sum(axis=1), 1.0)


def test_arguments_stay_as_they_are(rng):
    """Does no transform write into the images that it is given?"""
    images, labels = rng.random((5, 6, 7)), np.eye(5)
    before = images.copy()
    augmentation.random_flip(images, 1.0, rng)
    augmentation.random_shift(images, 2, rng)
    augmentation.rotate(images[0], 10.0)
    augmentation.add_noise(images, 0.1, rng)
    augmentation.cutout(images, 3, rng)
    augmentation.mixup(images, labels, 1.0, rng)
    assert np.array_equal(images, before)
    assert np.array_equal(labels, np.eye(5))
