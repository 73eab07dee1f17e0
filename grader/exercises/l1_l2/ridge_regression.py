"""Ridge regression in closed form, with an intercept that is not penalised."""

import numpy as np

from grader.criteria import array, close, holds, number, pair
from grader.exercise import exercise
from grader.exercises.l1_l2.inputs import regression
from grader.reference import l1_l2 as reference

NAMES = ("w", "b")


@exercise(
    reference=reference.ridge_regression,
    points=3,
    hints=(
        "Leave b out for a moment: set the derivative of sum (y - Xw)^2 + strength * sum w^2 to 0. "
        "Which linear equations for w come out?",
        "For any w, the best b makes the residuals average to 0. Put that b into the objective: "
        "what becomes of the features and the targets?",
        "Solve for w with columns and targets from which their means are subtracted; then the "
        "means of the raw data give b.",
    ),
)
def ridge_regression(student, rng):
    """Minimise sum (y - Xw - b)^2 + strength * sum w^2 over w and b."""
    features, targets = regression(rng, int(rng.integers(20, 30)), 4)
    strength = float(rng.choice([7.0, 13.0]))
    w, b = _fit(student, features, targets, strength)
    right_w, right_b = reference.ridge_regression(features, targets, strength)
    yield _same(w, right_w, "w is the one that makes the penalised error least").worth(4)
    yield _same(b, right_b, "b is the intercept that belongs to it").worth(2)
    features, targets = regression(rng, 25, 3)
    w, b = _fit(student, features, targets, 1e8)
    right_w, right_b = reference.ridge_regression(features, targets, 1e8)
    sentence = "However great the strength, b is not pulled to 0: it goes to the mean of y"
    yield _same(b, right_b, sentence).worth(2)
    features, targets = regression(rng, 6, 10)
    w, b = _fit(student, features, targets, strength=2.5)
    right_w, right_b = reference.ridge_regression(features, targets, 2.5)
    both = _same(w, right_w, "").passed and _same(b, right_b, "").passed
    # Without a penalty nothing is unique here, so what a wrong answer gives is no evidence.
    sentence = "It also works with more features than samples"
    yield holds(both, sentence, "w or b is another").worth(2)


def _fit(student, features, targets, *strength, **named):
    w, b = pair(student(features, targets, *strength, **named), NAMES)
    return array(w, features.shape[1:], "`w`"), number(b, "`b`")


def _same(actual, expected, sentence):
    """As `close`, with room for single precision and for iterative solvers."""
    return close(actual, expected, sentence, rtol=1e-4, atol=1e-4)


def _solve(x, y, strength):
    """The w that minimises sum (y - xw)^2 + strength * sum w^2."""
    return np.linalg.solve(x.T @ x + strength * np.eye(x.shape[1]), x.T @ y)


def _with_means(features, targets, w):
    return w, targets.mean() - features.mean(axis=0) @ w


def _with_ones(features):
    return np.column_stack([features, np.ones(len(features))])


@ridge_regression.mistake(
    "The intercept is penalised along with w, through its column of ones: give it no penalty, or "
    "centre the data."
)
def penalises_the_intercept(features, targets, strength):
    solution = _solve(_with_ones(features), targets, strength)
    return solution[:-1], solution[-1]


@ridge_regression.mistake(
    "There is no intercept: the data is not centred, and b = 0 lets w explain the means as well."
)
def without_intercept(features, targets, strength):
    return _solve(features, targets, strength), 0.0


@ridge_regression.mistake(
    "w is fitted to data that is not centred, as if b were 0; b is only worked out afterwards."
)
def intercept_too_late(features, targets, strength):
    return _with_means(features, targets, _solve(features, targets, strength))


@ridge_regression.mistake(
    "w is fitted to data that is not centred, as if b were 0, and b then is the mean of y."
)
def not_centred_mean_of_y(features, targets, strength):
    return _solve(features, targets, strength), targets.mean()


@ridge_regression.mistake(
    "b is the mean of y, which fits centred features; for the raw ones, take mean(x) @ w away."
)
def intercept_of_centred_features(features, targets, strength):
    w = _solve(features - features.mean(axis=0), targets, strength)
    return w, targets.mean()


@ridge_regression.mistake(
    "w is right, but b is 0: that is the intercept of centred data. The raw data needs "
    "mean(y) - mean(x) @ w."
)
def centres_and_forgets_b(features, targets, strength):
    return _solve(features - features.mean(axis=0), targets, strength), 0.0


@ridge_regression.mistake(
    "Only the targets are centred; the features' means have to go as well, or w must explain them."
)
def centres_only_the_targets(features, targets, strength):
    return _with_means(features, targets, _solve(features, targets - targets.mean(), strength))


@ridge_regression.mistake(
    "Only the targets are centred, and b is their mean: the features have means as well."
)
def centres_only_the_targets_mean_of_y(features, targets, strength):
    return _solve(features, targets - targets.mean(), strength), targets.mean()


@ridge_regression.mistake("b takes mean(x) @ w away from nothing: mean(y) is missing in it.")
def intercept_without_mean_of_y(features, targets, strength):
    w = _solve(features - features.mean(axis=0), targets, strength)
    return w, -features.mean(axis=0) @ w


@ridge_regression.mistake("The strength is missing: this is ordinary least squares.")
def least_squares(features, targets, strength):
    solution = np.linalg.lstsq(_with_ones(features), targets, rcond=None)[0]
    return solution[:-1], solution[-1]


@ridge_regression.mistake(
    "The strength is added to every entry of X^T X; it belongs on the diagonal: strength * np.eye."
)
def strength_everywhere(features, targets, strength):
    x = features - features.mean(axis=0)
    # Singular with more features than samples.
    w, *_ = np.linalg.lstsq(x.T @ x + strength, x.T @ targets, rcond=None)
    return _with_means(features, targets, w)


@ridge_regression.mistake(
    "The features are centred by one mean for all; each column has its own: mean(axis=0)."
)
def centres_by_one_mean(features, targets, strength):
    w = _solve(features - features.mean(), targets - targets.mean(), strength)
    return _with_means(features, targets, w)


def _of_another_strength(change):
    """Ridge regression whose strength is changed by a function of it and of n."""

    def fit(features, targets, strength):
        return reference.ridge_regression(features, targets, change(strength, len(targets)))

    return fit


@ridge_regression.mistake(
    "The strength is multiplied by n, as if the error were a mean; here it is a sum."
)
def strength_times_n(features, targets, strength):
    return _of_another_strength(lambda s, n: s * n)(features, targets, strength)


@ridge_regression.mistake(
    "The strength is divided by n, or the error multiplied by it; both terms are plain sums."
)
def strength_over_n(features, targets, strength):
    return _of_another_strength(lambda s, n: s / n)(features, targets, strength)


@ridge_regression.mistake(
    "The penalty counts double: the error has no half in front, so the 2 of both derivatives "
    "cancels."
)
def strength_doubled(features, targets, strength):
    return _of_another_strength(lambda s, n: 2 * s)(features, targets, strength)


@ridge_regression.mistake("The penalty counts half; it is strength * sum w^2, without a half.")
def strength_halved(features, targets, strength):
    return _of_another_strength(lambda s, n: s / 2)(features, targets, strength)


@ridge_regression.mistake(
    "The strength is squared: rows that are added to the data must hold its root, sqrt(strength)."
)
def strength_squared(features, targets, strength):
    return _of_another_strength(lambda s, n: s**2)(features, targets, strength)


@ridge_regression.mistake(
    "The features are divided by their std first, and w is not for the raw features."
)
def of_scaled_features(features, targets, strength):
    scaled = (features - features.mean(axis=0)) / features.std(axis=0)
    w = _solve(scaled, targets, strength)
    return w, targets.mean()


@ridge_regression.mistake(
    "The features are divided by their std, so that another w is penalised than the one asked for."
)
def penalises_scaled_weights(features, targets, strength):
    std = features.std(axis=0)
    w = _solve((features - features.mean(axis=0)) / std, targets, strength) / std
    return _with_means(features, targets, w)


@ridge_regression.mistake("The intercept comes first; the order is (w, b).")
def intercept_first(features, targets, strength):
    return reference.ridge_regression(features, targets, strength)[::-1]


@ridge_regression.mistake("The intercept is missing: return the tuple (w, b).")
def w_alone(features, targets, strength):
    return reference.ridge_regression(features, targets, strength)[0]


@ridge_regression.alternative
def with_a_free_column_of_ones(features, targets, strength):
    x = _with_ones(features)
    free = np.diag([strength] * features.shape[1] + [0.0])
    *w, b = np.linalg.solve(x.T @ x + free, x.T @ targets)
    return np.array(w), b


@ridge_regression.alternative
def by_added_rows(features, targets, strength):
    d = features.shape[1]
    rows = np.hstack([np.sqrt(strength) * np.eye(d), np.zeros((d, 1))])
    x = np.vstack([_with_ones(features), rows])
    solution, *_ = np.linalg.lstsq(x, np.append(targets, np.zeros(d)), rcond=None)
    return [solution[:d], np.asarray(solution[d])]


@ridge_regression.alternative
def with_scikit_learn(features, targets, strength):
    from sklearn.linear_model import Ridge

    fitted = Ridge(alpha=strength).fit(features, targets)
    return fitted.coef_, fitted.intercept_


@ridge_regression.alternative
def by_singular_values(features, targets, strength):
    means = np.mean(features, axis=0)
    u, s, vt = np.linalg.svd(features - means, full_matrices=False)
    w = vt.T @ (s / (s**2 + strength) * (u.T @ (targets - np.mean(targets))))
    return w, float(np.mean(targets - features @ w))


@ridge_regression.alternative
def by_kernels_in_single_precision(features, targets, strength):
    x = (features - features.mean(axis=0)).astype(np.float32)
    y = (targets - targets.mean()).astype(np.float32)
    alpha = np.linalg.solve(x @ x.T + np.float32(strength) * np.eye(len(x), dtype=np.float32), y)
    w = x.T @ alpha
    return w, np.float32(targets.mean() - features.mean(axis=0) @ w)
