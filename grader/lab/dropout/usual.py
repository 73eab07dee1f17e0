"""The network with dropout after both hidden layers, which the cases of the diagnosis look at."""

from grader.lab import training
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

    def run(rate):
        network = training.make(few, HIDDEN, seeds, initializer, dropout=RATE)
        network.fit(few.x_train, few.y_train, epochs, 32, Adam(rate))
        return {"validation": network.accuracy(few.x_val, few.y_val)[None], "network": network}

    return training.at_own_rate(run, tuned)["network"]
