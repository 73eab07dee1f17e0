"""Training time, chosen by cross-validation on samples that are sorted by class."""

from dataclasses import dataclass

import numpy as np

from grader.lab import data as lessons_data
from grader.lab import training
from grader.lab.experiment import OPEN, TRAINING, experiment
from grader.lab.overfitting.polynomials import in_order
from grader.reference.network import Adam, Network
from grader.reference.overfitting import k_fold
from grader.reference.start import standardize


@dataclass(frozen=True)
class Times:
    """Training times chosen with one way of making folds.

    Attributes
    ----------
    validation : ndarray, shape (epochs, seeds)
        Accuracy on the held-out part after each epoch, averaged over the folds.
    epochs : ndarray, shape (seeds,)
        Where that is highest.
    test : ndarray, shape (seeds,)
        Accuracy on new images after training on all samples for so long.
    at_end : ndarray, shape (seeds,)
        The same after all epochs.
    """

    validation: np.ndarray
    epochs: np.ndarray
    test: np.ndarray
    at_end: np.ndarray


@experiment(TRAINING)
def choose_time(
    folds=None,
    units=128,
    epochs=100,
    k=5,
    seeds=range(10),
    wrong=0.2,
    steps=1,
    initializer="he",
    tuned=False,
    data="digits",
):
    """Choose a network's training time by cross-validation on 200 samples, sorted by class.

    Parameters
    ----------
    folds : dict of str to callable, optional
        Ways to make folds, called as ``k_fold(n, k, rng)``.
    units, epochs, k : int
        Hidden units, longest training, and folds.
    seeds : sequence of int
    wrong : float
    steps, initializer, tuned, data
        The audit's conditions (see `grader.lab.experiment.TRAINING`).

    Returns
    -------
    dict of str to Times
    """
    few, epochs = _sorted_by_class(lessons_data.few_shot(data, seeds, 200, wrong)), steps * epochs
    folds = folds or {"in order": in_order, "shuffled": k_fold}
    rate = training.RATE
    if tuned:
        rate = max(
            training.RATES,
            key=lambda r: _whole(few, units, epochs, r, part="val").mean(axis=1).max(),
        )
    tests = _whole(few, units, epochs, rate, initializer)
    found = {}
    for name, make in folds.items():
        parts = [make(200, k, np.random.default_rng(seed)) for seed in seeds]
        curves = [
            _fold(few, [own[i] for own in parts], units, epochs, rate, initializer)
            for i in range(k)
        ]
        curve = np.mean(curves, axis=0)
        best = curve.argmax(axis=0)
        test = np.take_along_axis(tests, best[None], axis=0)[0]
        found[name] = Times(curve, best + 1, test, tests[-1])
    return found


@choose_time.concludes(
    "Folds in the order of the classes are further from the accuracy on new images",
    quote="Folds in the order of the classes report hardly more than guessing",
    exceptions={"MNIST-1D": OPEN},
)
def _(result):
    off = {name: np.abs(t.validation.max(axis=0) - t.test) for name, t in result.items()}
    return off["in order"] - off["shuffled"]


@choose_time.concludes(
    "The time that shuffled folds choose beats training to the end",
    quote="and stopping there beats training for all the epochs",
    exceptions={"MNIST-1D": OPEN},
)
def _(result):
    return result["shuffled"].test - result["shuffled"].at_end


def _sorted_by_class(few):
    order = np.argsort(few.y_train, axis=1, kind="stable")
    x = np.take_along_axis(few.x_train, order[..., None], axis=1)
    return x, np.take_along_axis(few.y_train, order, axis=1), few


def _fold(few, parts, units, epochs, rate, initializer="he"):
    """Validation accuracy of one fold after each epoch, shape (epochs, seeds)."""
    x, y, _ = few
    pairs = [standardize(own[t], own[v]) for own, (t, v) in zip(x, parts, strict=True)]
    x_train, x_val = (np.stack(part) for part in zip(*pairs, strict=True))
    y_train, y_val = (
        np.stack([own[p[i]] for own, p in zip(y, parts, strict=True)]) for i in (0, 1)
    )
    network = Network([x.shape[-1], units, 10], range(len(x)), initializer=initializer)
    history = network.fit(x_train, y_train, epochs, 32, Adam(rate), (x_val, y_val))
    return history.val_accuracy


def _whole(few, units, epochs, rate, initializer="he", part="test"):
    """Accuracy on new images after each epoch of training on all samples, (epochs, seeds)."""
    x, y, rest = few
    new, labels = getattr(rest, f"x_{part}"), getattr(rest, f"y_{part}")
    pairs = [standardize(own, test) for own, test in zip(x, new, strict=True)]
    x_train, x_test = (np.stack(part) for part in zip(*pairs, strict=True))
    network = Network([x.shape[-1], units, 10], range(len(x)), initializer=initializer)
    return network.fit(x_train, y, epochs, 32, Adam(rate), (x_test, labels)).val_accuracy
