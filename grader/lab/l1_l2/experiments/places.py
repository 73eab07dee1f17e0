"""L2 on some kernels only, and on biases."""

import numpy as np

from grader.lab import data as lessons_data
from grader.lab import training
from grader.lab.arms import at_own_rates
from grader.lab.experiment import OPEN, TRAINING, TURNS, experiment
from grader.lab.l1_l2.optimizers import L2OnBiases
from grader.lab.l1_l2.places import L2On
from grader.lab.margin import within
from grader.reference.network import L2, Adam

HIDDEN = (128, 128)
NONE, OUTPUT, BIASES, INNER, ALL = (
    "no L2",
    "output layer",
    "biases",
    "hidden kernels",
    "all kernels",
)
BOTH, MUCH = "all kernels and biases", "all kernels, 1.0 on biases"
FEWER = {
    "10 x the steps": {"steps": 10, "seeds": range(5)},
    "each arm's own rate": {"tuned": True, "seeds": range(5)},
}


@experiment(TRAINING | FEWER)
def places_of_l2(
    l2=0.01, epochs=100, seeds=range(10), steps=1, initializer="he", tuned=False, data="digits"
):
    """Train with L2 of one strength in seven places.

    Parameters
    ----------
    l2 : float
    epochs : int
    seeds : sequence of int
    steps, initializer, tuned, data
        The audit's conditions.

    Returns
    -------
    dict of str to dict of str to ndarray
        By place: ``test`` and ``training`` accuracy, shape (seeds,); ``kernels`` and ``biases``,
        norms layer by layer, shape (seeds, 3); ``first``, the first layer's weights.
    """
    few = lessons_data.few_shot(data, seeds)
    sizes = (few.x_train.shape[-1], *HIDDEN, training.CLASSES)
    inner, last = (sizes[:2], sizes[1:3]), (sizes[-2:],)
    ways = {
        NONE: (None, 0.0),
        OUTPUT: (L2On(l2, last), 0.0),
        BIASES: (None, l2),
        INNER: (L2On(l2, inner), 0.0),
        ALL: (L2(l2), 0.0),
        BOTH: (L2(l2), l2),
        MUCH: (L2(l2), 1.0),
    }

    def run(rate):
        found = []
        for penalty, on_biases in ways.values():
            network = training.make(few, HIDDEN, seeds, initializer, penalty=penalty)
            optimizer = L2OnBiases(sizes, rate, on_biases) if on_biases else Adam(rate)
            network.fit(few.x_train, few.y_train, steps * epochs, 32, optimizer)
            parameters = network.parameters
            norms = {"kernels": _norms(parameters.kernels), "biases": _norms(parameters.biases)}
            found.append(
                training.accuracies(few)(network) | norms | {"first": parameters.kernels[0].copy()}
            )
        return {name: np.array([one[name] for one in found]) for name in found[0]}

    found = at_own_rates(run, tuned)
    return {way: {name: values[i] for name, values in found.items()} for i, way in enumerate(ways)}


def _norms(arrays):
    return np.stack([np.sqrt(np.square(each).sum(axis=(1, 2))) for each in arrays], axis=1)


@places_of_l2.concludes(
    "On all kernels it gains at least two points more than on the output layer alone",
    quote="What is wrong is to have it *only* there",
    exceptions={"MNIST-1D": TURNS, "each arm's own rate": OPEN},
)
def _(found):
    return found[ALL]["test"] - found[OUTPUT]["test"] - 0.02


@places_of_l2.concludes(
    "On the biases alone it changes less than a point",
    quote="On the biases alone it changes nothing that could be measured",
    exceptions={"10 x the steps": OPEN},
)
def _(found):
    return within(0.01, found[BIASES]["test"] - found[NONE]["test"])


@places_of_l2.concludes(
    "On the output layer too costs less than 2.5 points against the hidden kernels alone",
    quote='"Never on the output layer" would be too strict, then',
    exceptions={},
)
def _(found):
    return 0.025 - (found[INNER]["test"] - found[ALL]["test"])


@places_of_l2.concludes(
    "Beside L2 on all kernels, L2 on the biases changes less than 1.5 points",
    quote="The warning is not borne out on this task",
    exceptions={"MNIST-1D": OPEN},
)
def _(found):
    changes = [found[way]["test"] - found[ALL]["test"] for way in (BOTH, MUCH)]
    return within(0.015, max(changes, key=lambda change: abs(change.mean())))
