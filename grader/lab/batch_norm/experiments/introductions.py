"""The small Keras model of many introductions, without and with batch norm."""

from grader.lab.batch_norm import tutorial
from grader.lab.experiment import OPEN, experiment

DATA = {"tumors": tutorial.tumours, "wines": tutorial.wines}
RATES = (1e-4, 1e-3, 1e-2, 1e-1)
"""Of Adam, among which an arm finds its own."""


@experiment(
    {
        "3 x the steps": {"steps": 3},
        "10 x the steps": {"steps": 10},
        "Adam at 0.01": {"rate": 0.01},
        "He": {"initializer": "he"},
        "each arm's own rate": {"tuned": True},
        "wines": {"data": "wines"},
    }
)
def small_model(
    epochs=30,
    rate=1e-3,
    seeds=range(10),
    steps=1,
    initializer="glorot",
    tuned=False,
    data="tumors",
):
    """Dense(64, relu), batch norm or none, Dense(1, sigmoid), on 400 tumors.

    Parameters
    ----------
    epochs : int
    rate : float
        Learning rate of Adam.
    seeds : iterable of int
    steps : int
        Factor on the epochs.
    initializer : "glorot" or "he"
    tuned : bool
        Whether each arm has its own best rate, by a quarter of the training set.
    data : "tumors" or "wines"

    Returns
    -------
    dict of (str, str) to ndarray, shape (epochs, seeds)
        Test accuracy after every epoch, for the kind of measurements and the arm.
    """
    found = {}
    for kind in ("standardized", "raw"):
        drawn = DATA[data](seeds, kind == "standardized")
        for arm in ("without batch norm", "with batch norm"):

            def tested(drawn, rate, normed=arm == "with batch norm"):
                fitted = tutorial.train(drawn, seeds, normed, steps * epochs, rate, initializer)
                return fitted[1]["test"]

            found[kind, arm] = tested(drawn, _own_rate(drawn, tested) if tuned else rate)
    return found


def _own_rate(drawn, tested):
    """The rate with the best accuracy at the end on what is held out of the training set."""
    inner = tutorial.held_out(drawn)
    return max(RATES, key=lambda rate: tested(inner, rate)[-1].mean())


@small_model.concludes(
    "Standardized inputs: batch norm gains less than 2 points",
    quote="there was nothing to stabilize",
    exceptions={"wines": OPEN},
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
