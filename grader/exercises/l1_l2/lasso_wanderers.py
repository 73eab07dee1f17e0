"""Ways to the lasso's solution, or past it, that are no proximal gradient steps."""

import numpy as np

from grader.exercises.l1_l2.lasso_variants import one_over_l, slope, wrong
from grader.reference import l1_l2 as reference


@wrong(
    "You follow the subgradient, which leaves no weight at exactly 0. Take out the L1 part of the "
    "gradient, and apply a soft threshold after each step instead.",
    about="idea",
)
def subgradient_steps(features, targets, strength, n_steps):
    return reference.lasso_subgradient(features, targets, strength, n_steps)


@wrong(
    "The penalty acts twice: as a subgradient in the step, and again in the soft threshold. The "
    "gradient step belongs to the squared error alone.",
    about="idea",
)
def penalty_twice(features, targets, strength, n_steps):
    step, w = one_over_l(features), np.zeros(features.shape[1])
    for _ in range(n_steps):
        gradient = slope(features, targets, w) + strength * np.sign(w)
        w = reference.soft_threshold(w - step * gradient, step * strength)
    return w


@wrong(
    "You threshold only once, after the last step. By then the weights have gone to least squares, "
    "and the threshold hardly changes that. It belongs inside the loop, after every step.",
    about="idea",
)
def thresholds_once(features, targets, strength, n_steps):
    step, w = one_over_l(features), np.zeros(features.shape[1])
    for _ in range(n_steps):
        w = w - step * slope(features, targets, w)
    return reference.soft_threshold(w, step * strength)


@wrong(
    "You threshold before the gradient step, and the gradient then moves the zeros away from 0 "
    "again. The threshold comes last in each step.",
    about="idea",
)
def thresholds_first(features, targets, strength, n_steps):
    step, w = one_over_l(features), np.zeros(features.shape[1])
    for _ in range(n_steps):
        w = reference.soft_threshold(w, step * strength)
        w = w - step * slope(features, targets, w)
    return w


@wrong(
    "You compute the gradient once, before the loop, so every step goes in the direction of the "
    "first one, past the minimum. Compute it anew from the current w in each step.",
    about="idea",
)
def gradient_outside_the_loop(features, targets, strength, n_steps):
    step, w = one_over_l(features), np.zeros(features.shape[1])
    gradient = slope(features, targets, w)
    for _ in range(n_steps):
        w = reference.soft_threshold(w - step * gradient, step * strength)
    return w


@wrong(
    "You center the data inside the function, which amounts to fitting an intercept. Whoever wants "
    "that centers the data before the call: here the features and the targets are used as they "
    "come."
)
def centers_the_data(features, targets, strength, n_steps):
    centered = features - features.mean(axis=0)
    return reference.lasso_ista(centered, targets - targets.mean(), strength, n_steps)


@wrong(
    "You start from least squares, where no weight is 0. Start from w = 0, so that a weight only "
    "leaves 0 when it is worth its price.",
)
def starts_from_least_squares(features, targets, strength, n_steps):
    step, w = one_over_l(features), np.linalg.lstsq(features, targets, rcond=None)[0]
    for _ in range(n_steps):
        w = reference.soft_threshold(w - step * slope(features, targets, w), step * strength)
    return w


@wrong(
    "Your steps have momentum, as in FISTA, so they run ahead of those that are asked for. Plain "
    "ISTA takes each step from where the last one led."
)
def with_momentum(features, targets, strength, n_steps):
    step, w, t = one_over_l(features), np.zeros(features.shape[1]), 1.0
    ahead = w
    for _ in range(n_steps):
        moved = ahead - step * slope(features, targets, ahead)
        new = reference.soft_threshold(moved, step * strength)
        faster = (1 + (1 + 4 * t**2) ** 0.5) / 2
        ahead, w, t = new + (t - 1) / faster * (new - w), new, faster
    return w


@wrong(
    "This is coordinate descent, which solves for one weight after the other. A proximal gradient "
    "step moves all of them at once, down the same gradient."
)
def coordinate_descent(features, targets, strength, n_steps):
    curvature, w = np.mean(features**2, axis=0), np.zeros(features.shape[1])
    for _ in range(n_steps):
        for j in range(len(w)):
            alone = w[j] * curvature[j] - slope(features, targets, w)[j]
            w[j] = reference.soft_threshold(alone, strength) / curvature[j]
    return w
