"""The lasso by proximal gradient steps."""

import numpy as np

from grader.criteria import array, close, holds
from grader.exercise import exercise
from grader.exercises.l1_l2 import lasso_variants
from grader.reference import l1_l2 as reference


@exercise(
    reference=reference.lasso_ista,
    points=3,
    hints=(
        "A step has two parts: a gradient step on the smooth term 1/(2n) * sum (y - Xw)^2 alone, "
        "then your `soft_threshold` for the L1 term.",
        "The gradient of the smooth term is X^T (Xw - y) / n. The step size is 1 over the largest "
        "eigenvalue of X^T X / n; `np.linalg.eigvalsh` gives them in rising order.",
        "The proximal step belongs to step_size * strength * sum of abs(w): how large, then, is "
        "its threshold?",
    ),
)
def lasso_ista(student, rng):
    """w after n_steps proximal gradient steps from w = 0, step 1/L, no intercept."""
    features, targets, strength = _problem(rng, 30, 8)
    w = _ask(student, features, targets, strength, 0)
    yield close(w, np.zeros(8), "After 0 steps all weights are 0").worth(0.5)
    w = _ask(student, features, targets, strength, 1)
    expected = reference.lasso_ista(features, targets, strength, 1)
    sentence = "The first step is of size 1/L, and its threshold that size times the strength"
    yield close(w, expected, sentence).worth(3)
    n_steps = int(rng.integers(5, 9))
    w = _ask(student, features, targets, strength, n_steps)
    expected = reference.lasso_ista(features, targets, strength, n_steps)
    yield close(w, expected, "Every further step is like the first, from where it led").worth(3)
    features, targets, strength = _problem(rng, 7, 12)
    w = _ask(student, features, targets, strength=strength, n_steps=4)
    expected = reference.lasso_ista(features, targets, strength, 4)
    yield close(w, expected, "It also works with more features than samples").worth(1.5)
    yield from _after_many_steps(student, *_problem(rng, 40, 9))


def _after_many_steps(student, features, targets, strength):
    """Criteria on the solution. Steps that are too long blow up: their numbers are no evidence."""
    w = _ask(student, features, targets, strength, 400)
    expected = reference.lasso_ista(features, targets, strength, 400)
    arrives = close(w, expected, "").passed
    sentence = "After many steps it has arrived at the solution of the lasso"
    yield holds(arrives, sentence, "after 400 steps w is another").worth(2)
    # Rounding may decide about a weight at the very edge, where the slope equals the strength.
    slope = np.abs(features.T @ (targets - features @ expected)) / len(targets)
    idle, busy = slope < 0.9 * strength, np.abs(expected) > 0.01
    zeros = bool(np.all(w[idle] == 0) and np.all(w[busy] != 0))
    sentence = "There, the weights that the solution does without are exactly 0, and no others"
    yield holds(zeros, sentence, "other weights of yours are exactly 0").worth(1.5)


def _ask(student, features, targets, *rest, **named):
    return array(student(features, targets, *rest, **named), features.shape[1:])


def _problem(rng, n, d):
    """Features on different scales, three of which matter, and a strength that leaves about so."""
    features = rng.normal(size=(n, d)) * rng.uniform(0.6, 1.6, size=d) + 0.4
    matter = np.zeros(d)
    matter[rng.permutation(d)[:3]] = rng.choice([-1.0, 1.0], size=3) * rng.uniform(1, 2, size=3)
    targets = features @ matter + 0.5 + 0.2 * rng.normal(size=n)
    strength = 0.25 * float(np.abs(features.T @ targets / n).max())
    return features, targets, strength


for name, message, parts in lasso_variants.MISTAKES:
    lasso_ista.mistake(message)(lasso_variants.variant(name, **parts))


@lasso_ista.mistake(
    "This takes subgradient steps, which leave no weight at exactly 0; replace the L1 part of the "
    "gradient by a soft threshold after the step."
)
def subgradient_steps(features, targets, strength, n_steps):
    return reference.lasso_subgradient(features, targets, strength, n_steps)


@lasso_ista.mistake("The data is centred, as for an intercept; here there is none.")
def centres_the_data(features, targets, strength, n_steps):
    centred = features - features.mean(axis=0)
    return reference.lasso_ista(centred, targets - targets.mean(), strength, n_steps)


def _slope(features, targets, w):
    return features.T @ (features @ w - targets) / len(targets)


@lasso_ista.mistake(
    "The threshold comes before the gradient step; it has the last word, or nothing stays 0."
)
def thresholds_first(features, targets, strength, n_steps):
    step, w = lasso_variants.one_over_l(features), np.zeros(features.shape[1])
    for _ in range(n_steps):
        w = reference.soft_threshold(w, step * strength)
        w = w - step * _slope(features, targets, w)
    return w


@lasso_ista.mistake("It starts from least squares; the start is w = 0.")
def starts_from_least_squares(features, targets, strength, n_steps):
    step, w = lasso_variants.one_over_l(features), np.linalg.lstsq(features, targets, rcond=None)[0]
    for _ in range(n_steps):
        w = reference.soft_threshold(w - step * _slope(features, targets, w), step * strength)
    return w


@lasso_ista.mistake("This has momentum (FISTA), so it runs ahead; plain ISTA is asked for.")
def with_momentum(features, targets, strength, n_steps):
    step, w, t = lasso_variants.one_over_l(features), np.zeros(features.shape[1]), 1.0
    ahead = w
    for _ in range(n_steps):
        moved = ahead - step * _slope(features, targets, ahead)
        new, faster = (
            reference.soft_threshold(moved, step * strength),
            (1 + (1 + 4 * t**2) ** 0.5) / 2,
        )
        ahead, w, t = new + (t - 1) / faster * (new - w), new, faster
    return w


@lasso_ista.mistake(
    "This is coordinate descent, which solves for one weight after the other; a proximal gradient "
    "step moves all of them at once."
)
def coordinate_descent(features, targets, strength, n_steps):
    curvature, w = np.mean(features**2, axis=0), np.zeros(features.shape[1])
    for _ in range(n_steps):
        for j in range(len(w)):
            alone = w[j] * curvature[j] - _slope(features, targets, w)[j]
            w[j] = reference.soft_threshold(alone, strength) / curvature[j]
    return w


@lasso_ista.alternative
def weight_by_weight(features, targets, strength, n_steps):
    n, d = features.shape
    step = 1 / max(np.linalg.eigvals(features.T @ features / n).real)
    w = [0.0] * d
    for _ in range(n_steps):
        residual = targets - sum(w[j] * features[:, j] for j in range(d))
        for j in range(d):
            moved = w[j] + step * float(residual @ features[:, j]) / n
            w[j] = max(moved - step * strength, 0.0) + min(moved + step * strength, 0.0)
    return np.array(w)


@lasso_ista.alternative
def by_singular_values(features, targets, strength, n_steps):
    n = len(targets)
    length = n / np.linalg.svd(features, compute_uv=False)[0] ** 2
    w = np.zeros_like(features[0])
    for _ in range(n_steps):
        w += length * (targets - features @ w) @ features / n
        w -= np.clip(w, -length * strength, length * strength)
    return w


@lasso_ista.alternative
def in_single_precision(features, targets, strength, n_steps):
    x, y = features.astype(np.float32), targets.astype(np.float32)
    step = np.float32(len(y)) / np.linalg.norm(x, 2) ** 2
    w = np.zeros(x.shape[1], dtype=np.float32)
    for _ in range(n_steps):
        w = w - step * (x.T @ (x @ w - y)) / len(y)
        w = np.sign(w) * np.maximum(np.abs(w) - step * np.float32(strength), 0)
    return w
