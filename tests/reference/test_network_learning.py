"""The networks learn: on real digits, with every technique, far better than class centroids."""

import numpy as np
import pytest
from sklearn.datasets import load_digits

from grader.reference.network import L2, SGD, Adam, Network

N_TRAIN = 1000


@pytest.fixture(scope="module")
def digits():
    images, labels = load_digits(return_X_y=True)
    order = np.random.default_rng(0).permutation(len(images))
    x, y = images[order] / 16, labels[order]
    return (x[:N_TRAIN], y[:N_TRAIN]), (x[N_TRAIN:], y[N_TRAIN:])


@pytest.mark.parametrize(
    ("settings", "optimizer"),
    [
        ({}, Adam()),
        ({}, SGD(0.1, momentum=0.9)),
        ({"dropout": (0.1, 0.3, 0.3)}, Adam()),
        ({"batch_norm": True}, Adam()),
        ({"penalty": L2(0.0003)}, Adam()),
    ],
    ids=["adam", "momentum", "dropout", "batch norm", "L2"],
)
def test_every_seed_halves_the_errors_of_nearest_centroid(digits, settings, optimizer):
    """The bar is a rule that knows ten mean images; two hidden layers bend well past it."""
    (x, y), held_out = digits
    means = np.stack([x[y == digit].mean(axis=0) for digit in range(10)])
    distances = np.linalg.norm(held_out[0][:, None] - means, axis=2)
    bar = np.mean(distances.argmin(axis=1) == held_out[1])
    network = Network([64, 64, 64, 10], range(3), **settings)
    network.fit(x, y, epochs=30, optimizer=optimizer)
    assert np.all(1 - network.accuracy(*held_out) < (1 - bar) / 2)


def test_a_penalty_leaves_smaller_weights(digits):
    (x, y), _ = digits
    network = Network([64, 32, 10], [7] * 3, penalty=L2(np.array([0.0, 0.001, 0.01])))
    network.fit(x, y, epochs=10)
    norms = sum(np.sum(kernel**2, axis=(1, 2)) for kernel in network.parameters.kernels)
    assert np.all(np.diff(norms) < 0)


def test_pure_noise_can_be_memorised_but_not_predicted():
    """Labels unrelated to the inputs: fitted by heart, and chance level on fresh ones."""
    rng = np.random.default_rng(1)
    x, y = rng.normal(size=(2, 400, 20)), rng.integers(0, 4, size=(2, 400))
    network = Network([20, 128, 4], range(4))
    network.fit(x[0][:60], y[0][:60], epochs=150)
    assert np.all(network.accuracy(x[0][:60], y[0][:60]) == 1)
    # Four networks that saw the same 60 samples; 400 draws at 1/4 stay within six deviations.
    assert np.all(np.abs(network.accuracy(x[1], y[1]) - 0.25) < 6 * np.sqrt(0.25 * 0.75 / 400))
