"""Problems for the lasso, and its path by steps of any length."""

import functools
from dataclasses import dataclass, replace

import numpy as np

from grader.reference import l1_l2 as reference

MANY = 280
"""Steps after which everything has arrived that takes steps of a sane length."""


@dataclass(frozen=True)
class Problem:
    """Features, targets and a strength."""

    features: np.ndarray
    targets: np.ndarray
    strength: float

    @property
    def data(self):
        """All three, as one passes them."""
        return self.features, self.targets, self.strength

    @property
    def slope(self):
        """Minus the gradient of the squared error at w = 0."""
        return self.features.T @ self.targets / len(self.targets)

    @property
    def step(self):
        """1 / L."""
        return len(self.targets) / np.linalg.norm(self.features, 2) ** 2

    def path(self, step, n_steps):
        """w after so many steps of this length."""
        w = np.zeros(self.features.shape[1])
        for _ in range(n_steps):
            residuals = self.targets - self.features @ w
            moved = w + step * (residuals @ self.features) / len(self.targets)
            w = reference.soft_threshold(moved, step * self.strength)
        return w

    def solution(self):
        """w, and the indices of the weights that it surely uses, and of those that it does not.

        Rounding may decide about a weight at the very edge, where the slope equals the strength;
        such weights are in neither.
        """
        w = self.path(self.step, MANY)
        slope = np.abs(self.features.T @ (self.targets - self.features @ w)) / len(self.targets)
        return w, np.flatnonzero(np.abs(w) > 0.01), np.flatnonzero(slope < 0.9 * self.strength)

    def weighed(self, factor):
        """The same problem at another strength."""
        return replace(self, strength=factor * self.strength)


CONVENTIONS = (
    lambda problem: problem,
    lambda problem: problem.weighed(1 / 2),
    lambda problem: problem.weighed(1 / len(problem.targets)),
)
"""Without the half in front of the squares, and without a mean, a strength counts less."""


@functools.lru_cache(maxsize=64)
def centered(seed, n=60, d=8):
    """A problem without means, whose solution needs some weights and does without others.

    Of every length of step it is clear whether it arrives. The problem is kept: each mistake that
    an answer is compared with is tried on the same one.

    Parameters
    ----------
    seed : int
    n, d : int
        Numbers of samples and of features.
    """
    rng = np.random.default_rng(seed)
    while True:
        x = rng.normal(size=(n, d))
        u, _, v = np.linalg.svd(x - x.mean(axis=0), full_matrices=False)
        features = u * np.sqrt(n * rng.permutation(np.linspace(0.75, 3, d))) @ v
        problem = _with_targets(rng, features)
        slopes = np.sort(np.abs(problem.slope)) / problem.strength
        # The first step already makes some weights busy and leaves some at 0.
        if slopes[-3] > 1.3 and slopes[1] < 0.8 and _is_clear(problem):
            return problem


def _is_clear(problem):
    """Whether the solution has weights of both kinds, is not reached soon, and not by long steps.

    Steps of just 2/L, which are on the edge, do; they come of a factor 2 in the gradient.
    """
    w, busy, idle = problem.solution()
    soon = problem.path(problem.step, 4)
    if min(len(busy), len(idle)) < 2 or np.abs(soon - w).max() < 1e-3:
        return False
    used = problem.features[:, busy]
    curvature = np.linalg.norm(used, 2) ** 2 / len(used)
    solved = problem.weighed(1 / 2)
    double, single = (solved.path(times * solved.step, MANY) for times in (2, 1))
    return curvature > 0.6 / problem.step and bool(np.allclose(double, single, atol=1e-8))


def off_center(rng, n=20, d=5):
    """A problem whose features and targets have means far from 0."""
    problem = _with_targets(rng, rng.uniform(1.0, 2.0, size=d) + rng.normal(size=(n, d)))
    return replace(problem, targets=problem.targets + 4.0)


def wide(rng, n=7, d=12):
    """A problem without means that has more features than samples."""
    x = rng.normal(size=(n, d))
    return _with_targets(rng, x - x.mean(axis=0))


def single(problem):
    """The same problem with its steepest feature alone, whose weight does not stay at 0."""
    steepest = int(np.argmax(np.abs(problem.slope)))
    return replace(problem, features=problem.features[:, [steepest]])


def _with_targets(rng, features):
    """Targets without a mean that three features explain.

    The strength is a quarter of the least one that would leave all weights at 0.
    """
    n, d = features.shape
    matter = np.zeros(d)
    matter[rng.permutation(d)[:3]] = rng.choice([-1.0, 1.0], size=3) * rng.uniform(1, 2, size=3)
    targets = features @ matter + 0.2 * rng.normal(size=n)
    targets -= targets.mean()
    return Problem(features, targets, 0.25 * float(np.abs(features.T @ targets / n).max()))
