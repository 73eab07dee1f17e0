"""Wrong ways to choose a polynomial."""

import numpy as np

from grader.exercises.overfitting.choosing import validation_errors
from grader.exercises.wrong import Wrong

wrong = Wrong()


def _fit(x, y, degree):
    return np.linalg.lstsq(np.vander(x, degree + 1, increasing=True), y, rcond=None)[0]


def _error(x, y, weights):
    return np.mean((np.vander(x, len(weights), increasing=True) @ weights - y) ** 2)


def _best(y, folds):
    errors = validation_errors(y, folds)
    best = int(np.argmin(errors))
    return best, errors[best]


def _folds(x, rng):
    return np.array_split(rng.permutation(len(x)), 5)


@wrong(
    "You choose by the error on the points that were fitted. It falls with every degree, so the "
    "largest one always wins, and the number promises far too much. Choose by errors on points "
    "that were held out.",
    about="idea",
)
def by_the_training_error(x, y, rng):
    errors = [_error(x, y, _fit(x, y, degree)) for degree in range(13)]
    best = int(np.argmin(errors))
    return _fit(x, y, best), errors[best]


@wrong(
    "The choice is right, but the error that you expect is the one on the points that were "
    "fitted, which is smaller than the error on new ones. Return the cross-validation error of "
    "the degree that you chose."
)
def expects_the_training_error(x, y, rng):
    best, _ = _best(y, _folds(x, rng))
    weights = _fit(x, y, best)
    return weights, _error(x, y, weights)


@wrong(
    "Your folds are blocks of neighbors, because x is sorted: every model has to guess a stretch "
    "of the curve that it has never seen. Shuffle the points before you cut them into folds."
)
def folds_in_order(x, y, rng):
    best, _ = _best(y, np.array_split(np.arange(len(x)), 5))
    return _fit(x, y, best), validation_errors(y, _folds(x, rng))[best]


@wrong(
    "The degree is chosen well, but the weights are fitted to only a part of the points, such as "
    "the training part of one fold. Once the degree is chosen, no point needs to be held out "
    "any longer: fit it again, to all the points, and the weights get better."
)
def weights_of_the_last_fold(x, y, rng):
    folds = _folds(x, rng)
    best, error = _best(y, folds)
    rest = np.delete(np.arange(len(x)), folds[-1])
    return _fit(x[rest], y[rest], best), error


@wrong(
    "The weights come with the highest power first, as np.polyfit gives them. Here the constant "
    "comes first: `weights[j]` belongs to x to the power of j."
)
def highest_power_first(x, y, rng):
    best, error = _best(y, _folds(x, rng))
    return _fit(x, y, best)[::-1], error


@wrong(
    "You return the root of the cross-validation error. The error that is asked for is the mean "
    "squared error itself, without a root."
)
def a_root(x, y, rng):
    best, error = _best(y, _folds(x, rng))
    return _fit(x, y, best), np.sqrt(error)


@wrong(
    "The degree is the same for every curve. A slow wave needs few bends and a fast one many, so "
    "let the data decide, by the error on points that were held out.",
    about="idea",
)
def always_a_cubic(x, y, rng):
    return _fit(x, y, 3), _error(x, y, _fit(x, y, 3))


@wrong(
    "Your degree is one too low: `np.argmin` gives the place in your list, and its first entry "
    "belongs to degree 1, not to degree 0. Begin with degree 0, or look the degree up in the "
    "list of degrees."
)
def one_too_low(x, y, rng):
    errors = validation_errors(y, _folds(x, rng))[1:]
    best = int(np.argmin(errors))
    return _fit(x, y, best), errors[best]
