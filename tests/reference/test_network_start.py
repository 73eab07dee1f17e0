"""Where training starts and in which order it sees the samples."""

import numpy as np

from grader.reference.network import Network
from grader.reference.nn import training


def test_kernels_start_glorot_uniform():
    """Variance 2 / (fan in + fan out), flat between its bounds; all else neutral."""
    network = Network([200, 300, 100], range(4), batch_norm=True, initializer="glorot")
    parameters = network.parameters
    for kernel, fans in zip(parameters.kernels, (500, 400), strict=True):
        bound = np.sqrt(6 / fans)
        assert np.abs(kernel).max() <= bound
        shares, _ = np.histogram(kernel, bins=10, range=(-bound, bound))
        # Ten equal bins of at least 120,000 draws, each within six standard deviations.
        assert np.all(np.abs(shares / kernel.size - 0.1) < 6 * np.sqrt(0.09 / kernel.size))
    for biases in parameters.biases:
        np.testing.assert_array_equal(biases, 0)
    np.testing.assert_array_equal(parameters.gammas[0], 1)
    assert parameters.gammas[1] is None


def test_glorot_kernels_come_from_the_same_draws_as_ever():
    """Does a lesson that asks for them get them bit for bit?"""
    network = Network([4, 5, 3], [7], initializer="glorot", dtype=np.float64)
    rng = np.random.default_rng(7).spawn(1)[0]
    for kernel in network.parameters.kernels:
        bound = np.sqrt(6 / sum(kernel.shape[1:]))
        np.testing.assert_array_equal(kernel[0], rng.uniform(-bound, bound, kernel.shape[1:]))


def test_kernels_before_a_relu_start_as_he_and_others_say():
    """By default: normal with variance 2 / fan in; the last kernel is Glorot's."""
    first, second, last = Network([200, 300, 400, 100], range(4)).parameters.kernels
    for kernel, fan_in in ((first, 200), (second, 300)):
        scaled = kernel / np.sqrt(2 / fan_in)
        # Mean, variance and fourth moment of N draws of a standard normal, within six deviations.
        for power, moment, variance in ((1, 0, 1), (2, 1, 2), (4, 3, 96)):
            far = np.abs(np.mean(scaled.astype(float) ** power) - moment)
            assert far < 6 * np.sqrt(variance / kernel.size)
    assert np.abs(last).max() <= np.sqrt(6 / 500)


def test_a_signal_keeps_its_size_through_relus_with_he_and_loses_it_with_glorot():
    """Is the mean square before each ReLU the same in every hidden layer, or halved each time?"""
    sizes, x = [500] * 6 + [2], np.random.default_rng(0).normal(size=(200, 500))
    for initializer, factor in (("he", 1.0), ("glorot", 0.5)):
        network = Network(sizes, range(4), initializer=initializer)
        squares, out = [], x
        for kernel in network.parameters.kernels[:-1]:
            out = np.maximum(out, 0) @ kernel if squares else out @ kernel
            squares.append(np.mean(out**2))
        ratios = np.array(squares[1:]) / squares[:-1]
        np.testing.assert_allclose(ratios, factor, rtol=0.1)


def test_every_epoch_shows_each_sample_once_in_an_order_of_its_own(monkeypatch):
    """No order repeats, neither between networks nor between epochs."""
    seen, differentiate = [], training.differentiate

    def watched(network, x, y, gradients):
        np.testing.assert_array_equal(x[..., 0].astype(int) % 3, y)
        seen.append(x[..., 0])
        return differentiate(network, x, y, gradients)

    monkeypatch.setattr(training, "differentiate", watched)
    x = np.arange(50.0)[:, None]
    Network([1, 4, 3], range(4)).fit(x, np.arange(50) % 3, epochs=3, batch_size=16)
    assert [batch.shape[1] for batch in seen] == [16, 16, 16, 2] * 3
    orders = np.concatenate([np.concatenate(seen[e * 4 : e * 4 + 4], axis=1) for e in range(3)])
    np.testing.assert_array_equal(np.sort(orders), np.tile(np.arange(50), (12, 1)))
    assert len(np.unique(orders, axis=0)) == 12
    assert not np.any(np.all(orders == np.arange(50), axis=1))
