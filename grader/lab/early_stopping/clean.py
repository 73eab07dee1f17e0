"""What early stopping is worth where all labels are right."""

from grader.lab.early_stopping.curves import wrong_labels
from grader.lab.early_stopping.reading import restored, sweep
from grader.lab.early_stopping.watching import CONDITIONS
from grader.lab.experiment import OPEN, TURNS, experiment


@experiment(CONDITIONS)
def right_labels(**options):
    """The same with all labels right; parameters as of `wrong_labels`."""
    return wrong_labels(wrong=0.0, **options)


@right_labels.concludes(
    "With right labels, no patience on the loss gains as much as a point",
    quote="With right labels, early stopping brings **no accuracy**",
    exceptions={},
)
def _(watched):
    found = sweep(watched, watched.val_loss(), (1, 2, 5, 10, 20, 50))
    return 0.01 - (found["restored"] - watched.test_accuracy[-1]).max(axis=0)


@right_labels.concludes(
    "With right labels, patience 1 costs more than half a point",
    quote="A patience of 1 costs about a point and a half",
    exceptions={"each arm's own rate": OPEN},
)
def _(watched):
    return watched.test_accuracy[-1] - restored(watched, 1) - 0.005


@right_labels.concludes(
    "With right labels, patience 10 costs less than a point",
    quote="a patience of 10 costs nothing measurable and saves a third of the epochs",
    exceptions={"MNIST-1D": TURNS},
)
def _(watched):
    return 0.01 - (watched.test_accuracy[-1] - restored(watched, 10))
