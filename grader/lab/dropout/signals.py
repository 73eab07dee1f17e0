"""How large the signal is in training, with and without dropout's scale, layer after layer."""

import numpy as np

from grader.lab import data as lessons_data
from grader.lab import training
from grader.lab.experiment import TRAINING, experiment
from grader.reference.network import Adam

SCALED, UNSCALED = "with the scale 1/(1 - rate)", "without a scale"


@experiment(TRAINING)
def signals(
    layers=4,
    rate=0.5,
    epochs=50,
    seeds=range(6),
    steps=1,
    initializer="he",
    tuned=False,
    data="digits",
):
    """Train deep networks, and send test images through them as in training and as at prediction.

    Parameters
    ----------
    layers : int
        Hidden layers of 128 units, each followed by dropout.
    rate : float
    epochs : int
    seeds : sequence of int
    steps, initializer, tuned, data
        The audit's conditions.

    Returns
    -------
    dict of str to ndarray, shape (layers, seeds)
        Mean activation after each hidden layer in training over that at prediction.
    """
    few = lessons_data.few_shot(data, seeds)

    def run(learning_rate):
        network = training.make(few, (128,) * layers, seeds, initializer, dropout=rate)
        network.fit(few.x_train, few.y_train, steps * epochs, 32, Adam(learning_rate))
        validation = network.accuracy(few.x_val, few.y_val)[None]
        return {"validation": validation, "network": network}

    network = training.at_own_rate(run, tuned)["network"]
    x, rng = few.x_test[:, :1000], np.random.default_rng(0)
    off = _means(network, x, 0.0, 1.0, rng)
    return {
        SCALED: _means(network, x, rate, 1 / (1 - rate), rng) / off,
        UNSCALED: _means(network, x, rate, 1.0, rng) / off,
    }


def _means(network, x, rate, scale, rng):
    hidden, means = (network.parameters.kernels[:-1], network.parameters.biases[:-1]), []
    for w, b in zip(*hidden, strict=True):
        x = np.maximum(x @ w + b, 0)
        x = x * (rng.random(x.shape) >= rate) * scale
        means.append(x.mean(axis=(1, 2)))
    return np.array(means)


@signals.concludes(
    "Without the scale, the signal after four layers is less than an eighth of that with it",
    quote="Without the scale, a twentieth of that is left after four layers",
)
def _(found):
    return 1 / 8 - found[UNSCALED][-1] / found[SCALED][-1]


@signals.concludes(
    "With the scale, the signal grows by more than a tenth",
    quote="With the scale, the first layer lies on the line and the later ones above it",
)
def _(found):
    return found[SCALED][-1] - 1.1
