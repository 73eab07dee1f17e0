"""Dropout between the convolutions of a small network: single values or whole channels."""

from functools import partial

from grader.lab import data as lessons_data
from grader.lab.dropout.convolutions import Conv, Flatten, Images, MeanPool
from grader.lab.dropout.fitting import compare
from grader.lab.dropout.layers import Dense, Dropout, ReLU
from grader.lab.experiment import OPEN, TRAINING, TURNS, experiment
from grader.lab.margin import within

SHAPES = {"digits": (8, 8), "mnist1d": (40, 1)}
NONE, DENSE = "no dropout", "after the dense layer, 0.5"


@experiment(TRAINING)
def dropped_channels(
    rates=(0.2,),
    wrong=0.2,
    epochs=40,
    seeds=range(5),
    steps=1,
    initializer="he",
    tuned=False,
    data="digits",
):
    """Train a small convolutional network on 200 digits with dropout here and there.

    Parameters
    ----------
    rates : sequence of float
        Of ordinary and of spatial dropout, after the ReLU of both convolutions.
    wrong : float
        Share of the training labels that are wrong.
    epochs : int
    seeds : sequence of int
    steps, initializer, tuned, data
        The audit's conditions.

    Returns
    -------
    Sweep
    """
    few = lessons_data.few_shot(data, seeds, wrong=wrong)
    settings = {NONE: (0, False, 0)}
    settings |= {f"ordinary, {rate:g}": (rate, False, 0) for rate in rates}
    settings |= {f"spatial, {rate:g}": (rate, True, 0) for rate in rates}
    settings[DENSE] = (0, False, 0.5)
    builders = {
        name: partial(_layers, SHAPES[data], initializer, *of_name)
        for name, of_name in settings.items()
    }
    return compare(builders, few, seeds, steps * epochs, 1e-2, tuned)


def _layers(shape, initializer, rate, spatial, dense_rate, rng):
    height, width = shape
    left = (height // 4) * max(width // 4, 1) * 16  # values after pooling twice
    return [
        Images(shape),
        *(Conv(1, 8, rng, initializer), ReLU(), Dropout(rate, spatial), MeanPool()),
        *(Conv(8, 16, rng, initializer), ReLU(), Dropout(rate, spatial), MeanPool()),
        *(Flatten(), Dense(left, 64, rng, initializer), ReLU(), Dropout(dense_rate)),
        Dense(64, 10, rng, "glorot"),
    ]


@dropped_channels.concludes(
    "Spatial dropout between the convolutions gains",
    quote="Spatial dropout gains eight points",
    exceptions={"Glorot": OPEN, "MNIST-1D": TURNS},
)
def _(found):
    return found.gain("spatial, 0.2", over=NONE)


@dropped_channels.concludes(
    "Spatial and ordinary dropout are within 3 points of each other",
    quote="ordinary dropout between the convolutions gains as much",
    exceptions={
        "3 x the steps": OPEN,
        "10 x the steps": OPEN,
        "Glorot": OPEN,
        "MNIST-1D": OPEN,
    },
)
def _(found):
    return within(0.03, found.gain("spatial, 0.2", over="ordinary, 0.2"))


@dropped_channels.concludes(
    "Dropout after the dense layer gains",
    quote="dropout after the dense layer gains six",
    exceptions={"each arm's own rate": OPEN},
)
def _(found):
    return found.gain(DENSE, over=NONE)
