"""Dropout on the input, after the hidden layers and on the logits."""

from grader.lab import data as lessons_data
from grader.lab.dropout.sweeps import sweep
from grader.lab.experiment import OPEN, TRAINING, experiment

PLACES = {
    "no dropout": (0, 0, 0, 0),
    "input 0.2": (0.2, 0, 0, 0),
    "hidden 0.5": (0, 0.5, 0.5, 0),
    "last hidden layer only, 0.5": (0, 0, 0.5, 0),
    "input 0.2, hidden 0.5": (0.2, 0.5, 0.5, 0),
    "input 0.5, hidden 0.5": (0.5, 0.5, 0.5, 0),
    "logits only, 0.5": (0, 0, 0, 0.5),
}


@experiment(TRAINING)
def places(
    configurations=PLACES,
    wrong=0.2,
    epochs=50,
    seeds=range(6),
    steps=1,
    initializer="he",
    tuned=False,
    data="digits",
):
    """Dropout on the input, after the hidden layers and on the logits, by name.

    Parameters
    ----------
    configurations : dict of str to tuple
        Rates on the input, after either hidden layer, and on the logits.
    wrong, epochs, seeds, steps, initializer, tuned, data
        As of `grader.lab.dropout.rates.hidden_rates`.

    Returns
    -------
    Sweep
    """
    few = lessons_data.few_shot(data, seeds, wrong=wrong)
    return sweep(configurations, few, seeds, steps * epochs, initializer, tuned)


@places.concludes(
    "Input 0.2 and hidden 0.5 gain over no dropout",
    quote="Input 0.2 and hidden 0.5 gain ten points",
)
def _(found):
    return found.gain("input 0.2, hidden 0.5", over="no dropout")


@places.concludes(
    "Next to 0.5 on the hidden layers, 0.2 on the input costs less than a point",
    quote="0.2 on the input does no harm beside that",
)
def _(found):
    return 0.01 + found.gain("input 0.2, hidden 0.5", over="hidden 0.5")


@places.concludes(
    "0.5 on the input is worse than 0.2",
    quote="0.5 on the input is too much",
    exceptions={"10 x the steps": OPEN},
)
def _(found):
    return found.gain("input 0.2, hidden 0.5", over="input 0.5, hidden 0.5")


@places.concludes(
    "Dropping the logits of an otherwise bare network gains",
    quote="Dropping the logits of an otherwise bare network helped a little",
    exceptions={"each arm's own rate": OPEN, "MNIST-1D": OPEN},
)
def _(found):
    return found.gain("logits only, 0.5", over="no dropout")
