"""The cross-validation error of a polynomial."""

import numpy as np

from grader.criteria import close, holds, number
from grader.exercise import exercise
from grader.exercises.overfitting import wrong_fits, wrong_validations
from grader.reference import overfitting as reference


@exercise(
    reference=reference.cross_validation_error,
    points=3,
    hints=(
        "Go through the folds: `for train, validation in folds`. Which of the two may the fit see?",
        "You have written all the parts: polynomial_features, fit_least_squares, "
        "mean_squared_error. `x[train]` picks the samples of an index array.",
        "Collect one error for each fold, and average these numbers at the end.",
    ),
)
def cross_validation_error(student, rng):
    """Fit on each fold's training part, judge on its validation part, average over the folds."""
    degree, k = int(rng.integers(3, 5)), int(rng.integers(3, 6))
    x, y = _curve(rng, k * 5)
    folds = _folds(rng, [5] * k)
    error = number(student(x, y, degree, folds))
    yield _is_made_of_validation_errors(error, x, y, degree, folds).worth(6).as_idea()
    expected = reference.cross_validation_error(x, y, degree, folds)
    sentence = f"It is the mean over the {k} folds of their mean squared error"
    yield close(error, expected, sentence, rtol=1e-4).worth(4)
    yield from _other_folds(student, rng)


def _is_made_of_validation_errors(error, x, y, degree, folds):
    """Criterion: fits to the training parts were judged on the validation parts.

    How the errors are summed up is free here, and so is a degree that is off by one.
    """
    found = []
    for d in (degree - 1, degree, degree + 1):
        found += _summed_up(np.stack(list(_squared_errors(x, y, d, folds))))
    passed = np.isclose(abs(error), found, rtol=1e-4).any()
    sentence = (
        "It is made of errors on the validation parts, of models fitted to the training parts"
    )
    words = f"{error:.4g}, which none of the usual means and sums of such errors gives"
    return holds(passed, sentence, words, error)


def _summed_up(errors):
    """Usual ways to make one number of squared errors, shape (folds, samples)."""
    found = []
    for powers in (errors, np.sqrt(errors)):
        for within in (powers.mean(axis=1), powers.sum(axis=1), np.sqrt(powers.mean(axis=1))):
            found += [within.mean(), within.sum()]
        found += [np.sqrt(powers.mean()), np.sqrt(powers.sum())]
    return found


def _other_folds(student, rng):
    """Criteria on folds of different sizes, and on the fewest folds and samples."""
    x, y = _curve(rng, 19)
    folds = _folds(rng, [3, 6, 3, 7])
    error, right = _both(student, x, y, 2, folds)
    pooled = np.mean(np.concatenate(list(_squared_errors(x, y, 2, folds))))
    sentence = f"Each fold counts the same, whatever its size: {right:.4g} for these four"
    found = f"{error:.4g}" + (", the mean over samples" if np.isclose(error, pooled) else "")
    yield holds(np.isclose(error, right, rtol=1e-4), sentence, found, error).worth(3)
    x, y = _curve(rng, 11)
    error, right = _both(student, x, y, 1, _folds(rng, [6, 5]))
    yield close(error, right, "It works for two folds and a line", rtol=1e-4)
    x, y = _curve(rng, 5)
    error, right = _both(student, x, y, 0, _folds(rng, [1] * 5))
    sentence = "It works for folds of one sample and a constant"
    yield close(error, right, sentence, rtol=1e-4)
    x, y = _curve(rng, 44)
    error, right = _both(student, x, y, 9, _folds(rng, [4] * 11))
    yield close(error, right, "It works for many folds and a high degree", rtol=1e-4)


def _both(student, x, y, degree, folds):
    """The answer's error and the right one."""
    error = number(student(x, y, degree, folds))
    return error, reference.cross_validation_error(x, y, degree, folds)


def _curve(rng, n):
    """A noisy curve over well spread x, so that no fit has to extrapolate far."""
    x = rng.permutation(np.linspace(-1, 1, n) + rng.uniform(-0.3, 0.3, size=n) / n)
    return x, 2 * np.sin(3 * x) + 1 + rng.normal(size=n)


def _folds(rng, sizes):
    """Folds of these sizes, in random order within their parts."""
    order = rng.permutation(sum(sizes))
    parts = np.split(order, np.cumsum(sizes)[:-1])
    return [(rng.permutation(np.setdiff1d(order, validation)), validation) for validation in parts]


def _squared_errors(x, y, degree, folds):
    """Squared errors at the validation samples, fold by fold."""
    features = x[:, np.newaxis] ** np.arange(degree + 1)
    for train, validation in folds:
        weights = np.linalg.lstsq(features[train], y[train], rcond=None)[0]
        yield (y[validation] - features[validation] @ weights) ** 2


wrong_validations.wrong.teach(cross_validation_error)
wrong_fits.wrong.teach(cross_validation_error)


@cross_validation_error.alternative
def with_polyfit(x, y, degree, folds):
    total = 0
    for train, validation in folds:
        predicted = np.polyval(np.polyfit(x[train], y[train], degree), x[validation])
        total += np.mean((predicted - y[validation]) ** 2) / len(folds)
    return total


@cross_validation_error.alternative
def with_scikit_learn(x, y, degree, folds):
    from sklearn.linear_model import LinearRegression
    from sklearn.model_selection import cross_val_score
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import PolynomialFeatures

    model = make_pipeline(PolynomialFeatures(degree), LinearRegression())
    settings = {"cv": folds, "scoring": "neg_mean_squared_error"}
    return -cross_val_score(model, x[:, np.newaxis], y, **settings).mean()


@cross_validation_error.alternative
def by_the_normal_equations(x, y, degree, folds):
    features, errors = np.vander(x, degree + 1), []
    for train, validation in folds:
        a = features[train]
        weights = np.linalg.solve(a.T @ a, a.T @ y[train])
        errors.append(np.square(features[validation] @ weights - y[validation]).mean())
    return np.asarray(errors).mean()


@cross_validation_error.alternative
def in_single_precision(x, y, degree, folds):
    x, y = x.astype(np.float32), y.astype(np.float32)
    errors = []
    for train, validation in folds:
        features = np.stack([x**j for j in range(degree + 1)], axis=-1)
        weights = np.linalg.lstsq(features[train], y[train], rcond=None)[0]
        errors.append(np.mean((features[validation] @ weights - y[validation]) ** 2))
    return np.mean(errors)


@cross_validation_error.alternative
def with_weights_of_zero_and_one(x, y, degree, folds):
    errors = np.empty(len(folds))
    for i, (_, validation) in enumerate(folds):
        held_out = np.isin(np.arange(len(x)), validation)
        fit = np.polynomial.Chebyshev.fit(x, y, degree, w=np.where(held_out, 0.0, 1.0))
        errors[i] = np.average((fit(x) - y) ** 2, weights=held_out)
    return errors.mean()
