"""Features learnt on the digits 0 to 4, put to use on 5 to 9."""

from dataclasses import dataclass

import numpy as np

from grader.lab import data
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


def compare(task, seeds):
    """Three ways to learn 5-9 from few images, each with one hidden layer.

    Parameters
    ----------
    task : Halves
    seeds : sequence of int

    Returns
    -------
    dict of str to ndarray, shape (S,)
        Test accuracy: all weights learnt from the few images; the hidden layer of a network for
        0-4 kept as it is; the same, but all weights trained on.
    """
    sizes = [task.x_source.shape[2], HIDDEN, 5]
    source = Network(sizes, seeds)
    source.fit(task.x_source, task.y_source, 20, 32, Adam(1e-3))
    scratch, tuned = Network(sizes, seeds), Network(sizes, seeds)
    tuned.parameters.kernels[0][...] = source.parameters.kernels[0]
    tuned.parameters.biases[0][...] = source.parameters.biases[0]
    for network in (scratch, tuned):
        network.fit(task.x_few, task.y_few, 200, 10, Adam(1e-3))

    def features(x):
        return np.maximum(x @ source.parameters.kernels[0] + source.parameters.biases[0], 0)

    head = Network([HIDDEN, 5], seeds)
    head.fit(features(task.x_few), task.y_few, 200, 10, Adam(3e-3))
    return {
        "from scratch": scratch.accuracy(task.x_test, task.y_test),
        "features kept": head.accuracy(features(task.x_test), task.y_test),
        "features trained on": tuned.accuracy(task.x_test, task.y_test),
    }
