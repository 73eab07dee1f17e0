"""MNIST-1D, signals of 40 values in ten classes, and ways to augment them."""

import random
from functools import cache

import numpy as np

from grader.reference.network import Adam, Network


@cache
def mnist1d():
    """All 5,000 signals of MNIST-1D, generated here, always the same.

    Returns
    -------
    signals : ndarray, shape (5000, 40)
        Mean 0 and standard deviation 1 over all values; read-only.
    labels : integer ndarray, shape (5000,)

    References
    ----------
    Greydanus, arXiv:2011.14439, and the package ``mnist1d``.
    """
    from mnist1d.data import make_dataset

    # The package seeds the global generators; whoever uses them shall not notice.
    state, python_state = np.random.get_state(), random.getstate()
    try:
        made = make_dataset()
    finally:
        np.random.set_state(state)
        random.setstate(python_state)
    signals = np.concatenate([made["x"], made["x_test"]])
    labels = np.concatenate([made["y"], made["y_test"]])
    signals.flags.writeable = labels.flags.writeable = False
    return signals, labels


def shift(signals, most, rng):
    """Move signals (n, d) by -most ... most places; the ends are filled with the last value."""
    n, d = signals.shape
    padded = np.pad(signals, ((0, 0), (most, most)), mode="edge")
    start = most - rng.integers(-most, most + 1, size=(n, 1))
    return np.take_along_axis(padded, start + np.arange(d), axis=1)


def add_noise(signals, std, rng):
    """Add Gaussian noise; signals know no limits, so that nothing is clipped."""
    return signals + rng.normal(scale=std, size=signals.shape)


def scale(signals, most, rng):
    """Multiply each signal by a factor between 1 - most and 1 + most."""
    return signals * rng.uniform(1 - most, 1 + most, size=(len(signals), 1))


def turn_over(signals, rng):
    """Change the sign of half of the signals."""
    return signals * rng.choice([-1, 1], size=(len(signals), 1))


def train(seeds, augments, n_train=500, copies=24, passes=2):
    """Test accuracy of networks trained on augmented signals, all at once.

    Parameters
    ----------
    seeds : sequence of int
        Each draws its own training and 1,000 test signals.
    augments : dict of str to callable
        ``augment(signals, rng)`` gives new signals.
    n_train, copies, passes : int

    Returns
    -------
    dict of str to ndarray, shape (seeds,)
    """
    signals, labels = mnist1d()
    orders = [np.random.default_rng(seed).permutation(len(signals)) for seed in seeds]
    train_part = np.tile([order[:n_train] for order in orders], copies)
    test_part = np.array([order[-1000:] for order in orders])
    x = [
        augment(signals[part], np.random.default_rng([6, seed])).astype(np.float32)
        for augment in augments.values()
        for seed, part in zip(seeds, train_part, strict=True)
    ]
    times = len(augments)
    network = Network((40, 128, 128, 10), seeds=list(seeds) * times)
    y = np.tile(labels[train_part], (times, 1))
    network.fit(np.array(x), y, passes, 32, Adam(1e-3), validate_every=passes)
    test = (np.concatenate([part[test_part]] * times) for part in (signals, labels))
    accuracies = network.accuracy(*test).reshape(times, -1)
    return dict(zip(augments, accuracies, strict=True))
