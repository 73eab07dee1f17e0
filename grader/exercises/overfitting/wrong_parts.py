"""Wrong ways to take an error apart into bias and variance."""

import numpy as np

from grader.exercises.wrong import Wrong

wrong = Wrong()


@wrong(
    "Your variance divides by the number of models minus 1 (`ddof=1`). Then bias and variance no "
    "longer add up to the error, and a single model gives 0 / 0. Use `ddof=0`, NumPy's default.",
    about="slip",
)
def sample_variance(predictions, truth):
    bias = predictions.mean(axis=0) - truth
    return np.mean(bias**2), predictions.var(axis=0, ddof=1).mean()


@wrong(
    "You average the bias over the points before you square it. A model that is too high here and "
    "too low there then seems to have none. Square it at each point first.",
    about="idea",
)
def squares_the_average_bias(predictions, truth):
    bias = predictions.mean() - truth.mean()
    return bias**2, predictions.var(axis=0).mean()


@wrong(
    "What you call bias is the whole squared error of the models, which contains their variance "
    "too. Average the predictions over the models first, then compare with the truth.",
    about="idea",
)
def whole_error_as_bias(predictions, truth):
    return np.mean((predictions - truth) ** 2), predictions.var(axis=0).mean()


@wrong(
    "You take the variance along each model's predictions (`axis=1`). That tells how much one "
    "curve goes up and down; variance here is how much the MODELS differ at one point (`axis=0`).",
    about="idea",
)
def variance_along_the_points(predictions, truth):
    bias = predictions.mean(axis=0) - truth
    return np.mean(bias**2), predictions.var(axis=1).mean()


@wrong(
    "You take one variance over all predictions together, so the ups and downs of the curve count "
    "as well. Take the variance over the models at each point (`axis=0`), then average.",
    about="idea",
)
def variance_of_everything(predictions, truth):
    bias = predictions.mean(axis=0) - truth
    return np.mean(bias**2), np.var(predictions)


@wrong(
    "You take one variance over all errors together, so a bias that differs from point to point "
    "counts as well. Take the variance over the models at each point (`axis=0`), then average.",
    about="idea",
)
def variance_of_all_errors(predictions, truth):
    bias = predictions.mean(axis=0) - truth
    return np.mean(bias**2), np.var(predictions - truth)


@wrong(
    "Your variance is that of the average prediction, from point to point. Variance is how much "
    "the models scatter around their average, at each point.",
    about="idea",
)
def variance_of_the_average(predictions, truth):
    average = predictions.mean(axis=0)
    return np.mean((average - truth) ** 2), np.var(average)


@wrong(
    "You measure the variance around the truth, which adds the bias to it. The models scatter "
    "around their own average; the truth has nothing to do with it.",
    about="idea",
)
def variance_around_the_truth(predictions, truth):
    bias = predictions.mean(axis=0) - truth
    return np.mean(bias**2), np.mean((predictions - truth) ** 2)


@wrong(
    "You take the absolute value of the bias instead of its square. Only the square adds up with "
    "the variance to the error."
)
def absolute_bias(predictions, truth):
    bias = predictions.mean(axis=0) - truth
    return np.mean(np.abs(bias)), predictions.var(axis=0).mean()


@wrong(
    "You do not square the bias, so a model that is too high here and too low there seems to have "
    "none. Square it at each point, then average.",
    about="idea",
)
def bias_as_it_is(predictions, truth):
    bias = predictions.mean(axis=0) - truth
    return np.mean(bias), predictions.var(axis=0).mean()


@wrong(
    "You return the standard deviation. Only its square, the variance, adds up with the squared "
    "bias to the error."
)
def deviation_for_variance(predictions, truth):
    bias = predictions.mean(axis=0) - truth
    return np.mean(bias**2), predictions.std(axis=0).mean()


@wrong(
    "You average each model over the points (`axis=1`), but the truth has one value for each "
    "point. Average over the models (`axis=0`), and compare point by point.",
    about="idea",
)
def bias_along_the_points(predictions, truth):
    bias = predictions.mean(axis=1) - truth
    return np.mean(bias**2), predictions.var(axis=0).mean()


@wrong(
    "You average and take the variance along `axis=1`, within each model. Both belong to a point "
    "and go over the models, which are the rows: `axis=0`.",
    about="idea",
)
def everything_along_the_points(predictions, truth):
    bias = predictions.mean(axis=1) - truth
    return np.mean(bias**2), predictions.var(axis=1).mean()


@wrong(
    "You compare the average of each model with the average truth. Errors at different points then "
    "cancel. Average over the models (`axis=0`), and compare point by point.",
    about="idea",
)
def one_bias_for_each_model(predictions, truth):
    bias = predictions.mean(axis=1) - truth.mean()
    return np.mean(bias**2), predictions.var(axis=0).mean()


@wrong(
    "You add up over the points, so both numbers grow with the number of points. Average them.",
)
def sums_over_the_points(predictions, truth):
    bias = predictions.mean(axis=0) - truth
    return np.sum(bias**2), np.sum(predictions.var(axis=0))


@wrong(
    "The two have changed places. The squared bias comes first, then the variance.",
    about="slip",
)
def exchanged(predictions, truth):
    bias = predictions.mean(axis=0) - truth
    return predictions.var(axis=0).mean(), np.mean(bias**2)


@wrong(
    "You return one value for each point. Average them over the points, which gives two numbers.",
)
def point_by_point(predictions, truth):
    return (predictions.mean(axis=0) - truth) ** 2, predictions.var(axis=0)
