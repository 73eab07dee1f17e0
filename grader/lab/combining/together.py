"""L2, dropout and shifted images together: are they too strong, or only too slow?"""

from functools import partial

import numpy as np

from grader.lab import data as lessons_data
from grader.lab.arms import at_own_rates
from grader.lab.combining.ablation import HIDDEN
from grader.lab.combining.training import Shifts, train
from grader.lab.experiment import OPEN, TURNS, experiment
from grader.reference.network import L2, Network

FULL, MEDIUM, WEAK = "all three, full strength", "all three, weaker", "all three, weak"
ARMS = {
    "nothing": (0.0, 0.0, False),
    "dropout alone": (0.0, 0.5, False),
    FULL: (0.01, 0.5, True),
    MEDIUM: (0.003, 0.25, True),
    WEAK: (0.001, 0.1, True),
}
"""L2, dropout rate, and whether images are shifted."""
LONGER = 3


@experiment(
    {
        "3 x the steps": {"steps": 3, "seeds": range(6)},
        "10 x the steps": {"steps": 10, "seeds": range(4)},
        "Glorot": {"initializer": "glorot", "seeds": range(6)},
        "each arm's own rate": {"tuned": True, "seeds": range(4)},
        "MNIST-1D": {"data": "mnist1d", "seeds": range(6)},
    }
)
def together(epochs=50, seeds=range(8), steps=1, initializer="he", tuned=False, data="digits"):
    """Train the ablation's network on 200 samples, a fifth of them with a wrong label.

    Parameters
    ----------
    epochs : int
        Every arm is trained for as many, and anew for three times as many.
    seeds : sequence of int
    steps, initializer, tuned, data
        The audit's conditions.

    Returns
    -------
    dict of int to dict of str to dict of str to ndarray, shape (seeds,)
        By length, 1 or 3, and by arm: ``training``, ``validation`` and ``test`` accuracy.
    """
    few, found = lessons_data.few_shot(data, seeds, n_val=100), {}
    for length in (1, LONGER):
        run = partial(_trained, few, length * steps * epochs, list(seeds), initializer)
        values = at_own_rates(run, tuned, usual=3e-3)
        found[length] = {
            arm: {name: rows[place] for name, rows in values.items()}
            for place, arm in enumerate(ARMS)
        }
    return found


def _trained(few, epochs, seeds, initializer, rate):
    """Train one network for each arm and seed; shapes (arms, seeds)."""
    many, everybody = few.repeated(len(ARMS)), seeds * len(ARMS)
    strengths, dropout, shifted = np.repeat(list(ARMS.values()), len(seeds), axis=0).T
    network = Network(
        [few.x_train.shape[2], *HIDDEN, 10],
        everybody,
        penalty=L2(strengths),
        dropout=dropout,
        initializer=initializer,
    )
    change = Shifts(everybody, shifted)
    train(network, many.x_train, many.y_train, epochs, change=change, learning_rate=rate)
    found = {
        "training": network.accuracy(many.x_train, many.y_train),
        "validation": network.accuracy(many.x_val, many.y_val),
        "test": network.accuracy(many.x_test, many.y_test),
    }
    return {name: values.reshape(len(ARMS), -1) for name, values in found.items()}


@together.concludes(
    "All three at full strength fit less than 70 % of the training labels",
    quote="All three at full strength underfit",
)
def _(found):
    return 0.7 - found[1][FULL]["training"]


@together.concludes(
    "Weak, they gain more than they do by three times the steps",
    quote="Weaker strengths gain more than three times the steps do",
    exceptions={"MNIST-1D": OPEN},
)
def _(found):
    return found[1][WEAK]["test"] - found[LONGER][FULL]["test"]


@together.concludes(
    "Weak, and trained for three times the steps, they beat nothing",
    quote="weak and trained for longer, they beat nothing",
    exceptions={"each arm's own rate": OPEN},
)
def _(found):
    return found[LONGER][WEAK]["test"] - found[1]["nothing"]["test"]


@together.concludes(
    "Weak, and trained for three times the steps, they beat dropout alone, trained for as long",
    quote="beat dropout alone that is trained for as long",
    exceptions={"each arm's own rate": TURNS},
)
def _(found):
    return found[LONGER][WEAK]["test"] - found[LONGER]["dropout alone"]["test"]
