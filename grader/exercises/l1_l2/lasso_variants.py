"""Proximal gradient steps with single parts exchanged: what most wrong answers come to."""

import numpy as np

from grader.reference import l1_l2 as reference


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
                slope = factor * features.T @ (features @ w - targets) / n
                w = prox(w - length * slope, length, strength)
        return w

    ista.__name__ = name
    return ista


# Names, what is wrong, and the parts that make it so.
MISTAKES = (
    (
        "step_without_n",
        "The n is missing in the step: L is the largest eigenvalue of X^T X / n, so the steps are "
        "n times too short.",
        {"step": lambda x: 1 / np.linalg.norm(x, 2) ** 2},
    ),
    (
        "gradient_without_n",
        "The gradient is not divided by n: the squared error is 1/(2n) of the sum.",
        {"gradient": lambda n: n},
    ),
    (
        "without_any_n",
        "Neither the gradient nor L is divided by n: against a sum of n squares, the strength "
        "counts n times less.",
        {"weighed": lambda s, n: s / n},
    ),
    (
        "gradient_doubled",
        "The gradient has a factor 2 too much: the 1/2 of the objective cancels it.",
        {"gradient": lambda n: 2.0},
    ),
    (
        "objective_without_half",
        "The factor 2 stays in the gradient and in L: the 1/2 of the objective cancels it, and "
        "here the strength counts half.",
        {"weighed": lambda s, n: s / 2},
    ),
    (
        "half_a_step",
        "The steps are half as long as they should be: the step is 1/L.",
        {"step": lambda x: 0.5 / largest(x)},
    ),
    (
        "constant_step",
        "The step is a learning rate of 0.01; it is 1/L, which the features decide.",
        {"step": lambda x: 0.01},
    ),
    (
        "step_of_a_singular_value",
        "L is a singular value of X; the eigenvalue of X^T X is its square, and it is divided by "
        "n.",
        {"step": lambda x: len(x) / np.linalg.norm(x, 2)},
    ),
    (
        "step_of_a_root",
        "L is a singular value of X; the eigenvalue of X^T X is its square.",
        {"step": lambda x: 1 / np.sqrt(largest(x))},
    ),
    (
        "step_of_the_frobenius_norm",
        "L is the sum of all eigenvalues (the squared Frobenius norm); the largest alone sets the "
        "step.",
        {"step": lambda x: len(x) / np.sum(x**2)},
    ),
    (
        "step_of_the_smallest_eigenvalue",
        "L is the smallest eigenvalue: `eigvalsh` gives them in rising order, the largest is the "
        "last.",
        {"step": lambda x: 1 / np.linalg.eigvalsh(x.T @ x / len(x))[0]},
    ),
    (
        "step_turned_round",
        "The step is L; it is 1/L, the steeper the shorter.",
        {"step": largest},
    ),
    (
        "threshold_without_step",
        "The threshold is the strength alone; a step of size 1/L shrinks by 1/L times the "
        "strength.",
        {"prox": not_scaled},
    ),
    (
        "hard_thresholds",
        "The weights are thresholded hard: those that stay have to shrink as well.",
        {"prox": hard},
    ),
    (
        "without_penalty",
        "The penalty is missing: this is gradient descent on the squared error.",
        {"weighed": lambda s, n: 0.0},
    ),
    (
        "uphill",
        "The steps go uphill: the gradient is X^T (Xw - y) / n, and is subtracted.",
        {"gradient": lambda n: -1.0},
    ),
    ("one_step_too_few", "It takes one step too few.", {"steps": lambda k: k - 1}),
    (
        "one_step_too_many",
        "It takes one step too many: after 0 steps the weights are still 0.",
        {"steps": lambda k: k + 1},
    ),
    (
        "jumps_to_the_solution",
        "The solution comes back whatever n_steps is; w after n_steps is asked for.",
        {"steps": lambda k: 2000},
    ),
)
