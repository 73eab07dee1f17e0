"""Ten seeds of the introductions' model side by side are ten models."""

import numpy as np
import pytest

from grader.lab.batch_norm import tutorial

SEEDS = [3, 4]


def test_standardising_uses_the_training_set_of_each_seed():
    data = tutorial.tumours(SEEDS, standardized=True)
    assert data.x_train.shape == (400, 2, 30)
    np.testing.assert_allclose(data.x_train.mean(axis=0), 0, atol=1e-9)
    np.testing.assert_allclose(data.x_train.std(axis=0), 1)
    assert np.abs(data.x_test.mean(axis=0)).max() > 1e-3
    raw = tutorial.tumours(SEEDS, standardized=False)
    assert raw.x_train.max() > 4000
    np.testing.assert_array_equal(raw.y_test, data.y_test)
    assert not np.array_equal(raw.y_test[:, 0], raw.y_test[:, 1])


@pytest.mark.parametrize("batch_norm", [False, True])
def test_a_seed_learns_the_same_beside_another_one_as_in_other_company(batch_norm):
    """Within float32; the order of the samples is that of Keras' seed, the same in both fits."""
    data = tutorial.tumours(SEEDS, standardized=True)
    other = tutorial.Tumours(*(part.copy() for part in vars(data).values()))
    other.x_train[:, 1] *= -3  # the second seed's data, and so its gradients, are quite different
    curves = [tutorial.train(d, SEEDS, batch_norm, epochs=2)[1] for d in (data, other)]
    for part in ("training", "test"):
        np.testing.assert_allclose(curves[0][part][:, 0], curves[1][part][:, 0], atol=0.01)
    assert np.abs(curves[0]["test"][:, 1] - curves[1]["test"][:, 1]).max() > 0.02


def test_batch_norm_is_there_when_it_is_wanted():
    data = tutorial.tumours(SEEDS, standardized=True)
    counts = [
        tutorial.train(data, SEEDS, batch_norm, epochs=1)[0].count_params()
        for batch_norm in (False, True)
    ]
    assert counts[0] == 2 * (30 * 64 + 64 + 64 + 1)
    assert counts[1] == counts[0] + 2 * 4 * 64
