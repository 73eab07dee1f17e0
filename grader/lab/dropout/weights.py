"""DropConnect with a mask for every sample and with one for the whole batch."""

from functools import partial

from grader.lab import data as lessons_data
from grader.lab.dropout.fitting import compare
from grader.lab.dropout.layers import Dense, DropConnect, Dropout, ReLU
from grader.lab.experiment import OPEN, TRAINING, TURNS, experiment
from grader.lab.margin import within

UNITS = 64
NONE, UNITS_DROPPED = "nothing dropped", "dropout"
PER_SAMPLE, PER_BATCH = "DropConnect, a mask per image", "DropConnect, a mask per batch"


@experiment(TRAINING)
def dropped_weights(
    rate=0.5,
    epochs=60,
    seeds=range(6),
    steps=1,
    initializer="he",
    tuned=False,
    data="digits",
):
    """Train 200 digits, a fifth of them mislabeled, and drop after the first hidden layer on.

    Parameters
    ----------
    rate : float
        Of dropout after both hidden layers, or of DropConnect in the kernels that follow them.
    epochs : int
    seeds : sequence of int
    steps, initializer, tuned, data
        The audit's conditions.

    Returns
    -------
    Sweep
    """
    few = lessons_data.few_shot(data, seeds)
    drops = {NONE: (0.0, None), UNITS_DROPPED: (rate, None)}
    drops |= {PER_SAMPLE: (rate, True), PER_BATCH: (rate, False)}
    inputs = few.x_train.shape[-1]
    builders = {
        name: partial(_layers, inputs, initializer, *settings) for name, settings in drops.items()
    }
    return compare(builders, few, seeds, steps * epochs, 2e-3, tuned)


def _layers(inputs, initializer, rate, per_sample, rng):
    first = [Dense(inputs, UNITS, rng, initializer), ReLU()]
    if per_sample is None:
        hidden = [Dropout(rate), Dense(UNITS, UNITS, rng, initializer), ReLU(), Dropout(rate)]
        return [*first, *hidden, Dense(UNITS, 10, rng, "glorot")]
    drop = {"rate": rate, "per_sample": per_sample}
    hidden = [DropConnect(UNITS, UNITS, rng, initializer, **drop), ReLU()]
    return [*first, *hidden, DropConnect(UNITS, 10, rng, "glorot", **drop)]


@dropped_weights.concludes(
    "A mask per image and one per batch are within 2 points of each other",
    quote="One mask per batch regularizes as well here as one per image",
    exceptions={"3 x the steps": OPEN, "10 x the steps": OPEN},
)
def _(found):
    return within(0.02, found.gain(PER_SAMPLE, over=PER_BATCH))


@dropped_weights.concludes(
    "DropConnect with a mask per batch gains over nothing dropped",
    quote="All three ways of dropping gain about seven points",
    exceptions={"each arm's own rate": OPEN, "MNIST-1D": OPEN},
)
def _(found):
    return found.gain(PER_BATCH, over=NONE)


@dropped_weights.concludes(
    "DropConnect with a mask per image gains over nothing dropped",
    quote="All three ways of dropping gain about seven points",
    exceptions={"10 x the steps": OPEN, "each arm's own rate": OPEN},
)
def _(found):
    return found.gain(PER_SAMPLE, over=NONE)


@dropped_weights.concludes(
    "DropConnect with a mask per image and dropout are within 2.5 points of each other",
    quote="All three ways of dropping gain about seven points",
    exceptions={"3 x the steps": OPEN, "10 x the steps": TURNS},
)
def _(found):
    return within(0.025, found.gain(PER_SAMPLE, over=UNITS_DROPPED))
