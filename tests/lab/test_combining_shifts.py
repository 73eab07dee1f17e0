"""Shifts by whole pixels and by fractions, with right labels and with wrong ones."""

import numpy as np
import pytest

from grader.lab.combining import moves
from grader.reference.network import Network

SEEDS = [3, 4]


@pytest.fixture
def part():
    return Network([64, 4, 10], SEEDS, initializer="he")


def test_fractions_move_the_images_of_those_who_want_it_and_keep_their_middle(part):
    images = np.zeros((2, 200, 8, 8), dtype=np.float32)
    images[:, :, 3:5, 3:5] = 1
    x, y = images.reshape(2, 200, 64), np.zeros((2, 200), dtype=int)
    moved = moves.Fractions(SEEDS, [False, True])(part, x, y)
    np.testing.assert_array_equal(moved[0], x[0])
    np.testing.assert_array_equal(x, images.reshape(2, 200, 64))
    moved = moved[1].reshape(200, 8, 8)
    np.testing.assert_allclose(moved.sum(axis=(1, 2)), 4, rtol=1e-5)
    rows = (moved.sum(axis=2) * np.arange(8)).sum(axis=1) / 4
    assert np.abs(rows - 3.5).max() <= 1
    assert 0.4 < np.std(rows) < 0.7  # evenly between -1 and 1: 0.58
    assert np.abs(rows - np.round(2 * rows) / 2).max() > 0.2  # not only whole or half pixels


def test_each_network_label_kind_and_arm_has_its_place():
    found = moves.moves(epochs=3, seeds=SEEDS)
    assert len(found) == 4
    for arms in found.values():
        assert tuple(arms) == moves.ARMS
        assert len(np.unique(list(arms.values()), axis=0)) == 3
    right, wrong = (found["64-128-10", share]["nothing"] for share in (0.0, 0.2))
    assert right.mean() > wrong.mean()
