"""Where training starts and in which order it sees the samples."""

import numpy as np

from grader.reference.network import Network
from grader.reference.nn import training


def test_kernels_start_glorot_uniform():
    """Variance 2 / (fan in + fan out), flat between its bounds; all else neutral."""
    parameters = Network([200, 300, 100], range(4), batch_norm=True).parameters
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
