"""Does measuring an augmenter's ramps give back how they were turned and moved?"""

import numpy as np
import pytest

from grader.exercises.augmentation.motion import SHAPE, Motion, ramps
from grader.reference import augmentation


def _ramp(axis):
    return np.array(ramps(SHAPE, axis, 1)[0])


@pytest.mark.parametrize("degrees", [-130.0, -20.0, 0.0, 7.5, 45.0, 160.0])
@pytest.mark.parametrize("axis", [1, 2])
def test_the_angle_is_that_of_the_reference(axis, degrees):
    """Is counter-clockwise positive, for both pictures?"""
    motion = Motion(augmentation.rotate(_ramp(axis), degrees)[None], axis)
    assert motion.rigid.all()
    assert motion.degrees == pytest.approx([degrees], abs=1e-6)
    assert motion.pixels == pytest.approx([0.0], abs=1e-9)


@pytest.mark.parametrize(("axis", "shift"), [(1, 5), (1, -4), (2, 3), (2, -6)])
def test_the_distance_is_that_of_a_shift(axis, shift):
    """Does an image that moved by some pixels come from as many pixels back?"""
    moved = np.roll(_ramp(axis), shift, axis=axis - 1)
    motion = Motion(moved[None], axis)
    assert motion.pixels == pytest.approx([-shift], abs=1e-9)
    assert motion.degrees == pytest.approx([0.0], abs=1e-9)


@pytest.mark.parametrize("axis", [1, 2])
def test_what_is_no_motion_is_noticed(axis):
    """Are a zoom, a shear and noise told from turning and moving?"""
    image = _ramp(axis)
    noise = np.random.default_rng().normal(scale=0.1, size=image.shape)
    changed = [augmentation.zoom(image, 1.1), augmentation.shear(image, 0.4), image + noise]
    rigid = [Motion(out[None], axis).rigid[0] for out in changed]
    # Rows that slide sideways leave a picture alone that is even along them.
    assert rigid == [False, axis == 1, False]


def test_a_mirrored_image_lies_the_other_way_round():
    """Is a flip an angle of 180 degrees, in the picture that it changes?"""
    flipped = _ramp(2)[:, ::-1]
    assert abs(Motion(flipped[None], 2).degrees[0]) == pytest.approx(180.0)
    assert Motion(_ramp(1)[:, ::-1][None], 1).degrees[0] == pytest.approx(0.0)
