"""The cross-validation error of a polynomial."""

import numpy as np

from grader.criteria import close, number
from grader.exercise import exercise
from grader.reference import overfitting as reference


@exercise(
    reference=reference.cross_validation_error,
    points=3,
    hints=(
        "Go through the folds: `for train, validation in folds`. Which of the two may the fit see?",
        "You have written all the parts: polynomial_features, fit_least_squares, "
        "mean_squared_error. `x[train]` picks out the samples of an index array.",
        "Collect one error for each fold, and average these numbers at the end.",
    ),
)
def cross_validation_error(student, rng):
    """Fit on each fold's training part, judge on its validation part, average over the folds."""
    degree, k = int(rng.integers(2, 5)), int(rng.integers(3, 6))
    x, y = _curve(rng, k * 5)
    found = "It averages the validation errors of fits to the training parts"
    yield _agrees(student, x, y, degree, _folds(rng, [5] * k), found).worth(4)
    x, y = _curve(rng, 19)
    each = "Each fold counts the same, whatever its size"
    yield _agrees(student, x, y, 2, _folds(rng, [3, 6, 3, 7]), each).worth(2)
    x, y = _curve(rng, 11)
    yield _agrees(student, x, y, 1, _folds(rng, [6, 5]), "It works for two folds and a line")


def _agrees(student, x, y, degree, folds, sentence):
    error = number(student(x, y, degree, folds))
    expected = reference.cross_validation_error(x, y, degree, folds)
    return close(error, expected, sentence, rtol=1e-4)


def _curve(rng, n):
    """A noisy curve over well spread x, so that no fit has to extrapolate far."""
    x = rng.permutation(np.linspace(-1, 1, n) + rng.uniform(-0.3, 0.3, size=n) / n)
    return x, 2 * np.sin(3 * x) + 1 + rng.normal(size=n)


def _folds(rng, sizes):
    """Folds of these sizes, in random order within their parts."""
    order = rng.permutation(sum(sizes))
    parts = np.split(order, np.cumsum(sizes)[:-1])
    return [(rng.permutation(np.setdiff1d(order, validation)), validation) for validation in parts]


def _errors(x, y, degree, folds):
    """Squared errors at the validation samples, fold by fold."""
    for train, validation in folds:
        fit = np.polynomial.Polynomial.fit(x[train], y[train], degree)
        yield (y[validation] - fit(x[validation])) ** 2


@cross_validation_error.mistake(
    "The squared errors of all samples are averaged together, so that large folds count more; "
    "average the errors of the folds."
)
def pools_the_samples(x, y, degree, folds):
    return float(np.mean(np.concatenate(list(_errors(x, y, degree, folds)))))


@cross_validation_error.mistake(
    "The model was fitted to all samples, those of the validation part among them: fit it to each "
    "fold's training part."
)
def fits_everything(x, y, degree, folds):
    everything = [(np.arange(len(x)), validation) for _, validation in folds]
    return reference.cross_validation_error(x, y, degree, everything)


@cross_validation_error.mistake(
    "The error is taken on the training part, which the fit has seen; take it on the validation "
    "part."
)
def judges_the_training_part(x, y, degree, folds):
    seen = [(train, train) for train, _ in folds]
    return reference.cross_validation_error(x, y, degree, seen)


@cross_validation_error.mistake(
    "Training and validation are exchanged: each fold is (train_indices, validation_indices)."
)
def exchanges_the_parts(x, y, degree, folds):
    turned = [(validation, train) for train, validation in folds]
    return reference.cross_validation_error(x, y, degree, turned)


@cross_validation_error.mistake(
    "The error is taken on all samples, those of the training part among them; only the "
    "validation part was not seen by the fit."
)
def judges_everything(x, y, degree, folds):
    everything = [(train, np.arange(len(x))) for train, _ in folds]
    return reference.cross_validation_error(x, y, degree, everything)


@cross_validation_error.mistake("The errors of the folds are added up; average them.")
def sums_the_folds(x, y, degree, folds):
    return float(sum(errors.mean() for errors in _errors(x, y, degree, folds)))


@cross_validation_error.mistake("The root of the error came back; no root is asked for.")
def takes_roots(x, y, degree, folds):
    return float(np.mean([np.sqrt(errors.mean()) for errors in _errors(x, y, degree, folds)]))


@cross_validation_error.mistake("The root of the averaged error came back; no root is asked for.")
def takes_the_root(x, y, degree, folds):
    return reference.cross_validation_error(x, y, degree, folds) ** 0.5


@cross_validation_error.mistake(
    "Only the last fold counts: collect the errors of all folds before the loop goes on."
)
def last_fold_only(x, y, degree, folds):
    return reference.cross_validation_error(x, y, degree, folds[-1:])


@cross_validation_error.mistake(
    "Only the first fold counts: a return inside of the loop ends it at once."
)
def first_fold_only(x, y, degree, folds):
    return reference.cross_validation_error(x, y, degree, folds[:1])


@cross_validation_error.mistake(
    "The model is fitted once, on the first fold's training part; each fold needs a fit of its own."
)
def fits_once(x, y, degree, folds):
    first = [(folds[0][0], validation) for _, validation in folds]
    return reference.cross_validation_error(x, y, degree, first)


@cross_validation_error.mistake(
    "The polynomial's degree is one too low: x^0 to x^degree are degree + 1 columns."
)
def one_degree_less(x, y, degree, folds):
    return reference.cross_validation_error(x, y, degree - 1, folds)


@cross_validation_error.mistake("The polynomial's degree is one too high.")
def one_degree_more(x, y, degree, folds):
    return reference.cross_validation_error(x, y, degree + 1, folds)


@cross_validation_error.mistake("A line is fitted whatever the degree: pass `degree` on.")
def always_a_line(x, y, degree, folds):
    return reference.cross_validation_error(x, y, 1, folds)


@cross_validation_error.mistake(
    "The weights meet the wrong powers: np.polyfit gives the highest power's first, "
    "polynomial_features has x^0 first."
)
def weights_upside_down(x, y, degree, folds):
    errors = []
    for train, validation in folds:
        weights = np.polyfit(x[train], y[train], degree)
        predictions = reference.polynomial_features(x[validation], degree) @ weights
        errors.append(np.mean((y[validation] - predictions) ** 2))
    return float(np.mean(errors))


@cross_validation_error.mistake(
    "The squared errors of a fold are added up; the mean squared error divides by their number."
)
def sums_within_folds(x, y, degree, folds):
    return float(np.mean([errors.sum() for errors in _errors(x, y, degree, folds)]))


@cross_validation_error.mistake(
    "Predictions in a column minus targets in a row are a table of every prediction against every "
    "target; both must have shape (m,) before you subtract."
)
def every_pair(x, y, degree, folds):
    errors = []
    for train, validation in folds:
        predictions = np.polyval(np.polyfit(x[train], y[train], degree), x[validation])
        errors.append(np.mean((predictions[:, np.newaxis] - y[validation]) ** 2))
    return float(np.mean(errors))


@cross_validation_error.mistake(
    "There is one error for each fold: their mean is asked for, a single number."
)
def error_of_each_fold(x, y, degree, folds):
    return [float(errors.mean()) for errors in _errors(x, y, degree, folds)]


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
