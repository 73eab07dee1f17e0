"""What it costs to hold training images back for validation, and what wins it back."""

import numpy as np

from grader.lab import data as lessons_data
from grader.lab.arms import at_own_rates
from grader.lab.early_stopping.watching import CONDITIONS, at, stop, watch
from grader.lab.experiment import OPEN, TURNS, experiment

ALL, MORE = "all 200, all epochs, no validation", "500 more images, right labels, for validation"


def share_validation(few, n_val):
    """Take the last n_val training images, with their wrong labels, for validation.

    Nothing but the training set is used up: this is how it goes where no clean images lie about.

    Parameters
    ----------
    few : grader.lab.data.FewShot
    n_val : int

    Returns
    -------
    grader.lab.data.FewShot
    """
    parts = vars(few) | {
        "x_train": few.x_train[:, :-n_val],
        "y_train": few.y_train[:, :-n_val],
        "mislabelled": few.mislabelled[:, :-n_val],
        "x_val": few.x_train[:, -n_val:],
        "y_val": few.y_train[:, -n_val:],
    }
    return lessons_data.FewShot(**parts)


def kept(n_val):
    """Name of the way that goes on with the network trained on what is not held back."""
    return f"{200 - n_val} to train, {n_val} for validation"


def again(n_val):
    """Name of the way that trains anew on everything, for the number of epochs found."""
    return f"{200 - n_val} + {n_val}, and then all 200"


@experiment(CONDITIONS | {"right labels": {"wrong": 0.0}})
def price_of_validation(
    held_out=(40, 80),
    patience=10,
    whole=None,
    wrong=0.2,
    epochs=100,
    seeds=range(10),
    steps=1,
    initializer="he",
    tuned=False,
    data="digits",
):
    """Stop by the loss on images that are held back from 200, and train on all of them or not.

    Parameters
    ----------
    held_out : sequence of int
        Images for validation, of the 200.
    patience : int
    whole : Watched, optional
        The trainings on all 200 at the usual rate, where they are known.
    wrong : float
        Share of wrong labels, among the images held back as well.
    epochs : int
        At most.
    seeds : sequence of int
    steps, initializer, tuned, data
        The audit's conditions. A rate is tuned by what is held back, the first two ways by the 500.

    Returns
    -------
    dict of str to ndarray, shape (seeds,)
        Test accuracy by way.
    """
    few = lessons_data.few_shot(data, seeds, wrong=wrong)
    names = ALL, MORE, *(name(n) for n in held_out for name in (kept, again))
    last = np.full(len(seeds), steps * epochs - 1)

    def run(rate):
        common = {"epochs": steps * epochs, "initializer": initializer, "rate": rate}
        all_200 = watch(few, seeds, **common) if tuned or whole is None else whole
        best = stop(all_200.val_loss(), patience)[1]
        seen = [_scores(all_200, all_200, epoch) for epoch in (last, best)]
        for n_val in held_out:
            fewer = watch(share_validation(few, n_val), seeds, **common)
            best = stop(fewer.val_loss(), patience)[1]
            seen += [_scores(fewer, used, best) for used in (fewer, all_200)]
        return {name: np.array([each[name] for each in seen]) for name in seen[0]}

    return dict(zip(names, at_own_rates(run, tuned)["test"], strict=True))


def _scores(judge, used, epoch):
    """By whose validation images a way is tuned, and which network it ends with."""
    return {
        "validation": at(judge.val_accuracy(), epoch),
        "test": at(used.test_accuracy, epoch),
    }


@price_of_validation.concludes(
    "40 of 200 held back beat all 200 without early stopping",
    quote="Forty images with partly wrong labels are enough to gain several points",
    exceptions={"MNIST-1D": TURNS, "each arm's own rate": OPEN, "right labels": TURNS},
)
def _(found):
    return found[kept(40)] - found[ALL] - 0.02


@price_of_validation.concludes(
    "All 200 for the epochs that 40 found beat all 200 without early stopping",
    quote="Forty images with partly wrong labels are enough to gain several points",
    exceptions={"MNIST-1D": TURNS, "each arm's own rate": OPEN, "right labels": OPEN},
)
def _(found):
    return found[again(40)] - found[ALL]


@price_of_validation.concludes(
    "Training on all 200 afterwards wins something back",
    quote="training again on all 200 wins points back",
    exceptions={},
)
def _(found):
    return found[again(80)] - found[kept(80)]


@price_of_validation.concludes(
    "500 images more for validation gain less than two points over 80 held back and trained on",
    quote="500 more images for validation would hardly do better",
    exceptions={"MNIST-1D": OPEN},
)
def _(found):
    return 0.02 - (found[MORE] - found[again(80)])
