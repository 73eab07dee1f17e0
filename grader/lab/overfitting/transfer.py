"""Features learned on the digits 0 to 4, put to use on 5 to 9."""

from dataclasses import dataclass

import numpy as np

from grader.lab import data, training
from grader.lab.experiment import OPEN, TRAINING, experiment
from grader.reference.network import Adam, Network

HIDDEN = 128


@dataclass(frozen=True)
class Halves:
    """For each of S seeds: many images of the digits 0-4, few and test images of 5-9.

    All arrays begin with the axis of seeds; labels run from 0 to 4 in both tasks.
    """

    x_source: np.ndarray
    y_source: np.ndarray
    x_few: np.ndarray
    y_few: np.ndarray
    x_test: np.ndarray
    y_test: np.ndarray


def halves(seeds, per_class=10, side=8):
    """Draw the two tasks.

    Parameters
    ----------
    seeds : sequence of int
    per_class : int
        Images of each digit from 5 to 9 to learn from.
    side : int
        With more than 8, each image is put at a random place of an empty square of side x side
        pixels; the images of 0-4 then come three times, each time at another place.

    Returns
    -------
    Halves
        880 different images of 0-4, and 800 test images of 5-9.
    """
    draws = [_draw(np.random.default_rng(seed), per_class, side) for seed in seeds]
    return Halves(*(np.stack(part) for part in zip(*draws, strict=True)))


def _draw(rng, per_class, side):
    images, labels = data.digits()
    order = rng.permutation(len(images))
    source = order[labels[order] < 5][:880]
    if side > 8:
        source = np.tile(source, 3)
    new = order[labels[order] >= 5]
    few = np.concatenate([new[labels[new] == digit][:per_class] for digit in range(5, 10)])
    test = new[~np.isin(new, few)][:800]
    parts = []
    for rows, first in ((source, 0), (few, 5), (test, 5)):
        parts += [_placed(images[rows], side, rng), labels[rows] - first]
    return parts


def _placed(images, side, rng):
    placed = np.zeros((len(images), side, side))
    corners = rng.integers(0, side - 7, size=(len(images), 2))
    for canvas, image, (row, column) in zip(placed, images, corners, strict=True):
        canvas[row : row + 8, column : column + 8] = image.reshape(8, 8)
    return placed.reshape(len(images), -1)


@experiment({name: given for name, given in TRAINING.items() if name != "MNIST-1D"})
def transfer(sides=(8, 12), seeds=range(10), steps=1, initializer="he", tuned=False):
    """Learn 5-9 from ten images each: from scratch, or with a hidden layer that learned 0-4.

    Parameters
    ----------
    sides : sequence of int
        8 for digits in place, more for digits anywhere in a larger square (see `halves`).
    seeds : sequence of int
    steps, initializer, tuned
        The audit's conditions (see `grader.lab.experiment.TRAINING`).

    Returns
    -------
    dict of int to dict
        By side, test accuracy of shape (seeds,): ``from scratch``; ``features kept``, where only
        the last layer is trained; ``features trained on``, where all weights are.
    """
    return {
        side: _compare(halves(seeds, side=side), seeds, steps, initializer, tuned) for side in sides
    }


def _compare(task, seeds, steps, initializer, tuned):
    sizes = [task.x_source.shape[2], HIDDEN, 5]
    source = Network(sizes, seeds, initializer=initializer)
    source.fit(task.x_source, task.y_source, 20, 32, Adam(training.RATE))

    def features(x):
        return np.maximum(x @ source.parameters.kernels[0] + source.parameters.biases[0], 0)

    def copied():
        network = Network(sizes, seeds, initializer=initializer)
        network.parameters.kernels[0][...] = source.parameters.kernels[0]
        network.parameters.biases[0][...] = source.parameters.biases[0]
        return network

    arms = {
        "from scratch": (lambda: Network(sizes, seeds, initializer=initializer), lambda x: x),
        "features kept": (lambda: Network([HIDDEN, 5], seeds, initializer=initializer), features),
        "features trained on": (copied, lambda x: x),
    }
    return {name: _fitted(task, *arm, 200 * steps, tuned) for name, arm in arms.items()}


def _fitted(task, make, view, epochs, tuned):
    """Test accuracy of one arm; half of the test images choose its rate, the other half judges."""
    x_test, half = view(task.x_test), task.y_test.shape[1] // 2

    def run(rate):
        network = make()
        network.fit(view(task.x_few), task.y_few, epochs, 10, Adam(rate))
        hits = network.predict(x_test).argmax(axis=-1) == task.y_test
        return {"validation": hits[None, :, :half].mean(-1), "test": hits[None, :, half:].mean(-1)}

    return training.at_own_rate(run, tuned)["test"][0]


@transfer.concludes(
    "Digits in place: borrowed features, kept as they are, are no help",
    quote="with digits in place, keeping the borrowed features costs accuracy",
    exceptions={"10 x the steps": OPEN},
)
def _(found):
    return found[8]["from scratch"] - found[8]["features kept"]


@transfer.concludes(
    "Digits anywhere: borrowed features help",
    quote="with digits anywhere, the borrowed features gain several points",
)
def _(found):
    return found[12]["features kept"] - found[12]["from scratch"]
