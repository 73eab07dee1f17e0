"""Wrong ways to cross-validate a polynomial."""

import numpy as np

from grader.exercises.overfitting.wrong_fits import fitted
from grader.exercises.wrong import Wrong

wrong = Wrong()


@wrong(
    "You average the squared errors of all samples together, so a large fold counts more than a "
    "small one. Average within each fold first, then over the folds.",
    about="slip",
)
def pools_the_samples(x, y, degree, folds):
    errors = []
    for train, validation in folds:
        model = fitted(x[train], y[train], degree)
        errors.extend((y[validation] - model(x[validation])) ** 2)
    return np.mean(errors)


@wrong(
    "You fit the model to all samples, including those of the validation part. It is then judged "
    "on what it has seen, and the more it overfits, the better it looks. Fit it to `x[train]` and "
    "`y[train]` alone.",
    about="idea",
)
def fits_everything(x, y, degree, folds):
    model = fitted(x, y, degree)
    return np.mean([np.mean((y[v] - model(x[v])) ** 2) for _, v in folds])


@wrong(
    "You measure the error on the training part, which the fit has seen. That number only falls as "
    "the degree grows, so it always favors the model that overfits most. Measure it on the "
    "validation part.",
    about="idea",
)
def judges_the_training_part(x, y, degree, folds):
    errors = []
    for train, _ in folds:
        model = fitted(x[train], y[train], degree)
        errors.append(np.mean((y[train] - model(x[train])) ** 2))
    return np.mean(errors)


@wrong(
    "Training and validation are exchanged. Each fold is `(train_indices, validation_indices)`: "
    "fit on the large first part, and measure on the small second one.",
    about="idea",
)
def exchanges_the_parts(x, y, degree, folds):
    errors = []
    for validation, train in folds:
        model = fitted(x[train], y[train], degree)
        errors.append(np.mean((y[validation] - model(x[validation])) ** 2))
    return np.mean(errors)


@wrong(
    "You measure the error on all samples, including those of the training part, which makes it "
    "look too small. Only the validation part is new to the fit.",
    about="idea",
)
def judges_everything(x, y, degree, folds):
    errors = []
    for train, _ in folds:
        model = fitted(x[train], y[train], degree)
        errors.append(np.mean((y - model(x)) ** 2))
    return np.mean(errors)


@wrong(
    "You add up the errors of the folds, so more folds give a larger error for the same model. "
    "Divide by the number of folds."
)
def sums_the_folds(x, y, degree, folds):
    total = 0.0
    for train, validation in folds:
        model = fitted(x[train], y[train], degree)
        total += np.mean((y[validation] - model(x[validation])) ** 2)
    return total


@wrong(
    "You take the root of the error of each fold. The mean squared error has no root.",
    about="slip",
)
def takes_roots(x, y, degree, folds):
    errors = []
    for train, validation in folds:
        model = fitted(x[train], y[train], degree)
        errors.append(np.sqrt(np.mean((y[validation] - model(x[validation])) ** 2)))
    return np.mean(errors)


@wrong(
    "You take the root of the averaged error. The mean squared error has no root.",
    about="slip",
)
def takes_the_root(x, y, degree, folds):
    errors = []
    for train, validation in folds:
        model = fitted(x[train], y[train], degree)
        errors.append(np.mean((y[validation] - model(x[validation])) ** 2))
    return np.sqrt(np.mean(errors))


@wrong("You use absolute errors. Both the fit and the comparison here are about squared errors.")
def absolute_errors(x, y, degree, folds):
    errors = []
    for train, validation in folds:
        model = fitted(x[train], y[train], degree)
        errors.append(np.mean(np.abs(y[validation] - model(x[validation]))))
    return np.mean(errors)


@wrong(
    "Your error is negative: scikit-learn's `neg_mean_squared_error` turns the sign so that larger "
    "is better. Turn it back.",
    about="slip",
)
def negative_error(x, y, degree, folds):
    scores = []
    for train, validation in folds:
        model = fitted(x[train], y[train], degree)
        scores.append(-np.mean((y[validation] - model(x[validation])) ** 2))
    return np.mean(scores)


@wrong(
    "You return R squared, which scikit-learn computes for a regression unless told otherwise. You "
    "are asked for the mean squared error, which is `scoring='neg_mean_squared_error'` with the "
    "sign turned."
)
def returns_r_squared(x, y, degree, folds):
    scores = []
    for train, validation in folds:
        errors = y[validation] - fitted(x[train], y[train], degree)(x[validation])
        scores.append(1 - np.mean(errors**2) / np.var(y[validation]))
    return np.mean(scores)


@wrong(
    "Only the last fold counts, since each pass of the loop overwrites the error of the one "
    "before. One small part is a lottery; collect the errors of all folds and average them.",
    about="idea",
)
def last_fold_only(x, y, degree, folds):
    for train, validation in folds:
        model = fitted(x[train], y[train], degree)
        error = np.mean((y[validation] - model(x[validation])) ** 2)
    return error


@wrong(
    "Only the first fold counts, since a `return` inside the loop ends it at once. One small part "
    "is a lottery; collect the errors of all folds and average them after the loop.",
    about="idea",
)
def first_fold_only(x, y, degree, folds):
    for train, validation in folds:
        model = fitted(x[train], y[train], degree)
        return np.mean((y[validation] - model(x[validation])) ** 2)


@wrong(
    "You return the error of the luckiest fold. The smallest of several numbers is too good to be "
    "honest; average them.",
    about="idea",
)
def best_fold_only(x, y, degree, folds):
    errors = []
    for train, validation in folds:
        model = fitted(x[train], y[train], degree)
        errors.append(np.mean((y[validation] - model(x[validation])) ** 2))
    return min(errors)


@wrong(
    "You fit the model once, on the first fold's training part. That part contains the validation "
    "samples of the other folds, so they are not new to the model. Fit again in each fold.",
    about="idea",
)
def fits_once(x, y, degree, folds):
    train = folds[0][0]
    model = fitted(x[train], y[train], degree)
    return np.mean([np.mean((y[v] - model(x[v])) ** 2) for _, v in folds])


@wrong(
    "You add up the squared errors within a fold, so a large fold counts more. The MEAN squared "
    "error divides by the number of its samples."
)
def sums_within_folds(x, y, degree, folds):
    errors = []
    for train, validation in folds:
        model = fitted(x[train], y[train], degree)
        errors.append(np.sum((y[validation] - model(x[validation])) ** 2))
    return np.mean(errors)


@wrong(
    "Your predictions are a column. A column minus the row of targets is a whole table, in which "
    "every prediction meets every target. Both need the shape (m,) before you subtract."
)
def every_pair(x, y, degree, folds):
    errors = []
    for train, validation in folds:
        predictions = fitted(x[train], y[train], degree)(x[validation])
        errors.append(np.mean((predictions.reshape(-1, 1) - y[validation]) ** 2))
    return np.mean(errors)


@wrong("You return one error for each fold. A single number is asked for: their mean.")
def error_of_each_fold(x, y, degree, folds):
    errors = []
    for train, validation in folds:
        model = fitted(x[train], y[train], degree)
        errors.append(np.mean((y[validation] - model(x[validation])) ** 2))
    return errors
