"""Layer norm: each row by its own statistics."""

import numpy as np

from grader.criteria import array, close
from grader.exercise import exercise
from grader.reference import batch_norm as reference


@exercise(
    reference=reference.layer_norm,
    points=2,
    hints=(
        "Batch norm asks: how does this feature compare with the other rows? Layer norm asks: how "
        "does it compare with the other features of its own row? Which axis is that?",
        "The n means must be taken off the n rows: what does `keepdims=True` do to the shape of a "
        "mean, and why does subtracting need it?",
    ),
)
def layer_norm(student, rng):
    """Each row minus its own mean, over the root of its variance plus epsilon; gamma, beta."""
    # Square first: there a wrong axis gives wrong numbers and not only an error.
    for shape, words, weight in (
        ((4, 4), "With as many rows as features, each row", 3),
        ((1, 5), "A row without company", 1),
        ((3, 7), "With more features than rows, each row", 3),
    ):
        (x, gamma, beta), epsilon = _case(rng, shape), rng.uniform(0.1, 0.5)
        out = array(student(x, gamma, beta, epsilon=epsilon), shape)
        expected = reference.layer_norm(x, gamma, beta, epsilon)
        sentence = f"{words} is normalised by its own mean and variance"
        yield close(out, expected, sentence, 1e-4, 1e-4).worth(weight)
    x, gamma, beta = _case(rng, (6, 5))
    out = array(student(x * 0.05, gamma, beta), x.shape)
    expected = reference.layer_norm(x * 0.05, gamma, beta)
    yield close(out, expected, "Left out, epsilon is 0.001", 1e-4, 1e-4)


def _case(rng, shape):
    """Rows and features on scales of their own, and odd parameters, one a feature."""
    n, d = shape
    x = rng.normal(size=shape) * rng.uniform(0.7, 1.5, size=(n, 1)) + rng.normal(size=(n, 1))
    x = x * rng.uniform(0.7, 1.5, size=d) + rng.normal(size=d)
    gamma = rng.uniform(0.5, 2.0, size=d) * rng.choice([-1, 1], size=d)
    return x, gamma, rng.uniform(0.5, 2.0, size=d) * rng.choice([-1, 1], size=d)


def _rows(x, ddof=0):
    return x.mean(axis=1, keepdims=True), x.var(axis=1, keepdims=True, ddof=ddof)


@layer_norm.mistake(
    "The statistics are taken over the batch (axis=0), which is batch norm: layer norm takes them "
    "along each row (axis=1)."
)
def over_the_batch(x, gamma, beta, epsilon=1e-3):
    return gamma * (x - x.mean(axis=0)) / np.sqrt(x.var(axis=0) + epsilon) + beta


@layer_norm.mistake("One mean and one variance for everything: each row has its own.")
def over_everything(x, gamma, beta, epsilon=1e-3):
    return gamma * (x - x.mean()) / np.sqrt(x.var() + epsilon) + beta


@layer_norm.mistake(
    "The n means lie along the features, as one row: keep their axis (keepdims=True), so that each "
    "meets its own row."
)
def without_keepdims(x, gamma, beta, epsilon=1e-3):
    return gamma * (x - x.mean(axis=1)) / np.sqrt(x.var(axis=1) + epsilon) + beta


@layer_norm.mistake("gamma and beta belong to the features (columns); here they go along the rows.")
def parameters_along_the_rows(x, gamma, beta, epsilon=1e-3):
    mean, variance = _rows(x)
    return gamma[:, None] * (x - mean) / np.sqrt(variance + epsilon) + beta[:, None]


@layer_norm.mistake("The variance divides by d - 1; layer norm divides by d (ddof=0).")
def unbiased_variance(x, gamma, beta, epsilon=1e-3):
    mean, variance = _rows(x, ddof=1)
    return gamma * (x - mean) / np.sqrt(variance + epsilon) + beta


@layer_norm.mistake(
    "Epsilon is added to the standard deviation; it belongs to the variance, inside of the root."
)
def epsilon_outside_of_the_root(x, gamma, beta, epsilon=1e-3):
    mean, variance = _rows(x)
    return gamma * (x - mean) / (np.sqrt(variance) + epsilon) + beta


@layer_norm.mistake("Epsilon is not used: it is added to the variance, inside of the root.")
def without_epsilon(x, gamma, beta, epsilon=1e-3):
    return reference.layer_norm(x, gamma, beta, 0.0)


@layer_norm.mistake(
    "The rows are divided by their variance; divide by its square root, the standard deviation."
)
def divides_by_the_variance(x, gamma, beta, epsilon=1e-3):
    mean, variance = _rows(x)
    return gamma * (x - mean) / (variance + epsilon) + beta


@layer_norm.mistake("The mean is not taken off: each row is centred before it is scaled.")
def mean_not_subtracted(x, gamma, beta, epsilon=1e-3):
    return gamma * x / np.sqrt(_rows(x)[1] + epsilon) + beta


@layer_norm.mistake("This is RMS norm: layer norm takes the mean off first.")
def root_mean_square(x, gamma, beta, epsilon=1e-3):
    return gamma * x / np.sqrt(np.mean(x**2, axis=1, keepdims=True) + epsilon) + beta


@layer_norm.mistake("gamma and beta are missing: the output is gamma * normalised + beta.")
def without_gamma_and_beta(x, gamma, beta, epsilon=1e-3):
    return reference.layer_norm(x, 1.0, 0.0, epsilon)


@layer_norm.mistake("gamma is missing: it multiplies the normalised rows.")
def without_gamma(x, gamma, beta, epsilon=1e-3):
    return reference.layer_norm(x, 1.0, beta, epsilon)


@layer_norm.mistake("beta is missing: it is added last.")
def without_beta(x, gamma, beta, epsilon=1e-3):
    return reference.layer_norm(x, gamma, 0.0, epsilon)


@layer_norm.alternative
def row_by_row(x, gamma, beta, epsilon=1e-3):
    rows = []
    for row in x:
        mean = sum(row) / len(row)
        variance = sum((value - mean) ** 2 for value in row) / len(row)
        rows.append([(value - mean) / (variance + epsilon) ** 0.5 for value in row])
    return np.array(rows) * gamma + beta


@layer_norm.alternative
def as_batch_norm_of_the_transpose(x, gamma, beta, epsilon=1e-3):
    ones, zeros = np.ones(len(x)), np.zeros(len(x))
    out, *_ = reference.batch_norm_forward(x.T, ones, zeros, zeros, ones, epsilon=epsilon)
    return gamma * out.T + beta


@layer_norm.alternative
def with_keras(x, gamma, beta, epsilon=1e-3):
    import keras

    layer = keras.layers.LayerNormalization(epsilon=epsilon)
    layer.build(x.shape)
    layer.set_weights([gamma, beta])
    return np.asarray(layer(x))


@layer_norm.alternative
def in_single_precision(x, gamma, beta, epsilon=1e-3):
    x = np.float32(x)
    centred = x - np.einsum("ij->i", x)[:, np.newaxis] / np.float32(x.shape[1])
    variance = np.square(centred).mean(axis=-1)
    return np.float32(centred / np.sqrt(variance + epsilon).reshape(-1, 1) * gamma + beta)
