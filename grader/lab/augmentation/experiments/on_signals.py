"""Augmented signals: MNIST-1D, drawn anew in each epoch."""

import numpy as np

from grader.lab import data
from grader.lab.augmentation import signals
from grader.lab.augmentation.experiments.drawn import train

ON_SIGNALS = {
    "no augmentation": lambda x, rng: x,
    "shift up to 5": lambda x, rng: signals.shift(x, 5, rng),
    "noise 0.3": lambda x, rng: signals.add_noise(x, 0.3, rng),
    "scaling ±30 %": lambda x, rng: signals.scale(x, 0.3, rng),
    "shift and noise": lambda x, rng: signals.add_noise(signals.shift(x, 5, rng), 0.3, rng),
    "sign turned over": signals.turn_over,
}


def on_signals(augments=ON_SIGNALS, n_train=500, epochs=50, seeds=range(10)):
    """Test accuracy of networks trained on augmented signals with right labels.

    Parameters
    ----------
    augments : dict of str to callable
        ``augment(signals, rng)`` gives new signals.
    n_train, epochs : int
        Signals, and how often each is drawn anew.
    seeds : sequence of int
        Each draws its own training and 1,000 test signals.

    Returns
    -------
    dict of str to ndarray, shape (seeds,)
    """
    few = data.few_shot("mnist1d", seeds, n_train, wrong=0.0, n_val=4000 - n_train)
    called = {name: _with_labels(augment) for name, augment in augments.items()}
    return train(seeds, few, called, epochs).test()


def _with_labels(augment):
    return lambda samples, labels, rng: (np.asarray(augment(samples, rng)), labels)
