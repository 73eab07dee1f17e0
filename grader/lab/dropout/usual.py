"""The network with dropout after both hidden layers, which the cases of the diagnosis look at."""

from grader.lab import training
from grader.lab.tuning import RATES, at_best_rate
from grader.reference.network import Adam

HIDDEN, RATE = (128, 128), 0.5


def trained(few, seeds, epochs, initializer, tuned):
    """One network a seed, trained on its draw.

    Parameters
    ----------
    few : FewShot
        Its draws are those of `seeds`.
    seeds : sequence of int
    epochs : int
    initializer : "he" or "glorot"
    tuned : bool
        Whether Adam gets the learning rate that validates best.

    Returns
    -------
    Network
    """

    def train(rate):
        network = training.make(few, HIDDEN, seeds, initializer, dropout=RATE)
        network.fit(few.x_train, few.y_train, epochs, 32, Adam(rate))
        return network

    def validated(network):
        return network.accuracy(few.x_val, few.y_val)

    return at_best_rate(train, validated, RATES if tuned else (training.RATE,))
