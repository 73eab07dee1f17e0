"""The lasso by proximal gradient steps."""

import numpy as np

from grader.criteria import array, close, holds
from grader.exercise import exercise
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


def _largest(features):
    """Largest eigenvalue of X^T X / n."""
    return np.linalg.norm(features, 2) ** 2 / len(features)


def _steps(features, targets, strength, n_steps, step=None, gradient=1.0, prox=None):
    """Proximal gradient steps of another step size, with a factor on the gradient or another prox.

    `prox` takes w, the step and the strength.
    """
    step = 1 / _largest(features) if step is None else step
    w = np.zeros(features.shape[1])
    with np.errstate(all="ignore"):
        for _ in range(n_steps):
            w = w - step * gradient * features.T @ (features @ w - targets) / len(targets)
            shrunk = reference.soft_threshold(w, step * strength)
            w = prox(w, step, strength) if prox else shrunk
    return w


@lasso_ista.mistake(
    "The n is missing in the step: L is the largest eigenvalue of X^T X / n, so the steps are n "
    "times too short."
)
def step_without_n(features, targets, strength, n_steps):
    step = 1 / np.linalg.norm(features, 2) ** 2
    return _steps(features, targets, strength, n_steps, step)


@lasso_ista.mistake("The gradient is not divided by n: the squared error is 1/(2n) of the sum.")
def gradient_without_n(features, targets, strength, n_steps):
    return _steps(features, targets, strength, n_steps, gradient=len(targets))


@lasso_ista.mistake(
    "Neither the gradient nor L is divided by n: against a sum of n squares, the strength counts "
    "n times less."
)
def without_any_n(features, targets, strength, n_steps):
    return _steps(features, targets, strength / len(targets), n_steps)


@lasso_ista.mistake("The gradient has a factor 2 too much: the 1/2 of the objective cancels it.")
def gradient_doubled(features, targets, strength, n_steps):
    return _steps(features, targets, strength, n_steps, gradient=2.0)


@lasso_ista.mistake(
    "The factor 2 stays in the gradient and in L: the 1/2 of the objective cancels it, and here "
    "the strength counts half."
)
def objective_without_half(features, targets, strength, n_steps):
    return _steps(features, targets, strength / 2, n_steps)


@lasso_ista.mistake("The steps are half as long as they should be: the step is 1/L.")
def half_a_step(features, targets, strength, n_steps):
    return _steps(features, targets, strength, n_steps, 0.5 / _largest(features))


@lasso_ista.mistake(
    "L is a singular value of X; the eigenvalue of X^T X is its square, and it is divided by n."
)
def step_of_a_singular_value(features, targets, strength, n_steps):
    step = len(targets) / np.linalg.norm(features, 2)
    return _steps(features, targets, strength, n_steps, step)


@lasso_ista.mistake("L is a singular value of X; the eigenvalue of X^T X is its square.")
def step_of_a_root(features, targets, strength, n_steps):
    return _steps(features, targets, strength, n_steps, 1 / np.sqrt(_largest(features)))


@lasso_ista.mistake(
    "L is the sum of all eigenvalues (the squared Frobenius norm); the largest alone sets the step."
)
def step_of_the_frobenius_norm(features, targets, strength, n_steps):
    return _steps(features, targets, strength, n_steps, len(targets) / np.sum(features**2))


@lasso_ista.mistake(
    "L is the smallest eigenvalue: `eigvalsh` gives them in rising order, the largest is the last."
)
def step_of_the_smallest_eigenvalue(features, targets, strength, n_steps):
    smallest = np.linalg.eigvalsh(features.T @ features / len(targets))[0]
    return _steps(features, targets, strength, n_steps, 1 / smallest)


@lasso_ista.mistake("The step is L; it is 1/L, the steeper the shorter.")
def step_turned_round(features, targets, strength, n_steps):
    return _steps(features, targets, strength, n_steps, _largest(features))


@lasso_ista.mistake(
    "The threshold is the strength alone; a step of size 1/L shrinks by 1/L times the strength."
)
def threshold_without_step(features, targets, strength, n_steps):
    return _steps(
        features, targets, strength, n_steps, prox=lambda w, _, s: reference.soft_threshold(w, s)
    )


@lasso_ista.mistake(
    "This takes subgradient steps, which leave no weight at exactly 0; replace the L1 part of the "
    "gradient by a soft threshold after the step."
)
def subgradient_steps(features, targets, strength, n_steps):
    return reference.lasso_subgradient(features, targets, strength, n_steps)


@lasso_ista.mistake("The weights are thresholded hard: those that stay have to shrink as well.")
def hard_thresholds(features, targets, strength, n_steps):
    return _steps(
        features,
        targets,
        strength,
        n_steps,
        prox=lambda w, t, s: np.where(np.abs(w) > t * s, w, 0.0),
    )


@lasso_ista.mistake("The penalty is missing: this is gradient descent on the squared error.")
def without_penalty(features, targets, strength, n_steps):
    return _steps(features, targets, 0.0, n_steps)


@lasso_ista.mistake(
    "The threshold comes before the gradient step; it has the last word, or nothing stays 0."
)
def thresholds_first(features, targets, strength, n_steps):
    step, w = 1 / _largest(features), np.zeros(features.shape[1])
    for _ in range(n_steps):
        w = reference.soft_threshold(w, step * strength)
        w = w - step * features.T @ (features @ w - targets) / len(targets)
    return w


@lasso_ista.mistake("The steps go uphill: the gradient is X^T (Xw - y) / n, and is subtracted.")
def uphill(features, targets, strength, n_steps):
    return _steps(features, targets, strength, n_steps, gradient=-1.0)


@lasso_ista.mistake("It starts from least squares; the start is w = 0.")
def starts_from_least_squares(features, targets, strength, n_steps):
    step, w = 1 / _largest(features), np.linalg.lstsq(features, targets, rcond=None)[0]
    for _ in range(n_steps):
        w = w - step * features.T @ (features @ w - targets) / len(targets)
        w = reference.soft_threshold(w, step * strength)
    return w


@lasso_ista.mistake("This has momentum (FISTA), so it runs ahead; plain ISTA is asked for.")
def with_momentum(features, targets, strength, n_steps):
    step, w, t = 1 / _largest(features), np.zeros(features.shape[1]), 1.0
    ahead = w
    for _ in range(n_steps):
        moved = ahead - step * features.T @ (features @ ahead - targets) / len(targets)
        new, t_new = (
            reference.soft_threshold(moved, step * strength),
            (1 + np.sqrt(1 + 4 * t**2)) / 2,
        )
        ahead, w, t = new + (t - 1) / t_new * (new - w), new, t_new
    return w


@lasso_ista.mistake("The data is centred, as for an intercept; here there is none.")
def centres_the_data(features, targets, strength, n_steps):
    centred = features - features.mean(axis=0)
    return _steps(centred, targets - targets.mean(), strength, n_steps)


@lasso_ista.mistake("It takes one step too few.")
def one_step_too_few(features, targets, strength, n_steps):
    return _steps(features, targets, strength, n_steps - 1)


@lasso_ista.mistake("It takes one step too many: after 0 steps the weights are still 0.")
def one_step_too_many(features, targets, strength, n_steps):
    return _steps(features, targets, strength, n_steps + 1)


@lasso_ista.mistake("The solution comes back whatever n_steps is; w after n_steps is asked for.")
def jumps_to_the_solution(features, targets, strength, n_steps):
    return _steps(features, targets, strength, 3000)


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
