"""The strength of 0.01 of many introductions, on a network with 784 inputs."""

import numpy as np

from grader.lab.arms import at_own_rates
from grader.lab.experiment import OPEN, experiment
from grader.lab.l1_l2.experiments.splits import large_digits
from grader.reference.network import L1, L1L2, L2, Adam, Network

SIZES = (784, 64, 10)


@experiment(
    {
        "3 x the steps": {"steps": 3},
        "Glorot": {"initializer": "glorot"},
        "each arm's own rate": {"tuned": True},
    }
)
def many_inputs(epochs=15, seeds=range(5), steps=1, initializer="he", tuned=False):
    """Train 784-64-10 on 1,000 enlarged digits, all labels right, with five penalties.

    Parameters
    ----------
    epochs : int
    seeds : sequence of int
    steps, initializer, tuned
        The audit's conditions; 300 more digits tune the rates.

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
    x, y, x_test, y_test = large_digits(seeds, n_test=797)
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
