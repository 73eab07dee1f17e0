"""Squared bias and variance of a crowd of fitted models."""

import numpy as np

from grader.criteria import close, holds, number, pair
from grader.criteria.numbers import instead
from grader.exercise import exercise
from grader.exercises.overfitting import wrong_parts
from grader.reference import overfitting as reference

NAMES = ("bias_squared", "variance")


@exercise(
    reference=reference.bias_variance,
    points=2,
    hints=(
        "Each row holds the predictions of one model, each column those of all models for one "
        "point. Along which axis do you average to get the average prediction at each point?",
        "The bias at a point is the average prediction minus the truth. Square it there, and only "
        "then average over the points.",
        "The variance at a point is taken over the models (ddof 0) and does not use the truth.",
    ),
)
def bias_variance(student, rng):
    """(Average prediction - truth)^2 and variance over the models, averaged over the points."""
    # With as many models as points, an answer that averages along the wrong axis gives numbers.
    predictions, truth = _case(rng, 6, 6)
    got, expected = _ask(student, predictions, truth), reference.bias_variance(predictions, truth)
    right, turned = (np.allclose(got, e, rtol=1e-4) for e in (expected, expected[::-1]))
    exchanged = turned and not right
    sentence = "The squared bias comes first and the variance second"
    found = instead(got, expected)
    yield holds(not exchanged, sentence, found, np.array(got)).worth(4)
    yield from _ideas(predictions, truth, got[::-1] if exchanged else got)
    got = got[::-1] if exchanged else got
    squared = "The bias is squared at each point, then averaged"
    yield close(got[0], expected[0], squared, rtol=1e-4).worth(3)
    spread = "The variance divides by the number of models (ddof 0), and is averaged"
    yield close(got[1], expected[1], spread, rtol=1e-4).worth(3)
    yield from _shapes(student, rng, exchanged)


def _case(rng, n_models, n_points):
    """Models with a bias whose sign changes from point to point, and that agree nowhere."""
    truth = rng.normal(size=n_points)
    bias = rng.uniform(0.5, 1.5, size=n_points) * (-1.0) ** np.arange(n_points)
    spread = rng.uniform(0.5, 1.5, size=n_points)
    return truth + bias + spread * rng.normal(size=(n_models, n_points)), truth


def _ask(student, predictions, truth):
    values = pair(student(predictions, truth), NAMES)
    return tuple(number(v, f"`{name}`") for v, name in zip(values, NAMES, strict=True))


def _ideas(predictions, truth, got):
    """Criteria on what the numbers are made of, in whatever way they are summed up."""
    bias = predictions.mean(axis=0) - truth
    sums = np.mean(bias**2), np.sum(bias**2), np.mean(np.abs(bias)), np.sqrt(np.mean(bias**2))
    sentence = "The bias compares the AVERAGE prediction of the models with the truth at each point"
    yield _is_one_of(got[0], sums, sentence).worth(4).as_idea()
    variance = predictions.var(axis=0)
    sample = np.mean(predictions.var(axis=0, ddof=1))
    sums = np.mean(variance), sample, np.sum(variance), np.mean(np.sqrt(variance))
    sentence = "The variance is the spread of the models around their average at each point"
    yield _is_one_of(got[1], (*sums, np.sqrt(sums[0])), sentence).worth(4).as_idea()


def _is_one_of(value, right, sentence):
    passed = np.isclose(value, right, rtol=1e-4).any()
    found = instead(value, right[0])
    return holds(passed, sentence, found, value)


def _shapes(student, rng, exchanged):
    """Criteria with other numbers of models and points."""
    for n_models, n_points, sentence in (
        (
            int(rng.integers(9, 12)),
            4,
            "Both are right if there are more models than points",
        ),
        (1, 5, "A single model has no variance: all its error is bias"),
        (6, 1, "Both are right for a single point"),
    ):
        predictions, truth = _case(rng, n_models, n_points)
        got = np.array(_ask(student, predictions, truth))
        expected = np.array(reference.bias_variance(predictions, truth))
        got = got[::-1] if exchanged else got
        found = instead(got, expected)
        same = np.allclose(got, expected, rtol=1e-4, atol=1e-6)
        yield holds(same, sentence, found, got)


wrong_parts.wrong.teach(bias_variance)


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


@bias_variance.alternative
def by_columns(predictions, truth):
    columns = list(zip(predictions.T, truth, strict=True))
    biases = [np.mean(column) - value for column, value in columns]
    return np.linalg.norm(biases) ** 2 / len(truth), np.mean([np.var(c) for c, _ in columns])
