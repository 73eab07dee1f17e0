"""Images drawn anew in each epoch against copies that are made once and stored."""

from dataclasses import dataclass, field

import numpy as np

from grader.lab import data as lessons_data
from grader.lab.augmentation.experiments.kinds import KINDS, compared, unchanged
from grader.lab.augmentation.signals import Shift
from grader.lab.experiment import OPEN, TRAINING, TURNS, experiment

COUNTS = (1, 5, 20)
GENTLE = {"digits": KINDS["rotate 15°, shift 1"], "mnist1d": Shift(5)}


@dataclass(frozen=True)
class Stored:
    """Copies that are augmented once and kept; each epoch shows one copy of each image.

    Parameters
    ----------
    augment : callable
        As in `drawn.Drawing`.
    copies : int
        Of each image, for each network.
    """

    augment: object
    copies: int
    kept: dict = field(default_factory=dict, compare=False)

    def __call__(self, samples, labels, rng):
        """One of its copies for each sample, at random."""
        if rng not in self.kept:
            copies = [self.augment(samples, labels, rng)[0] for _ in range(self.copies)]
            self.kept[rng] = np.array(copies)
        n = len(samples)
        return self.kept[rng][rng.integers(self.copies, size=n), np.arange(n)], labels


@experiment(TRAINING)
def stored_or_anew(
    copies=COUNTS,
    epochs=100,
    seeds=range(6),
    steps=1,
    initializer="he",
    tuned=False,
    data="digits",
):
    """Train on 200 samples, one label in five wrong, and store few or many copies of them.

    Parameters
    ----------
    copies : sequence of int
        Stored copies of each sample; each epoch shows 200 samples whatever their number.
    epochs : int
    seeds : sequence of int
    steps, initializer, tuned, data
        The audit's conditions.

    Returns
    -------
    dict of str to ndarray, shape (seeds,)
        Test accuracies: "originals only", "1 stored", "5 stored" ..., "drawn anew".
    """
    gentle = GENTLE[data]
    arms = {"originals only": unchanged}
    arms |= {f"{count} stored": Stored(gentle, count) for count in copies}
    arms["drawn anew"] = gentle
    few = lessons_data.few_shot(data, seeds)
    return compared(few, arms, steps * epochs, seeds, initializer, tuned)["test"]


@stored_or_anew.concludes(
    "Images drawn anew are worth more than one stored copy",
    quote="images drawn anew gain more than one stored copy",
    exceptions={"10 x the steps": OPEN},
)
def _(found):
    return found["drawn anew"] - found["1 stored"]


@stored_or_anew.concludes(
    "Twenty stored copies are better than the originals",
    quote="twenty copies gain",
    exceptions={"3 x the steps": OPEN, "10 x the steps": TURNS, "each arm's own rate": OPEN},
)
def _(found):
    return found["20 stored"] - found["originals only"]


@stored_or_anew.concludes(
    "Twenty stored copies are better than one",
    quote="more than a single one does",
    exceptions={"10 x the steps": OPEN},
)
def _(found):
    return found["20 stored"] - found["1 stored"]
