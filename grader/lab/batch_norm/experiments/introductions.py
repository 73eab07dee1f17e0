"""The small Keras model of many introductions, without and with batch norm."""

from grader.lab.batch_norm import tutorial
from grader.lab.experiment import experiment


@experiment(
    {
        "3 x the steps": {"steps": 3},
        "10 x the steps": {"steps": 10},
        "Adam at 0.01": {"rate": 0.01},
    }
)
def small_model(epochs=30, rate=1e-3, seeds=range(10), steps=1):
    """Dense(64, relu), batch norm or none, Dense(1, sigmoid), on 400 tumors.

    Parameters
    ----------
    epochs : int
    rate : float
        Learning rate of Adam.
    seeds : iterable of int
    steps : int
        Factor on the epochs.

    Returns
    -------
    dict of (str, str) to ndarray, shape (epochs, seeds)
        Test accuracy after every epoch, for the kind of measurements and the arm.
    """
    found = {}
    for kind in ("standardized", "raw"):
        data = tutorial.tumours(seeds, kind == "standardized")
        for arm in ("without batch norm", "with batch norm"):
            normed = arm == "with batch norm"
            _, accuracies = tutorial.train(data, seeds, normed, steps * epochs, rate)
            found[kind, arm] = accuracies["test"]
    return found


@small_model.concludes(
    "Standardized inputs: batch norm gains less than 2 points",
    quote="there was nothing to stabilize",
)
def _(found):
    last = [found["standardized", f"{arm} batch norm"][-1] for arm in ("without", "with")]
    return 0.02 - (last[1] - last[0])


@small_model.concludes(
    "Raw inputs: batch norm gains more than 5 points",
    quote="batch norm comes to the rescue",
)
def _(found):
    last = [found["raw", f"{arm} batch norm"][-1] for arm in ("without", "with")]
    return last[1] - last[0] - 0.05
