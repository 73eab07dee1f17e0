"""Ridge regression in closed form, with an intercept that is not penalized."""

import numpy as np

from grader.criteria import array, holds, number, pair
from grader.criteria.numbers import instead
from grader.exercise import exercise
from grader.exercises.l1_l2 import ridge_variants
from grader.exercises.l1_l2.factors import all_close
from grader.exercises.l1_l2.inputs import regression
from grader.reference import l1_l2 as reference

NAMES = ("w", "b")
HUGE = 1e8


@exercise(
    reference=reference.ridge_regression,
    points=3,
    hints=(
        "Leave out b for a moment and set the derivative of sum (y - Xw)^2 + strength * sum w^2 to "
        "0. Which linear equations for w do you get?",
        "For any w, the best b makes the residuals average to 0. Put that b into the objective: "
        "what happens to the features and the targets?",
        "Subtract the means from the columns and from the targets, and solve for w. Then the means "
        "of the raw data tell you b.",
    ),
)
def ridge_regression(student, rng):
    """Minimize sum (y - Xw - b)^2 + strength * sum w^2 over w and b."""
    strength = float(rng.choice([7.0, 13.0]))
    features, targets = regression(rng, int(rng.integers(20, 30)), 4)
    w, b = _fit(student, features, targets, strength)
    shifts = np.array([3.0, -2.0, 4.0, -5.0])
    moved, _ = _fit(student, features + shifts, targets + 6.0, strength)
    yield _unmoved(w, moved).worth(3).as_idea()
    yield _intercept_fits(float(np.mean(targets - features @ w - b))).worth(3).as_idea()
    features, targets = regression(rng, 25, 3)
    w, b = _fit(student, features, targets, HUGE)
    yield _all_but_b_vanishes(w, b, targets.mean()).worth(3).as_idea()
    features, targets = regression(rng, 24, 5)
    features, targets = features - features.mean(axis=0), targets - targets.mean()
    w, _ = _fit(student, features, targets, strength=strength)
    right, _ = reference.ridge_regression(features, targets, strength)
    sentence = "Where all means are 0, w minimizes sum (y - Xw)^2 + strength * sum w^2"
    yield _same(w, right, sentence).worth(5)
    yield _more_features(student, *regression(rng, 7, 10)).worth(2)
    features, targets = regression(rng, 20, 1)
    w, b = _fit(student, features, targets, 2.0)
    right_w, right_b = reference.ridge_regression(features, targets, 2.0)
    sentence = "It works for a single feature"
    yield _same(np.append(w, b), np.append(right_w, right_b), sentence)


def _fit(student, features, targets, *strength, **named):
    w, b = pair(student(features, targets, *strength, **named), NAMES)
    return array(w, features.shape[1:], "`w`"), number(b, "`b`")


def _same(w, right, sentence):
    """Criterion on w, with room for single precision and for iterative solvers."""
    return all_close(w, right, "w", sentence, tolerance=1e-4)


def _unmoved(w, moved):
    """Criterion: w does not depend on constants that are added to the data."""
    off = np.flatnonzero(~np.isclose(moved, w, rtol=1e-4, atol=2e-4))
    found = ""
    if off.size:
        found = f"w[{off[0]}] = {w[off[0]]:.6g} before and {moved[off[0]]:.6g} after"
    sentence = (
        "Adding a constant to a feature, or to all targets, does not change w: only the intercept "
        "adapts"
    )
    return holds(not off.size, sentence, found, np.concatenate([w, moved]))


def _intercept_fits(residual):
    found = f"residuals with a mean of {residual:.3g}"
    sentence = "b is the best one for its w: the residuals y - Xw - b average to 0"
    return holds(abs(residual) <= 1e-3, sentence, found, np.array([residual]))


def _all_but_b_vanishes(w, b, mean):
    """Criterion on a strength so large that no w is worth its price."""
    wrong_b = not np.isclose(b, mean, rtol=1e-4)
    found = "b = " + instead(b, mean, f"at a strength of {HUGE:.0e}")
    if not wrong_b:
        place = int(np.argmax(np.abs(w)))
        found = f"w[{place}] = {w[place]:.3g} at a strength of {HUGE:.0e}"
    passed = not wrong_b and bool(np.all(np.abs(w) <= 1e-4))
    sentence = "A huge strength pulls w to 0, but not b, which becomes the mean of y"
    return holds(passed, sentence, found, np.append(w, b))


def _more_features(student, features, targets):
    """Criterion: w and b are right also where more is to be found out than there are samples.

    Without a penalty nothing is unique here, so what a wrong answer gives is no evidence.
    """
    w, b = _fit(student, features, targets, 0.4)
    right_w, right_b = reference.ridge_regression(features, targets, 0.4)
    of_w = _same(w, right_w, "")
    right = bool(np.isclose(b, right_b, rtol=1e-4, atol=1e-4))
    found = of_w.found if not of_w.passed else f"b = {instead(b, right_b)}"
    sentence = "It also works with more features than samples, and with a small strength"
    return holds(of_w.passed and right, sentence, found, "w or b is another")


ridge_variants.wrong.teach(ridge_regression)


@ridge_regression.alternative
def with_a_free_column_of_ones(features, targets, strength):
    x = np.column_stack([features, np.ones(len(features))])
    free = np.diag([strength] * features.shape[1] + [0.0])
    *w, b = np.linalg.solve(x.T @ x + free, x.T @ targets)
    return np.array(w), b


@ridge_regression.alternative
def by_added_rows(features, targets, strength):
    n, d = features.shape
    rows = np.hstack([np.sqrt(strength) * np.eye(d), np.zeros((d, 1))])
    x = np.vstack([np.hstack([features, np.ones((n, 1))]), rows])
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


@ridge_regression.alternative
def by_tensors(features, targets, strength):
    import tensorflow as tf

    x, y = tf.constant(features), tf.constant(targets)[:, None]
    mean_x, mean_y = tf.reduce_mean(x, axis=0), tf.reduce_mean(y)
    w = tf.linalg.lstsq(x - mean_x, y - mean_y, l2_regularizer=strength)[:, 0]
    return w, mean_y - tf.tensordot(mean_x, w, 1)
