"""Symptoms to diagnose: what a learner sees of a mistake before its cause is named."""

from dataclasses import dataclass

import numpy as np

from grader.lab.cards import Table
from grader.lab.dropout import mistakes
from grader.lab.dropout.plots import keep_counts
from grader.lab.dropout.usual import RATE
from grader.lab.plots import learning_curves
from grader.lab.statistics import in_percent


@dataclass(frozen=True)
class Stuck:
    """Training losses of case 3, and accuracies in inference mode, one a seed."""

    picture: object
    last_losses: tuple
    accuracies: tuple


def case_1(case):
    """The same images through the same networks twice."""
    calls = [mistakes.predict_with_dropout_on(case.network, case.few.x_test) for _ in range(2)]
    first, second = (call.argmax(axis=-1) for call in calls)
    rows = [
        (name, in_percent((found == case.few.y_test).mean(axis=1)))
        for name, found in (("test accuracy, first call", first), ("second call", second))
    ]
    rows.append(("images whose class changed", in_percent((first != second).mean(axis=1))))
    return Table(("", "mean and 95 % interval (%)"), tuple(rows))


def case_2(passes=200, units=40):
    """How often two implementations of dropout keep each unit."""
    rng = np.random.default_rng(0)
    healthy = rng.random((passes, units)) >= RATE
    sick = np.repeat(np.random.default_rng(5).random((1, units)) >= RATE, passes, axis=0)
    return keep_counts({"implementation A": healthy, "implementation B": sick})


def case_3(x, y, seeds=range(3), epochs=20):
    """Training loss of two Keras models, one of them with a mistake.

    Parameters
    ----------
    x, y : ndarray, shapes (n, 64) and (n,)
    seeds : iterable of int
        Of the model with the mistake; the healthy one is trained once.
    epochs : int

    Returns
    -------
    Stuck
    """
    healthy = _fit(x, y, 0, epochs, on_output=False)[0]
    runs = [_fit(x, y, seed, epochs, on_output=True) for seed in seeds]
    curves = {f"seed {seed}": losses for seed, (losses, _) in zip(seeds, runs, strict=True)}
    panels = {"model A": {"seed 0": healthy}, "model B": curves}
    picture = learning_curves(panels, "training loss")
    return Stuck(picture, *zip(*((losses[-1], accuracy) for losses, accuracy in runs), strict=True))


def _fit(x, y, seed, epochs, on_output):
    import keras
    from keras.layers import Dense, Dropout

    keras.utils.set_random_seed(seed)
    layers = [Dense(128, "relu"), Dropout(RATE), Dense(10, "softmax")]
    model = keras.Sequential([keras.Input((64,)), *layers, *([Dropout(RATE)] if on_output else [])])
    # An epoch of 200 samples has 7 batches; in one call they are faster.
    options = {"metrics": ["accuracy"], "steps_per_execution": 7}
    model.compile("adam", "sparse_categorical_crossentropy", **options)
    losses = model.fit(x, y, batch_size=32, epochs=epochs, verbose=0).history["loss"]
    return losses, model.evaluate(x, y, verbose=0)[1]


def case_4(sweep):
    """Training and validation accuracy of two networks of the sweep over rates.

    Parameters
    ----------
    sweep : grader.lab.dropout.sweeps.Sweep
        Rates 0.5 and 0.9 among its names.
    """
    rows = [
        (name, *(in_percent(sweep.of(rate, part)) for part in ("training", "validation")))
        for name, rate in (("network A", 0.5), ("network B", 0.9))
    ]
    return Table(("", "training (%)", "validation (%)"), tuple(rows))


def case_5(found):
    """Accuracy, confidence and cross-entropy of a correct network and of one with a mistake.

    Parameters
    ----------
    found : dict
        Of `grader.lab.dropout.sure.too_sure`.
    """
    return [
        (name, in_percent(of["accuracy"]), in_percent(of["confidence"]), f"{of['loss'].mean():.2f}")
        for name, of in found.items()
    ]
