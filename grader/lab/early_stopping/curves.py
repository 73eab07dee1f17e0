"""What early stopping is worth where labels are wrong, by every rule of stopping."""

import numpy as np

from grader.lab import data as lessons_data
from grader.lab.early_stopping.reading import between_sets, picked_epoch, restored, sweep
from grader.lab.early_stopping.watching import CONDITIONS, stop, watch
from grader.lab.experiment import OPEN, TURNS, experiment


@experiment(CONDITIONS)
def wrong_labels(
    wrong=0.2, epochs=100, seeds=range(10), steps=1, initializer="he", tuned=False, data="digits"
):
    """Train 64-128-128-10 on 200 digits, some with a wrong label, and watch every epoch.

    Parameters
    ----------
    wrong : float
        Share of the training labels.
    epochs : int
    seeds : sequence of int
    steps, initializer, tuned, data
        The audit's conditions.

    Returns
    -------
    Watched
    """
    few = lessons_data.few_shot(data, seeds, wrong=wrong)
    return watch(few, seeds, steps * epochs, initializer=initializer, tuned=tuned)


@wrong_labels.concludes(
    "By the loss, patience 10, early stopping gains more than two points",
    quote="Early stopping is worth a lot here",
    exceptions={"MNIST-1D": TURNS, "each arm's own rate": OPEN},
)
def _(watched):
    return restored(watched, 10) - watched.test_accuracy[-1] - 0.02


@wrong_labels.concludes(
    "Without restoring, patience 10 loses more than a point of it",
    quote="With the last weights, more patience costs more accuracy",
    exceptions={"MNIST-1D": TURNS, "each arm's own rate": OPEN},
)
def _(watched):
    left = sweep(watched, watched.val_loss(), (10,))
    return (left["restored"] - left["last weights"])[0] - 0.01


@wrong_labels.concludes(
    "On the accuracy of 500 images, patience 1 costs more than two points",
    quote="On validation accuracy, impatience costs dearly",
    exceptions={
        "10 x the steps": OPEN,
        "Glorot": OPEN,
        "MNIST-1D": OPEN,
        "each arm's own rate": OPEN,
    },
)
def _(watched):
    curves = -watched.val_accuracy()
    return restored(watched, 10, curves) - restored(watched, 1, curves) - 0.02


@wrong_labels.concludes(
    "The validation loss is lowest more than five epochs after the accuracy is best",
    quote="The validation loss is lowest about twenty epochs after validation accuracy is best",
    exceptions={"MNIST-1D": TURNS},
)
def _(watched):
    return watched.val_loss().argmin(axis=0) - watched.val_accuracy().argmax(axis=0) - 5


@wrong_labels.concludes(
    "Validation sets differ by more than three times the jaggedness, from epoch 20 on",
    quote="The larger part of the noise is the one that patience does nothing about",
    exceptions={},
)
def _(watched):
    found = [between_sets(watched, n) for n in (20, 50, 100)]
    return np.min([each["loss"] - 3 * each["jagged"] for each in found], axis=0)


@wrong_labels.concludes(
    "Even with 100 images, the best epoch differs between sets by more than two epochs",
    quote="ask other images, and another epoch is the best",
    exceptions={"MNIST-1D": OPEN, "each arm's own rate": OPEN},
)
def _(watched):
    return between_sets(watched, 100)["best epoch"] - 2


@wrong_labels.concludes(
    "With patience 5, min_delta 0.03 saves a tenth of the epochs",
    quote="Here a `min_delta` of 0.03 saves a third of the epochs and no accuracy is lost",
    exceptions={"MNIST-1D": OPEN},
)
def _(watched):
    plain, larger = (stop(watched.val_loss(), 5, delta)[0] + 1 for delta in (0, 0.03))
    return 0.9 * plain - larger


@wrong_labels.concludes(
    "With patience 5, min_delta 0.03 costs no accuracy",
    quote="Here a `min_delta` of 0.03 saves a third of the epochs and no accuracy is lost",
    exceptions={"MNIST-1D": OPEN, "each arm's own rate": OPEN},
)
def _(watched):
    return restored(watched, 5, min_delta=0.03) - restored(watched, 5) + 0.005


@wrong_labels.concludes(
    "Accuracy does not rise again in the second half",
    quote="No second descent here",
    exceptions={},
)
def _(watched):
    middle, end = watched.test_accuracy[[len(watched.test_accuracy) // 2, -1]]
    return middle - end + 0.005


@wrong_labels.concludes(
    "Watching the training loss, patience 5, costs more than two points",
    quote="The training loss does not reveal overfitting",
    exceptions={"MNIST-1D": TURNS, "each arm's own rate": OPEN},
)
def _(watched):
    return restored(watched, 5) - restored(watched, 5, watched.training_loss) - 0.02


@wrong_labels.concludes(
    "With mode='min' on the accuracy, more than 25 points are lost",
    quote="With the wrong `mode` the worst weights come back",
    exceptions={"MNIST-1D": TURNS},
)
def _(watched):
    right = restored(watched, 10, -watched.val_accuracy())
    return right - restored(watched, 10, watched.val_accuracy()) - 0.25


@wrong_labels.concludes(
    "The best of 100 epochs flatters more than an epoch that nobody picked",
    quote="the luckiest of a hundred epochs was picked",
    exceptions={},
)
def _(watched):
    picked = picked_epoch(watched)
    return picked["reported"] - picked["test"] - picked["fixed"] - 0.01
