"""The strength of 0.01 of many introductions, on a network with 784 inputs."""

import numpy as np

from grader.lab import data as lessons_data
from grader.lab.arms import at_own_rates
from grader.lab.experiment import OPEN, TRAINING, experiment
from grader.lab.l1_l2.experiments.splits import large_digits
from grader.reference.network import L1, L1L2, L2, Adam, Network

SIZES = (784, 64, 10)


def large_signals(seeds, n_test):
    """MNIST-1D with every value repeated twenty times, in the shapes of `large_digits`."""
    few = lessons_data.few_shot("mnist1d", seeds, n_train=1000, wrong=0.0, n_val=n_test)
    x, x_test = (np.repeat(part, 20, axis=2)[..., 8:-8] for part in (few.x_train, few.x_val))
    return x, few.y_train, x_test, few.y_val


LARGE = {"digits": large_digits, "mnist1d": large_signals}


@experiment(TRAINING)
def many_inputs(epochs=15, seeds=range(5), steps=1, initializer="he", tuned=False, data="digits"):
    """Train 784-64-10 on 1,000 enlarged digits, all labels right, with five penalties.

    Parameters
    ----------
    epochs : int
    seeds : sequence of int
    steps, initializer, tuned, data
        The audit's conditions; 297 more digits tune the rates.

    Returns
    -------
    dict of str to dict of str to ndarray, shape (seeds,)
        By penalty: ``penalty`` at the start; ``training`` and ``test`` accuracy.
    """
    penalties = {
        "no penalty": None,
        "L2 0.01": L2(0.01),
        "L1 0.01": L1(0.01),
        "L1 0.01 and L2 0.01": L1L2(0.01, 0.01),
        "L1 0.0001": L1(0.0001),
    }
    x, y, x_test, y_test = LARGE[data](seeds, n_test=797)
    held_out, test = (x_test[:, 500:], y_test[:, 500:]), (x_test[:, :500], y_test[:, :500])

    def run(rate):
        found = []
        for penalty in penalties.values():
            network = Network(SIZES, seeds, penalty=penalty, initializer=initializer)
            at_start = network.penalty_loss()
            network.fit(x, y, steps * epochs, 32, Adam(rate))
            found.append(
                {
                    "penalty": at_start,
                    "training": network.accuracy(x, y),
                    "validation": network.accuracy(*held_out),
                    "test": network.accuracy(*test),
                }
            )
        return {name: np.array([one[name] for one in found]) for name in found[0]}

    found = at_own_rates(run, tuned)
    return {
        name: {kind: values[i] for kind, values in found.items()}
        for i, name in enumerate(penalties)
    }


def _cost(found, name):
    return found["no penalty"]["test"] - found[name]["test"]


@many_inputs.concludes(
    "L1 of 0.01 costs more than four points",
    quote="L1 of 0.01 on 784 inputs is a mistake of the introductions themselves",
    exceptions={},
)
def _(found):
    return _cost(found, "L1 0.01") - 0.04


@many_inputs.concludes(
    "L2 of 0.01 costs less than three points",
    quote="L2 of 0.01 costs less than three points",
    exceptions={"Glorot": OPEN},
)
def _(found):
    return 0.03 - _cost(found, "L2 0.01")


@many_inputs.concludes(
    "L1 of 0.0001 costs less than 1.5 points",
    quote="a hundredth of that L1 costs next to nothing",
    exceptions={"each arm's own rate": OPEN},
)
def _(found):
    return 0.015 - _cost(found, "L1 0.0001")
