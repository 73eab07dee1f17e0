"""Choosing a width by cross-validation: the least error against the rule of one standard error."""

from dataclasses import dataclass

import numpy as np

from grader.lab import data as lessons_data
from grader.lab.arms import at_own_rates
from grader.lab.experiment import OPEN, TRAINING, experiment
from grader.lab.margin import within
from grader.reference.combining import one_standard_error_rule
from grader.reference.network import Adam, Network

WIDTHS = (4, 8, 16, 32, 64, 128)
FOLDS = 5


@dataclass(frozen=True)
class Widths:
    """Networks of W widths with one hidden layer, for each of S seeds.

    Attributes
    ----------
    widths : ndarray, shape (W,)
    errors : ndarray, shape (W, S, folds)
        On the fold left out, whose labels are as noisy as the others.
    test : ndarray, shape (W, S)
        Accuracy of a network trained on all training images.
    """

    widths: np.ndarray
    errors: np.ndarray
    test: np.ndarray

    def of_seed(self, place):
        """Mean error and its standard error over the folds, shapes (W,)."""
        errors = self.errors[:, place]
        return errors.mean(axis=1), errors.std(axis=1, ddof=1) / np.sqrt(errors.shape[1])

    def least(self):
        """Place of the width with the least error, shape (S,)."""
        return self.errors.mean(axis=2).argmin(axis=0)

    def by_rule(self):
        """Place of the width that the rule of one standard error takes, shape (S,)."""
        places = range(self.errors.shape[1])
        return np.array([one_standard_error_rule(*self.of_seed(s), self.widths) for s in places])

    def test_of(self, chosen):
        """Test accuracy of one width a seed, shape (S,)."""
        return self.test[chosen, np.arange(len(chosen))]


@experiment(
    TRAINING
    | {
        "10 x the steps": {"steps": 10, "seeds": range(5)},
        "each arm's own rate": {"tuned": True, "seeds": range(5)},
    }
)
def widths(
    units=WIDTHS,
    epochs=60,
    seeds=range(10),
    steps=1,
    initializer="he",
    tuned=False,
    data="digits",
):
    """Cross-validate widths on 200 samples alone, a fifth of them with a wrong label.

    Parameters
    ----------
    units : sequence of int
    epochs : int
    seeds : sequence of int
    steps, initializer, tuned, data
        The audit's conditions; a rate is chosen by the cross-validated error.

    Returns
    -------
    Widths
    """
    few, every = lessons_data.few_shot(data, seeds), []
    for width in units:

        def run(rate, width=width):
            return _measured(few, list(seeds), width, steps * epochs, initializer, rate)

        every.append(at_own_rates(run, tuned))
    errors, test = (np.concatenate([each[name] for each in every]) for name in ("errors", "test"))
    return Widths(np.array(units), errors, test)


def _measured(few, seeds, width, epochs, initializer, rate):
    sizes, found = [few.x_train.shape[2], width, 10], {}
    x, y, x_out, y_out = folds(few, FOLDS)
    network = Network(sizes, seeds * FOLDS, initializer=initializer)
    network.fit(x, y, epochs, 32, Adam(rate))
    found["errors"] = 1 - network.accuracy(x_out, y_out).reshape(1, FOLDS, -1).swapaxes(1, 2)
    found["validation"] = 1 - found["errors"].mean(axis=2)
    network = Network(sizes, seeds, initializer=initializer)
    network.fit(few.x_train, few.y_train, epochs, 32, Adam(rate))
    return found | {"test": network.accuracy(few.x_test, few.y_test)[None]}


def folds(few, n_folds):
    """The training images of each seed split into parts, each left out once.

    Parameters
    ----------
    few : grader.lab.data.FewShot
        Of S seeds, with a number of training images that the folds divide.
    n_folds : int

    Returns
    -------
    x, y, x_out, y_out : ndarray, shapes (n_folds * S, n, d), (n_folds * S, n) and so on
        Fold by fold.
    """
    size, parts = few.x_train.shape[1] // n_folds, []
    for fold in range(n_folds):
        out = np.zeros(few.x_train.shape[1], dtype=bool)
        out[fold * size : (fold + 1) * size] = True
        pair = few.x_train, few.y_train
        parts.append([values[:, where] for where in (~out, out) for values in pair])
    return tuple(np.concatenate(part) for part in zip(*parts, strict=True))


@widths.concludes(
    "The rule takes networks with fewer units than the least error does",
    quote="The rule takes smaller networks",
    exceptions={"3 x the steps": OPEN, "10 x the steps": OPEN, "Glorot": OPEN},
)
def _(found):
    return found.widths[found.least()] - found.widths[found.by_rule()]


@widths.concludes(
    "The rule's networks are within three points of those of the least error",
    quote="and they are within three points of those of the least error",
    exceptions={"10 x the steps": OPEN, "each arm's own rate": OPEN, "MNIST-1D": OPEN},
)
def _(found):
    return within(0.03, found.test_of(found.least()) - found.test_of(found.by_rule()))
