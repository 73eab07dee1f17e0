"""Early stopping of a network that has a penalty: what to monitor, and what both bring."""

from grader.lab import data as lessons_data
from grader.lab.early_stopping.watching import CONDITIONS, at, stop, watch
from grader.lab.experiment import OPEN, TURNS, experiment
from grader.reference.network import L2


@experiment(CONDITIONS)
def with_penalty(
    l2=0.01,
    bare=None,
    epochs=100,
    seeds=range(10),
    steps=1,
    initializer="he",
    tuned=False,
    data="digits",
):
    """Watch the same trainings without and with L2.

    Parameters
    ----------
    l2 : float
        Strength.
    bare : Watched, optional
        The trainings without L2, where they are known.
    epochs : int
    seeds : sequence of int
    steps, initializer, tuned, data
        The audit's conditions.

    Returns
    -------
    bare, penalized : Watched
    """
    few = lessons_data.few_shot(data, seeds)
    options = {"epochs": steps * epochs, "initializer": initializer, "tuned": tuned}
    return bare or watch(few, seeds, **options), watch(few, seeds, penalty=L2(l2), **options)


def monitored(penalized, patience=5):
    """When training stops and its best epoch by then, by the data loss and by Keras' val_loss."""
    data_loss = penalized.val_loss()
    return {
        "data loss": stop(data_loss, patience),
        "data loss + penalty, as Keras' val_loss": stop(data_loss + penalized.penalty, patience),
    }


def together(bare, penalized, patience=5):
    """Test accuracy with neither, with L2, with early stopping by the data loss, and with both."""
    ends = bare.test_accuracy[-1], penalized.test_accuracy[-1]
    stopped = [
        at(watched.test_accuracy, stop(watched.val_loss(), patience)[1])
        for watched in (bare, penalized)
    ]
    names = "neither", "L2 0.01", "early stopping", "both"
    return dict(zip(names, (*ends, *stopped), strict=True))


@with_penalty.concludes(
    "The sum of data loss and penalty goes on improving for more than five epochs longer",
    quote="The penalty is still falling when the data loss has turned, and hides it",
    exceptions={},
)
def _(found):
    (_, by_loss), (_, by_sum) = monitored(found[1]).values()
    return by_sum - by_loss - 5


@with_penalty.concludes(
    "L2 alone gains",
    quote="Each of the two gains several points alone",
    exceptions={"MNIST-1D": TURNS, "each arm's own rate": OPEN},
)
def _(found):
    neither, penalty, _, _ = together(*found).values()
    return penalty - neither - 0.02


@with_penalty.concludes(
    "Early stopping alone gains",
    quote="Each of the two gains several points alone",
    exceptions={"MNIST-1D": TURNS, "each arm's own rate": OPEN},
)
def _(found):
    neither, _, stopped, _ = together(*found).values()
    return stopped - neither - 0.02


@with_penalty.concludes(
    "Both together gain less than the sum of what each gains",
    quote="together they gain far less than the sum",
    exceptions={"MNIST-1D": OPEN, "each arm's own rate": OPEN},
)
def _(found):
    neither, penalty, stopped, both = together(*found).values()
    return penalty + stopped - neither - both
