"""Wrong ridge regressions."""

import numpy as np

from grader.exercises.wrong import Wrong
from grader.reference import l1_l2 as reference

wrong = Wrong()


def _solve(x, y, strength):
    """The w that minimizes sum (y - xw)^2 + strength * sum w^2."""
    return np.linalg.solve(x.T @ x + strength * np.eye(x.shape[1]), x.T @ y)


def _with_means(features, targets, w):
    """w, and the intercept that makes the residuals average to 0."""
    return w, targets.mean() - features.mean(axis=0) @ w


def _with_ones(features):
    """The features, and a column of ones after them."""
    return np.column_stack([features, np.ones(len(features))])


@wrong(
    "The intercept is penalized along with w, through its column of ones. Then it is pulled to 0, "
    "and all predictions with it: give it no penalty, or center the data.",
    about="idea",
)
def penalizes_the_intercept(features, targets, strength):
    solution = _solve(_with_ones(features), targets, strength)
    return solution[:-1], solution[-1]


@wrong(
    "The 0 on the diagonal of the penalty stands in the wrong place: it frees the first feature, "
    "and the intercept is penalized. It belongs where the column of ones is.",
    about="idea",
)
def frees_the_wrong_weight(features, targets, strength):
    x = _with_ones(features)
    penalty = strength * np.eye(x.shape[1])
    penalty[0, 0] = 0.0
    solution = np.linalg.solve(x.T @ x + penalty, x.T @ targets)
    return solution[:-1], solution[-1]


@wrong(
    "There is no intercept: b is always 0, and w has to explain the means of the data as well. "
    "Center the features and the targets first, then work out b from their means.",
    about="idea",
)
def without_intercept(features, targets, strength):
    return _solve(features, targets, strength), 0.0


@wrong(
    "You fit w as if b were 0, to data that are not centered, and work out b only afterwards. By "
    "then w has been bent to explain the means. Center the features and the targets first.",
    about="idea",
)
def intercept_too_late(features, targets, strength):
    return _with_means(features, targets, _solve(features, targets, strength))


@wrong(
    "You fit w as if b were 0, to data that are not centered, and then take the mean of y for b, "
    "so the means are counted twice. Center the features and the targets first.",
    about="idea",
)
def not_centered_mean_of_y(features, targets, strength):
    return _solve(features, targets, strength), targets.mean()


@wrong(
    "The mean of y is the right b for centered features only. For the raw features, the "
    "predictions are then off by mean(x) @ w: subtract that from b."
)
def intercept_of_centered_features(features, targets, strength):
    w = _solve(features - features.mean(axis=0), targets, strength)
    return w, targets.mean()


@wrong(
    "Your w is right, but b = 0 is the intercept of centered data. For the raw data, the "
    "predictions are then off by a constant: b is mean(y) - mean(x) @ w."
)
def centers_and_forgets_b(features, targets, strength):
    return _solve(features - features.mean(axis=0), targets, strength), 0.0


@wrong(
    "You center the targets but not the features, so w is bent to explain the features' means. "
    "Subtract the mean of each column too.",
    about="idea",
)
def centers_only_the_targets(features, targets, strength):
    return _with_means(features, targets, _solve(features, targets - targets.mean(), strength))


@wrong(
    "You center the targets but not the features, and use the mean of y for b. The features have "
    "means as well: subtract them before you solve, and mean(x) @ w from b.",
    about="idea",
)
def centers_only_the_targets_mean_of_y(features, targets, strength):
    return _solve(features, targets - targets.mean(), strength), targets.mean()


@wrong(
    "The mean of y is missing in b, so the predictions are off by it: b is mean(y) - mean(x) @ w."
)
def intercept_without_mean_of_y(features, targets, strength):
    w = _solve(features - features.mean(axis=0), targets, strength)
    return w, -features.mean(axis=0) @ w


@wrong(
    "You do not use the strength: this is ordinary least squares, which overfits when the features "
    "are many. Add strength * np.eye(d) to X^T X.",
    about="idea",
)
def least_squares(features, targets, strength):
    solution = np.linalg.lstsq(_with_ones(features), targets, rcond=None)[0]
    return solution[:-1], solution[-1]


@wrong(
    "You add the strength to every entry of X^T X, which penalizes the square of the weights' SUM. "
    "The strength belongs on the diagonal only: strength * np.eye(d).",
    about="idea",
)
def strength_everywhere(features, targets, strength):
    x = features - features.mean(axis=0)
    # Singular with more features than samples.
    w, *_ = np.linalg.lstsq(x.T @ x + strength, x.T @ targets, rcond=None)
    return _with_means(features, targets, w)


@wrong(
    "You subtract one mean from all the features. Each column has its own: take mean(axis=0), or "
    "most columns stay off center.",
    about="idea",
)
def centers_by_one_mean(features, targets, strength):
    w = _solve(features - features.mean(), targets - targets.mean(), strength)
    return _with_means(features, targets, w)


@wrong(
    "You multiply the strength by n, as if the error were a mean over the samples, so w shrinks "
    "far too much. Here the error is a sum, and the strength stands as it is."
)
def strength_times_n(features, targets, strength):
    return reference.ridge_regression(features, targets, strength * len(targets))


@wrong(
    "The strength is divided by n, or the error multiplied by it, so w hardly shrinks. Both terms "
    "are plain sums."
)
def strength_over_n(features, targets, strength):
    return reference.ridge_regression(features, targets, strength / len(targets))


@wrong(
    "The penalty counts double: there is a 2 in front of the strength. Both derivatives have that "
    "2, since the error has no half in front, so it cancels."
)
def strength_doubled(features, targets, strength):
    return reference.ridge_regression(features, targets, 2 * strength)


@wrong("The penalty counts half, so w shrinks too little. It is strength * sum w^2, with no half.")
def strength_halved(features, targets, strength):
    return reference.ridge_regression(features, targets, strength / 2)


@wrong(
    "The strength acts squared. If you add rows to the data, they must hold its root, "
    "sqrt(strength): the rows are squared in the error."
)
def strength_squared(features, targets, strength):
    return reference.ridge_regression(features, targets, strength**2)


@wrong(
    "You divide the features by their standard deviations, and return the w of the scaled "
    "features. For the raw features it does not fit; here nothing is scaled.",
    about="idea",
)
def of_scaled_features(features, targets, strength):
    scaled = (features - features.mean(axis=0)) / features.std(axis=0)
    return _solve(scaled, targets, strength), targets.mean()


@wrong(
    "You divide the features by their standard deviations first, so the penalty acts on other "
    "weights than those you return. Center the features, but do not scale them."
)
def penalizes_scaled_weights(features, targets, strength):
    std = features.std(axis=0)
    w = _solve((features - features.mean(axis=0)) / std, targets, strength) / std
    return _with_means(features, targets, w)


@wrong(
    "The column of ones comes last, but you take the first number of the solution for b. The "
    "intercept is the last one."
)
def intercept_from_the_wrong_end(features, targets, strength):
    x = _with_ones(features)
    free = np.diag([strength] * features.shape[1] + [0.0])
    solution = np.linalg.solve(x.T @ x + free, x.T @ targets)
    return solution[1:], solution[0]


@wrong("You return the intercept first. The order is (w, b).")
def intercept_first(features, targets, strength):
    return reference.ridge_regression(features, targets, strength)[::-1]


@wrong(
    "You return w alone, and without the intercept nobody can predict anything. Return the tuple "
    "(w, b)."
)
def w_alone(features, targets, strength):
    return reference.ridge_regression(features, targets, strength)[0]
