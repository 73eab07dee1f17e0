"""The learner's dropout trains a network: as it is, and with two common mistakes put into it."""

import numpy as np

from grader.lab import data as lessons_data
from grader.lab.arms import at_own_rates
from grader.lab.dropout.broken import with_one_mask, with_the_seed_inside, without_the_scale
from grader.lab.dropout.loop import train
from grader.lab.experiment import OPEN, TRAINING, TURNS, experiment
from grader.reference import dropout as reference

OWN, UNSCALED = "as you wrote it", "without the scale"
SEEDED, ONE_MASK = "seed set inside", "seed set inside, one mask for the batch"


@experiment(TRAINING | {"one image a step": {"batch": 1, "usual": 0.01, "epochs": 30}})
def own_dropout(
    forward=reference.dropout_forward,
    backward=reference.dropout_backward,
    epochs=80,
    batch=32,
    usual=0.1,
    seeds=range(6),
    steps=1,
    initializer="he",
    tuned=False,
    data="digits",
):
    """Train 200 digits, a fifth of them mislabeled, with one's own dropout and with broken ones.

    Parameters
    ----------
    forward, backward : callable
        Like the exercises `dropout_forward` and `dropout_backward`.
    epochs, batch : int
    usual : float
        Learning rate of plain SGD.
    seeds : sequence of int
    steps, initializer, tuned, data
        The audit's conditions.

    Returns
    -------
    dict of str to dict of str to ndarray, shape (seeds,)
        By way of dropping: test accuracy ("test"), its mean confidence on test images
        ("confidence"), and the share of first-layer units that moved ("moved").
    """
    few = lessons_data.few_shot(data, seeds)
    arms = {
        "no dropout": (forward, backward, 0.0),
        OWN: (forward, backward, 0.5),
        UNSCALED: (*without_the_scale(forward, backward), 0.5),
        SEEDED: (with_the_seed_inside(forward), backward, 0.5),
        ONE_MASK: (with_one_mask(forward), backward, 0.5),
    }
    options = {"epochs": steps * epochs, "batch": batch, "initializer": initializer}

    def run(step):
        found = [
            [_measured(few, s, seed, arm, options | {"step": step}) for s, seed in enumerate(seeds)]
            for arm in arms.values()
        ]
        names = found[0][0].keys()
        return {n: np.array([[each[n] for each in of_arm] for of_arm in found]) for n in names}

    found = at_own_rates(run, tuned, rates=(0.3 * usual, usual, 3 * usual), usual=usual)
    return {arm: {n: found[n][row] for n in found} for row, arm in enumerate(arms)}


def _measured(few, place, seed, arm, options):
    forward, backward, rate = arm
    x, y = few.x_train[place], few.y_train[place]
    with np.errstate(all="ignore"):  # too high a learning rate may overflow
        trained = train(x, y, forward, backward, rate, seed=seed, **options)
        validation, test = (trained.probabilities(x) for x in (few.x_val[place], few.x_test[place]))
    return {
        "validation": np.mean(validation.argmax(axis=1) == few.y_val[place]),
        "test": np.mean(test.argmax(axis=1) == few.y_test[place]),
        "confidence": test.max(axis=1).mean(),
        "moved": trained.moved.mean(),
    }


@own_dropout.concludes(
    "One's own dropout gains over no dropout",
    quote="Your dropout gains twelve points over none",
    exceptions={"each arm's own rate": OPEN},
)
def _(found):
    return found[OWN]["test"] - found["no dropout"]["test"]


@own_dropout.concludes(
    "Without the scale, accuracy is lower",
    quote="it is seven points worse",
    exceptions={"3 x the steps": OPEN, "10 x the steps": OPEN, "each arm's own rate": OPEN},
)
def _(found):
    return found[OWN]["test"] - found[UNSCALED]["test"]


@own_dropout.concludes(
    "Without the scale, confidence is more than 5 points higher",
    quote="far surer of its answers",
)
def _(found):
    return found[UNSCALED]["confidence"] - found[OWN]["confidence"] - 0.05


@own_dropout.concludes(
    "With one mask for the batch, a third of the units never move",
    quote="half of the units never move",
)
def _(found):
    return 0.67 - found[ONE_MASK]["moved"]


@own_dropout.concludes(
    "One mask for the batch costs more than 5 points",
    quote="35 points are lost",
)
def _(found):
    return found[OWN]["test"] - found[ONE_MASK]["test"] - 0.05


@own_dropout.concludes(
    "Where each sample has a row of the mask, a seed set inside costs less than 10 points",
    quote="the mistake costs little and hides",
    exceptions={"one image a step": TURNS},
)
def _(found):
    return 0.1 - (found[OWN]["test"] - found[SEEDED]["test"])
