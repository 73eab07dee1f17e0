"""Proximal gradient steps with single parts exchanged: what most wrong answers come to."""

import numpy as np

from grader.exercises.wrong import Wrong
from grader.reference import l1_l2 as reference

wrong = Wrong()


def largest(features):
    """Largest eigenvalue of X^T X / n."""
    return np.linalg.norm(features, 2) ** 2 / len(features)


def one_over_l(features):
    """The step."""
    return 1 / largest(features)


def soft(w, step, strength):
    """The proximal step."""
    return reference.soft_threshold(w, step * strength)


def hard(w, step, strength):
    """A threshold that moves nothing."""
    return np.where(np.abs(w) > step * strength, w, 0.0)


def not_scaled(w, step, strength):
    """The proximal step of a step of size 1."""
    return reference.soft_threshold(w, strength)


def slope(features, targets, w):
    """Gradient of the squared error."""
    return features.T @ (features @ w - targets) / len(targets)


def variant(name, step=one_over_l, gradient=None, weighed=None, prox=soft, steps=None):
    """A `lasso_ista` called `name` with other parts.

    Parameters
    ----------
    name : str
    step : callable
        Of the features: the length of a step.
    gradient : callable, optional
        Of n: a factor on the gradient.
    weighed : callable, optional
        Of the strength and n: another strength.
    prox : callable
        Of w, step and strength.
    steps : callable, optional
        Of n_steps: another number.
    """

    def ista(features, targets, strength, n_steps):
        n, length = len(targets), step(features)
        factor = gradient(n) if gradient else 1.0
        strength = weighed(strength, n) if weighed else strength
        w = np.zeros(features.shape[1])
        with np.errstate(all="ignore"):
            for _ in range(steps(n_steps) if steps else n_steps):
                moved = w - length * factor * slope(features, targets, w)
                w = prox(moved, length, strength)
        return w

    ista.__name__ = name
    return ista


# Names, what is wrong, what it is about, and the parts that make it so.
PARTS = (
    (
        "step_without_n",
        "The n is missing in the step, so your steps are n times too short and hardly get "
        "anywhere. L is the largest eigenvalue of X^T X / n.",
        "",
        {"step": lambda x: 1 / np.linalg.norm(x, 2) ** 2},
    ),
    (
        "gradient_without_n",
        "You do not divide the gradient by n, so the steps are n times too long and blow up. The "
        "squared error is 1/(2n) times the sum.",
        "",
        {"gradient": lambda n: n},
    ),
    (
        "without_any_n",
        "Your steps are those for a sum of n squares that is not divided by n. Against it, the "
        "strength counts n times less, and hardly any weight becomes 0. The squared error is "
        "1/(2n) times the sum.",
        "",
        {"weighed": lambda s, n: s / n},
    ),
    (
        "gradient_doubled",
        "There is a factor 2 too much in the gradient, which makes the steps twice as long as is "
        "safe. The 1/2 of the objective cancels the 2 of the square.",
        "",
        {"gradient": lambda n: 2.0},
    ),
    (
        "objective_without_half",
        "You keep a factor 2 in the gradient and in L, so the strength counts half. The 1/2 of the "
        "objective cancels the 2 of the square.",
        "",
        {"weighed": lambda s, n: s / 2},
    ),
    (
        "half_a_step",
        "Your steps are half as long as they should be, so it takes twice as many of them. The "
        "step size is 1/L.",
        "",
        {"step": lambda x: 0.5 / largest(x)},
    ),
    (
        "constant_step",
        "Your steps have a fixed size of 0.01, which is far too short here and may be too long for "
        "other data. The step size is 1/L, which the features decide.",
        "",
        {"step": lambda x: 0.01},
    ),
    (
        "step_of_a_singular_value",
        "Your L is a singular value of X. The eigenvalue of X^T X is its square, and it is divided "
        "by n; otherwise the steps blow up.",
        "",
        {"step": lambda x: len(x) / np.linalg.norm(x, 2)},
    ),
    (
        "step_of_a_root",
        "Your L is the root of the right one: it is a singular value of X, and the eigenvalue of "
        "X^T X is its square. Such a step can be too long.",
        "",
        {"step": lambda x: 1 / np.sqrt(largest(x))},
    ),
    (
        "step_of_the_frobenius_norm",
        "Your L is the sum of all eigenvalues (the squared Frobenius norm), so the steps are "
        "shorter than they need to be. The largest eigenvalue alone limits the step.",
        "",
        {"step": lambda x: len(x) / np.sum(x**2)},
    ),
    (
        "step_of_the_smallest_eigenvalue",
        "Your L is the smallest eigenvalue, so the steps are too long and blow up. `eigvalsh` "
        "returns the eigenvalues in rising order: the largest is the last.",
        "",
        {"step": lambda x: 1 / np.linalg.eigvalsh(x.T @ x / len(x))[0]},
    ),
    (
        "step_turned_round",
        "Your step size is L. It is 1/L: the steeper the error curves, the shorter a step must be.",
        "",
        {"step": largest},
    ),
    (
        "threshold_without_step",
        "Your threshold is the strength alone. The penalty takes a step of the same size as the "
        "gradient, so the threshold is 1/L times the strength; otherwise another objective is "
        "minimized.",
        "idea",
        {"prox": not_scaled},
    ),
    (
        "hard_thresholds",
        "You threshold hard: weights above the threshold keep their full size, and the penalty "
        "does not act on them. Soft thresholding shrinks them as well.",
        "idea",
        {"prox": hard},
    ),
    (
        "without_penalty",
        "The penalty is missing: this is gradient descent on the squared error, and no weight "
        "becomes 0. Apply `soft_threshold` after each step.",
        "idea",
        {"weighed": lambda s, n: 0.0},
    ),
    (
        "uphill",
        "Your steps go uphill, so the error grows. The gradient is X^T (Xw - y) / n, and you must "
        "subtract it.",
        "idea",
        {"gradient": lambda n: -1.0},
    ),
    (
        "one_step_too_few",
        "You take one step too few: `n_steps` passes of the loop are range(n_steps).",
        "",
        {"steps": lambda k: k - 1},
    ),
    (
        "one_step_too_many",
        "You take one step too many: after 0 steps, the weights must still be 0.",
        "",
        {"steps": lambda k: k + 1},
    ),
    (
        "jumps_to_the_solution",
        "You always return the solution, whatever `n_steps` is. Here the way there counts: return "
        "w after exactly `n_steps` steps.",
        "",
        {"steps": lambda k: 280},
    ),
)

for name, message, about, parts in PARTS:
    wrong(message, about)(variant(name, **parts))
