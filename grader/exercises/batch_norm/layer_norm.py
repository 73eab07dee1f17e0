"""Layer norm: each row by its own statistics."""

import numpy as np

from grader.criteria import array, close
from grader.criteria.sketch import Sketch
from grader.exercise import exercise
from grader.exercises.batch_norm import layer_mistakes
from grader.reference import batch_norm as reference

SIDE = 40
TINY = 1e-9
"""An epsilon that does not show."""


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
    yield from _standardized(student, rng)
    square = "Each feature is multiplied by its gamma, and its beta is added"
    yield _agrees(student, rng, (4, 4), square, TINY).worth(3)
    yield _agrees(student, rng, (1, 5), "A row alone is treated like one of several", TINY)
    more = "Rows with more features than there are rows are treated alike"
    yield _agrees(student, rng, (3, 7), more, TINY)
    # Before what is done with epsilon: it tells one that is used wrongly from one that is not used.
    _, gamma, beta = _case(rng, (2, 5))
    out = array(student(np.array([[0.5] * 5, [-2.0] * 5]), gamma, beta), (2, 5))
    equal = "A row of equal numbers is its own mean, so the output is beta"
    yield close(out, np.stack([beta, beta]), equal, 1e-4, 1e-4)
    sentence = "Epsilon is added to the variance, inside the root"
    yield _agrees(student, rng, (6, 3), sentence, rng.uniform(0.1, 0.5))
    x, gamma, beta = _case(rng, (4, 1))
    out = array(student(x, gamma, beta), x.shape)
    one = "A row of one feature is its own mean, so the output is beta"
    yield close(out, beta[0], one, 1e-4, 1e-4)
    x, gamma, beta = _case(rng, (6, 5))
    out = array(student(x * 0.05, gamma, beta), x.shape)
    expected = reference.layer_norm(x * 0.05, gamma, beta)
    yield close(out, expected, "With epsilon left out, the result is that of 0.001", 1e-4, 1e-4)


def _standardized(student, rng):
    """Criteria on the idea, where ddof and epsilon hardly show.

    There are as many rows as features, so that a wrong axis gives wrong numbers and not only an
    error.
    """
    x, *_ = _case(rng, (SIDE, SIDE))
    ones, zeros = np.ones(SIDE), np.zeros(SIDE)
    out = array(student(x, ones, zeros, epsilon=TINY), x.shape)
    center, spread = out.mean(axis=1), out.std(axis=1)
    sentence = "With gamma 1 and beta 0, each row of the output has a mean of 0"
    sketch = Sketch("curve", center, zeros, f"The means of your {SIDE} output rows, row by row.")
    yield close(center, 0.0, sentence, 0, 1e-4).as_idea().drawn(sketch)
    sentence = "With gamma 1, each row of the output has a standard deviation of 1"
    words = f"The standard deviations of your {SIDE} output rows, row by row."
    sketch = Sketch("curve", spread, ones, words)
    yield close(spread, 1.0, sentence, 0, 0.03).as_idea().drawn(sketch)


def _agrees(student, rng, shape, sentence, epsilon):
    """Criterion: rows of this shape come out right."""
    x, gamma, beta = _case(rng, shape)
    out = array(student(x, gamma, beta, epsilon=epsilon), shape)
    return close(out, reference.layer_norm(x, gamma, beta, epsilon), sentence, 1e-4, 1e-4)


def _case(rng, shape):
    """Rows and features on scales of their own, and odd parameters, one a feature."""
    n, d = shape
    x = rng.normal(size=shape) * rng.uniform(0.7, 1.5, size=(n, 1)) + rng.normal(size=(n, 1))
    x = x * rng.uniform(0.7, 1.5, size=d) + rng.normal(size=d)
    gamma = rng.uniform(0.5, 2.0, size=d) * rng.choice([-1, 1], size=d)
    return x, gamma, rng.uniform(0.5, 2.0, size=d) * rng.choice([-1, 1], size=d)


layer_mistakes.wrong.teach(layer_norm)


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
    centered = x - np.einsum("ij->i", x)[:, np.newaxis] / np.float32(x.shape[1])
    variance = np.square(centered).mean(axis=-1)
    return np.float32(centered / np.sqrt(variance + epsilon).reshape(-1, 1) * gamma + beta)
