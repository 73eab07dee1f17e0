"""Squared bias and variance of a crowd of fitted models."""

import numpy as np

from grader.criteria import close, number, pair
from grader.exercise import exercise
from grader.reference import overfitting as reference

NAMES = ("bias_squared", "variance")


@exercise(
    reference=reference.bias_variance,
    points=2,
    hints=(
        "One row holds the predictions of one model, one column those of all models for one point. "
        "Along which axis is the average prediction at a point?",
        "The bias at a point is the average prediction minus the truth. Square it there, and only "
        "then average over the points.",
        "The variance at a point is over the models (ddof 0) and does not know the truth.",
    ),
)
def bias_variance(student, rng):
    """(Average prediction - truth)^2 and variance over the models, averaged over the points."""
    predictions, truth = _case(rng, int(rng.integers(4, 7)), int(rng.integers(8, 12)))
    bias, variance = _ask(student, predictions, truth)
    expected = reference.bias_variance(predictions, truth)
    squared = "The squared bias: average over the models, minus truth, squared, then averaged"
    yield close(bias, expected[0], squared, rtol=1e-4).worth(4)
    spread = "The variance over the models at each point (ddof 0), averaged over the points"
    yield close(variance, expected[1], spread, rtol=1e-4).worth(4)
    predictions, truth = _case(rng, 1, 5)
    found = np.array(_ask(student, predictions, truth))
    expected = np.array([np.mean((predictions[0] - truth) ** 2), 0.0])
    yield close(found, expected, "A single model has no variance; all its error is bias", rtol=1e-4)
    predictions, truth = _case(rng, 6, 1)
    found = np.array(_ask(student, predictions, truth))
    expected = np.array(reference.bias_variance(predictions, truth))
    yield close(found, expected, "It holds for a single point", rtol=1e-4)


def _case(rng, n_models, n_points):
    """Models with a bias whose sign changes from point to point, and that agree nowhere."""
    truth = rng.normal(size=n_points)
    bias = rng.uniform(0.5, 1.5, size=n_points) * (-1.0) ** np.arange(n_points)
    spread = rng.uniform(0.5, 1.5, size=n_points)
    return truth + bias + spread * rng.normal(size=(n_models, n_points)), truth


def _ask(student, predictions, truth):
    values = pair(student(predictions, truth), NAMES)
    return tuple(number(v, f"`{name}`") for v, name in zip(values, NAMES, strict=True))


@bias_variance.mistake(
    "The variance divides by the number of models minus 1 (ddof=1); here ddof is 0, so that bias "
    "and variance add up to the error."
)
def sample_variance(predictions, truth):
    bias, _ = reference.bias_variance(predictions, truth)
    with np.errstate(all="ignore"):
        deviations = predictions - predictions.mean(axis=0)
        return bias, float(np.mean(np.sum(deviations**2, axis=0) / (len(predictions) - 1.0)))


@bias_variance.mistake(
    "The bias is averaged over the points before it is squared, so that one too high here and too "
    "low there cancel; square it at each point."
)
def squares_the_average_bias(predictions, truth):
    _, variance = reference.bias_variance(predictions, truth)
    return float(np.mean(predictions.mean(axis=0) - truth) ** 2), variance


@bias_variance.mistake(
    "This is the whole squared error of the models, not their bias: average the predictions over "
    "the models first, then compare with the truth."
)
def whole_error_as_bias(predictions, truth):
    _, variance = reference.bias_variance(predictions, truth)
    return float(np.mean((predictions - truth) ** 2)), variance


@bias_variance.mistake(
    "The variance is taken along each model's predictions (axis=1); it is the spread of the MODELS "
    "at one point (axis=0)."
)
def variance_along_the_points(predictions, truth):
    bias, _ = reference.bias_variance(predictions, truth)
    return bias, float(np.mean(predictions.var(axis=1)))


@bias_variance.mistake(
    "One variance is taken over all predictions together; take it over the models at each point, "
    "then average."
)
def variance_of_everything(predictions, truth):
    bias, _ = reference.bias_variance(predictions, truth)
    return bias, float(np.var(predictions))


@bias_variance.mistake(
    "This is the spread of the average prediction from point to point; the variance is that of the "
    "models around their average, at each point."
)
def variance_of_the_average(predictions, truth):
    bias, _ = reference.bias_variance(predictions, truth)
    return bias, float(np.var(predictions.mean(axis=0)))


@bias_variance.mistake(
    "The variance is taken around the truth; it is around the models' own average, and knows "
    "nothing of the truth."
)
def variance_around_the_truth(predictions, truth):
    bias, _ = reference.bias_variance(predictions, truth)
    return bias, float(np.mean((predictions - truth) ** 2))


@bias_variance.mistake("The bias is not squared: this is the average of its absolute value.")
def absolute_bias(predictions, truth):
    _, variance = reference.bias_variance(predictions, truth)
    return float(np.mean(np.abs(predictions.mean(axis=0) - truth))), variance


@bias_variance.mistake(
    "The bias is not squared, so that one too high here and too low there cancel."
)
def bias_as_it_is(predictions, truth):
    _, variance = reference.bias_variance(predictions, truth)
    return float(np.mean(predictions.mean(axis=0) - truth)), variance


@bias_variance.mistake("The standard deviation came back; the variance is its square.")
def deviation_for_variance(predictions, truth):
    bias, _ = reference.bias_variance(predictions, truth)
    return bias, float(np.mean(predictions.std(axis=0)))


@bias_variance.mistake(
    "The average prediction of each model is compared with the average truth; average over the "
    "models (axis=0), point by point."
)
def bias_along_the_points(predictions, truth):
    _, variance = reference.bias_variance(predictions, truth)
    return float(np.mean((predictions.mean(axis=1) - truth.mean()) ** 2)), variance


@bias_variance.mistake("The two are summed over the points; average them.")
def sums_over_the_points(predictions, truth):
    bias = predictions.mean(axis=0) - truth
    return float(np.sum(bias**2)), float(np.sum(predictions.var(axis=0)))


@bias_variance.mistake("The two have changed places: the squared bias comes first.")
def exchanged(predictions, truth):
    return reference.bias_variance(predictions, truth)[::-1]


@bias_variance.mistake("There is one value for each point; average them over the points.")
def point_by_point(predictions, truth):
    return (predictions.mean(axis=0) - truth) ** 2, predictions.var(axis=0)


@bias_variance.alternative
def by_the_mean_of_squares(predictions, truth):
    average = np.mean(predictions, axis=0)
    variance = np.mean(predictions**2, axis=0) - average**2
    return [np.mean((truth - average) ** 2), variance.mean()]


@bias_variance.alternative
def point_after_point(predictions, truth):
    n_models, n_points = predictions.shape
    bias_squared = variance = 0.0
    for j in range(n_points):
        average = sum(predictions[:, j]) / n_models
        bias_squared += (average - truth[j]) ** 2 / n_points
        variance += sum((p - average) ** 2 for p in predictions[:, j]) / n_models / n_points
    return bias_squared, variance


@bias_variance.alternative
def error_minus_bias(predictions, truth):
    error = np.mean((predictions - truth) ** 2)
    bias_squared = np.mean((np.einsum("mp->p", predictions) / len(predictions) - truth) ** 2)
    return bias_squared, error - bias_squared


@bias_variance.alternative
def in_single_precision(predictions, truth):
    predictions, truth = predictions.astype(np.float32), truth.astype(np.float32)
    average = predictions.mean(0)
    return ((average - truth) ** 2).mean(), ((predictions - average) ** 2).mean()
