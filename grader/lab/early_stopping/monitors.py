"""What to monitor, with how many validation images, and with how much patience."""

import numpy as np

from grader.lab.early_stopping.curves import wrong_labels
from grader.lab.early_stopping.watching import CONDITIONS
from grader.lab.experiment import OPEN, experiment
from grader.reference.early_stopping import stopping_epoch

SIZES, PATIENCES = (20, 50, 100, 500), (1, 5, 20, 50)


@experiment(CONDITIONS)
def monitors(
    sizes=SIZES,
    patiences=PATIENCES,
    watched=None,
    epochs=100,
    seeds=range(10),
    steps=1,
    initializer="he",
    tuned=False,
    data="digits",
):
    """Stop each training by the loss and by the accuracy on few and on many validation images.

    The 500 validation images are cut into sets of each size, every set stops the training for
    itself and the best weights are restored; a seed's result is the mean over its sets.

    Parameters
    ----------
    sizes : sequence of int
        Validation images, divisors of 500.
    patiences : sequence of int
    watched : Watched, optional
        The trainings, where they are known.
    epochs : int
        At most; looked at after each.
    seeds : sequence of int
    steps, initializer, tuned, data
        The audit's conditions.

    Returns
    -------
    dict
        ``loss`` and ``accuracy``: test accuracy by (size, patience), each of shape (seeds,);
        ``promised``: the validation accuracy that the last ones were chosen for;
        ``end``: test accuracy without early stopping, ``best``: at the best epoch of all.
    """
    watched = watched or wrong_labels(
        epochs=epochs, seeds=seeds, steps=steps, initializer=initializer, tuned=tuned, data=data
    )
    test = watched.test_accuracy
    found = {"loss": {}, "accuracy": {}, "promised": {}}
    found |= {"end": test[-1], "best": test.max(axis=0)}
    for size in sizes:
        of_sets = (*test.shape, -1, size)
        loss = watched.val_losses.reshape(of_sets).mean(axis=3)
        accuracy = watched.val_right.reshape(of_sets).mean(axis=3)
        for patience in patiences:
            found["loss"][size, patience] = _stopped(loss, patience, test)[0]
            reached = _stopped(-accuracy, patience, test, accuracy)
            found["accuracy"][size, patience], found["promised"][size, patience] = reached
    return found


def _stopped(curves, patience, test, monitored=None):
    """Test and, if asked for, monitored accuracy at the best epochs, means over the sets, (S,)."""
    of_seeds = []
    for seed in range(curves.shape[1]):
        best = [stopping_epoch(curve, patience)[1] for curve in curves[:, seed].T]
        own = 0.0 if monitored is None else monitored[best, seed, range(len(best))].mean()
        of_seeds.append((test[best, seed].mean(), own))
    return np.array(of_seeds).T


@monitors.concludes(
    "With a patience of 5 and 20 images, the loss is the better guide",
    quote="With a patience of 5 and 20 images, the loss is the better guide",
    exceptions={},
)
def _(found):
    return found["loss"][20, 5] - found["accuracy"][20, 5]


@monitors.concludes(
    "With a patience of 20 and 500 images, the accuracy is the better guide",
    quote="With a patience of 20 and 500 images, the accuracy is",
    exceptions={"each arm's own rate": OPEN},
)
def _(found):
    return found["accuracy"][500, 20] - found["loss"][500, 20]


@monitors.concludes(
    "By the loss, a patience of 1 is better than one of 20",
    quote="By the loss, a patience of 1 is even better than one of 20",
    exceptions={"MNIST-1D": OPEN},
)
def _(found):
    return found["loss"][500, 1] - found["loss"][500, 20]


@monitors.concludes(
    "By the accuracy on 20 images, a patience of 1 costs more than two points",
    quote="By the accuracy, and above all on 20 images, a patience of 1 is far too short",
    exceptions={},
)
def _(found):
    return found["accuracy"][20, 20] - found["accuracy"][20, 1] - 0.02


@monitors.concludes(
    "By the accuracy, 500 images choose better epochs than 20",
    quote="The more images choose, the better is what they choose",
    exceptions={},
)
def _(found):
    return found["accuracy"][500, 20] - found["accuracy"][20, 20]


@monitors.concludes(
    "The best accuracy on 50 images promises more than two points too much",
    quote="The accuracy at the best epoch is a promise that is not kept",
    exceptions={"10 x the steps": OPEN, "each arm's own rate": OPEN},
)
def _(found):
    return found["promised"][50, 20] - found["accuracy"][50, 20] - 0.02


@monitors.concludes(
    "On 500 images it promises less than two points too much",
    quote="With 500 images it is less than two points",
    exceptions={"10 x the steps": OPEN, "each arm's own rate": OPEN},
)
def _(found):
    return 0.02 - (found["promised"][500, 20] - found["accuracy"][500, 20])
