"""Exact zeros of the lasso, by proximal steps and by subgradient steps."""

import numpy as np

from grader.lab.experiment import OPEN, TURNS, experiment
from grader.reference.l1_l2 import lasso_ista, lasso_subgradient

PROXIMAL, SLOPE = "proximal steps", "subgradient steps"


def sparse_problem(seed, n=100, d=50, used=8, noise=0.5):
    """Features, and targets of a linear model that uses only the first few of them."""
    rng = np.random.default_rng(seed)
    features, w = rng.normal(size=(n, d)), np.zeros(d)
    w[:used] = 2 * rng.normal(size=used)
    return features, features @ w + noise * rng.normal(size=n)


@experiment(
    {
        "3 x the steps": {"steps": 3},
        "10 x the steps": {"steps": 10},
        "half the strength": {"strength": 0.05},
        "twice the noise": {"noise": 1.0},
        "300 samples": {"n": 300},
        "25 features used": {"used": 25},
    }
)
def zeros_in_problems(seeds=range(10), strength=0.1, noise=0.5, n=100, used=8, steps=1):
    """Solve lasso problems with 50 features by 2,000 steps of the same length, in two ways.

    Both ways start at 0, so there is no initialization to vary.

    Parameters
    ----------
    seeds : sequence of int
        Each makes a problem of its own.
    strength, noise : float
    n, used : int
        Samples, and features that matter.
    steps : int
        Factor on the steps.

    Returns
    -------
    dict of str to ndarray, shape (seeds, 50)
        The weights by "proximal steps" and by "subgradient steps".
    """
    problems = [sparse_problem(seed, n, used=used, noise=noise) for seed in seeds]
    ways = {PROXIMAL: lasso_ista, SLOPE: lasso_subgradient}
    return {
        name: np.array([way(*problem, strength, steps * 2000) for problem in problems])
        for name, way in ways.items()
    }


@zeros_in_problems.concludes(
    "By subgradient steps, not one weight is exactly 0",
    quote="By subgradient steps, not one weight is exactly 0",
)
def _(found):
    return 1 - (found[SLOPE] == 0).sum(axis=1)


@zeros_in_problems.concludes(
    "By proximal steps, more than 30 of 50 weights are exactly 0",
    quote="and in each problem more than 30",
    exceptions={"half the strength": OPEN, "twice the noise": OPEN, "25 features used": TURNS},
)
def _(found):
    return (found[PROXIMAL] == 0).sum(axis=1) - 30
