"""A grid, random search and random search on the wrong scale, and what their winners promise."""

from dataclasses import replace
from itertools import product

import numpy as np

from grader.lab import data as lessons_data
from grader.lab.combining.search import optimism, try_settings
from grader.lab.experiment import OPEN, TURNS, experiment
from grader.lab.margin import within
from grader.lab.tuning import RATES
from grader.reference.combining import random_search

GRID, RANDOM, LINEAR = "grid", "random", "random, strength linear"
TRIES, COUNTS = 27, (1, 3, 9, 27)
N_TEST = 1500


@experiment(
    {
        "3 x the steps": {"steps": 3, "seeds": range(6)},
        "10 x the steps": {"steps": 10, "seeds": range(4)},
        "Glorot": {"initializer": "glorot", "seeds": range(6)},
        "each arm's own rate": {"tuned": True, "seeds": range(6)},
        "MNIST-1D": {"data": "mnist1d", "seeds": range(6)},
    }
)
def searches(epochs=60, seeds=range(10), steps=1, initializer="he", tuned=False, data="digits"):
    """Set L2, dropout and label smoothing of networks 64-64-10 with 27 tries, in three ways.

    Parameters
    ----------
    epochs : int
    seeds : sequence of int
    steps, initializer, tuned, data
        The audit's conditions; each way has the learning rate at which its choices validate best.

    Returns
    -------
    dict of str to grader.lab.combining.search.Trials
        By way; on 200 samples, a fifth of them with a wrong label, and 50 to validate.
    """
    few = lessons_data.few_shot(data, seeds, n_val=50)
    few = replace(few, x_test=few.x_test[:, :N_TEST], y_test=few.y_test[:, :N_TEST])
    found = {}
    for name, plans in _plans(seeds).items():
        options = steps * epochs, initializer
        runs = (try_settings(few, plans, *options, r) for r in (RATES if tuned else (1e-3,)))
        found[name] = max(runs, key=lambda trials: trials.right.mean(axis=2).max(axis=0).mean())
    return found


def _plans(seeds):
    """By way of searching, a list of 27 settings for each seed."""
    ends = {"l2": (1e-5, 1.0), "rate": (0, 0.9), "smoothing": (0, 0.5)}
    levels = (np.geomspace(*ends["l2"], 3), *(np.linspace(*ends[k], 3) for k in list(ends)[1:]))
    grid = [dict(zip(ends, level, strict=True)) for level in product(*levels)]
    plans = {GRID: [grid] * len(seeds)}
    for name, scale in ((RANDOM, "log"), (LINEAR, "linear")):
        space = {key: ("linear", *pair) for key, pair in ends.items()}
        space["l2"] = (scale, *ends["l2"])
        plans[name] = [random_search(space, TRIES, np.random.default_rng(s)) for s in seeds]
    return plans


def gaps(found, n_images, counts=COUNTS):
    """How much the best of several random tries promises too much; shape (counts, seeds)."""
    return optimism(found[RANDOM], n_images, counts, np.random.default_rng(0))


def _tested(found, name, count=None):
    return found[name].test_of(found[name].chosen(count))


@searches.concludes(
    "A strength drawn linearly costs more than 10 points",
    quote="The wrong scale costs more than ten points",
    exceptions={"MNIST-1D": TURNS},
)
def _(found):
    return _tested(found, RANDOM) - _tested(found, LINEAR) - 0.1


@searches.concludes(
    "Grid and random search are within 5 points of each other",
    quote="grid and random search are within five points of each other",
    exceptions={"10 x the steps": OPEN, "each arm's own rate": OPEN},
)
def _(found):
    return within(0.05, _tested(found, GRID) - _tested(found, RANDOM))


@searches.concludes(
    "Nine random tries lose less than 3 points against 27",
    quote="Nine tries lose less than three points against 27",
    exceptions={"each arm's own rate": OPEN, "MNIST-1D": OPEN},
)
def _(found):
    return 0.03 - (_tested(found, RANDOM) - _tested(found, RANDOM, 9))


@searches.concludes(
    "The score of a single try is right to within a point on average",
    quote="The score of a single try is right to within a point on average",
)
def _(found):
    return within(0.01, gaps(found, 25)[0])


@searches.concludes(
    "The best of 27 by 25 images promises more than 2 points too much",
    quote="the best of 27 by 25 images promises more than two points too much",
)
def _(found):
    return gaps(found, 25)[-1] - 0.02


@searches.concludes(
    "The best of 27 promises more than the best of 3",
    quote="more tries promise more",
)
def _(found):
    of = gaps(found, 25)
    return of[-1] - of[1]


@searches.concludes(
    "500 images promise less than 50",
    quote="more images promise less",
)
def _(found):
    return gaps(found, 50)[-1] - gaps(found, 500)[-1]
