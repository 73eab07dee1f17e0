"""Digits that are turned a little, and digits that are turned too far."""

from grader.lab import data
from grader.lab.augmentation.experiments.conditions import FEWER_SEEDS
from grader.lab.augmentation.experiments.kinds import compared
from grader.lab.augmentation.warp import Augment
from grader.lab.experiment import OPEN, experiment

TURNS_OF = {"script A": Augment(rotate=20), "script B": Augment(rotate=0.2 * 360)}
"""Rotations of up to 20 degrees, and of up to 0.2 of a full turn."""


@experiment(FEWER_SEEDS)
def turned_too_far(epochs=100, seeds=range(10), steps=1, initializer="he", tuned=False):
    """Train on 200 digits with right labels, turned by up to 20 degrees, and by up to 72.

    Parameters
    ----------
    epochs : int
    seeds : sequence of int
    steps, initializer, tuned
        The audit's conditions.

    Returns
    -------
    dict of str to ndarray, shape (seeds,)
        Test accuracies: "script A" (20 degrees) and "script B" (0.2 of a turn).
    """
    few = data.few_shot_digits(seeds, wrong=0.0)
    return compared(few, TURNS_OF, steps * epochs, seeds, initializer, tuned)["test"]


@turned_too_far.concludes(
    "Up to 72 degrees are worse than up to 20 by more than 2 points",
    quote="script B loses 3.6 ± 1.0 points",
    exceptions=dict.fromkeys(("3 x the steps", "10 x the steps", "each arm's own rate"), OPEN),
)
def _(found):
    return found["script A"] - found["script B"] - 0.02
