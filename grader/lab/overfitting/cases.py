"""Seven real training runs; what was done to each is told by the lesson, not by its picture."""

import numpy as np

from grader.lab import data
from grader.reference.network import Adam, Network


def healthy():
    """A run as one wishes for.

    Returns
    -------
    dict of str to ndarray, shape (epochs,)
        Mean cross-entropy on training and on validation images.
    """
    return _run(n_train=1000, wrong=0.0, epochs=40)


def six_runs():
    """Six runs to diagnose.

    Returns
    -------
    dict of str to dict
        Letter, and curves as `healthy` returns them.
    """
    return {
        "A": _run(n_train=1000, wrong=0.0, epochs=60, hidden=(2,), rate=1e-2),
        "B": _run(n_train=1000, wrong=0.0, epochs=40, rate=0.05),
        "C": _run(n_train=200, wrong=0.2, epochs=200),
        "D": _run(n_train=1000, wrong=0.0, epochs=40, dropout=0.6),
        "E": _sorted_run(),
        "F": _run(n_train=1000, wrong=0.0, epochs=40, rate=3e-5),
    }


def _run(n_train, wrong, epochs, hidden=(128, 128), rate=1e-3, dropout=0.0):
    few = data.few_shot_digits([0], n_train=n_train, wrong=wrong)
    training, validation = (few.x_train, few.y_train), (few.x_val, few.y_val)
    return _curves(training, validation, epochs, hidden, rate, dropout)


def _sorted_run():
    """Samples sorted by class, the last fifth of them for validation."""
    images, labels = data.digits()
    order = np.argsort(labels[:1000], kind="stable")
    images, labels = images[order], labels[order]
    return _curves((images[:800], labels[:800]), (images[800:], labels[800:]), epochs=40)


def _curves(training, validation, epochs, hidden=(128, 128), rate=1e-3, dropout=0.0):
    network = Network([64, *hidden, 10], seeds=[0], dropout=dropout)
    history = network.fit(*training, epochs, 32, Adam(rate), validation=validation)
    return {"training": history.loss[:, 0], "validation": history.val_loss[:, 0]}
