"""Batch norm, backward, in training."""

import numpy as np

from grader.criteria import arrays, close
from grader.criteria.sketch import Sketch
from grader.exercise import exercise
from grader.exercises.batch_norm import backward_mistakes, parameter_mistakes
from grader.reference import batch_norm as reference
from grader.reference.batch_norm_stages import batch_norm_backward_staged

NAMES = ("d_x", "d_gamma", "d_beta")
TINY = 1e-9
"""An epsilon that does not show."""


@exercise(
    reference=reference.batch_norm_backward,
    points=4,
    hints=(
        "Begin at the end: out = gamma * normalized + beta, and each gamma and beta served all n "
        "rows. How do the gradients of n rows come together?",
        "x reaches the output by three ways: by itself, through the mean and through the variance. "
        "Draw the graph, give each step its gradient, and add up where ways meet.",
        "Check yourself: adding a constant to a feature changes no output, so each column of d_x "
        "sums to 0. And compare with (loss(x + h) - loss(x - h)) / (2 * h).",
    ),
)
def batch_norm_backward(student, rng):
    """The gradients by x, gamma and beta, with mean and variance depending on x."""
    yield _three_ways(student, rng).as_idea()
    case = _case(rng, int(rng.integers(5, 9)))
    d_x, d_gamma, d_beta = _ask(student, case, epsilon=TINY)
    expected = reference.batch_norm_backward(*case, TINY)
    yield close(d_beta, expected[2], "d_beta is the sum of d_out over the batch").worth(2)
    shared = "d_gamma is the sum over the batch of d_out times the normalized x"
    yield close(d_gamma, expected[1], shared, 1e-4, 1e-4).worth(3)
    constant = "Each column of d_x sums to 0: adding a constant to a feature changes no output"
    yield close(d_x.sum(axis=0), 0.0, constant, 1e-4, 1e-4)
    whole = "d_x is right for any gamma and for a batch of a few rows"
    yield close(d_x, expected[0], whole, 1e-4, 1e-4).worth(3)
    yield _constant(student, rng)
    yield from _epsilon(student, rng)
    d_out, x, gamma = _case(rng, 7)
    gamma[0] = 0.0
    d_x, d_gamma, _ = _ask(student, (d_out, x, gamma), epsilon=TINY)
    expected = reference.batch_norm_backward(d_out, x, gamma, TINY)
    got, right = (np.append(each[0][:, 0], each[1][0]) for each in ((d_x, d_gamma), expected))
    sentence = "Where gamma is 0, d_x is 0, and d_gamma is not: it needs no gamma"
    yield close(got, right, sentence, 1e-4, 1e-4)
    case = _case(rng, 6, 1)
    got, expected = _ask(student, case, epsilon=TINY), reference.batch_norm_backward(*case, TINY)
    yield close(got[0], expected[0], "d_x is right for a single feature, too", 1e-4, 1e-4)
    case = _case(rng, 1)
    d_x, d_gamma, d_beta = _ask(student, case)
    sentence = "In a batch of one row {} is 0, since the normalized x is 0 whatever x is"
    yield close(d_x, 0.0, sentence.format("d_x"), 1e-4, 1e-4)
    yield close(d_gamma, 0.0, sentence.format("d_gamma"), 1e-4, 1e-4)
    yield close(d_beta, case[0][0], "In a batch of one row d_beta is that row of d_out")


def _three_ways(student, rng):
    """Criterion on the idea, where ddof, epsilon and gamma hardly show and all ways are long."""
    n, d = 60, 10
    x = rng.uniform(0.3, 0.7, size=d) * rng.normal(size=(n, d)) + rng.uniform(-1.0, 1.0, size=d)
    normalized = (x - x.mean(axis=0)) / x.std(axis=0)
    d_out = rng.normal(size=(n, d)) + rng.choice([-1, 1], size=d) + normalized
    d_x, *_ = _ask(student, (d_out, x, np.ones(d)), epsilon=TINY)
    expected, *_ = reference.batch_norm_backward(d_out, x, np.ones(d), TINY)
    worst = int(np.argmax(np.abs(np.nan_to_num(d_x) - expected).sum(axis=0)))
    words = f"Column {worst} of d_x, row by row."
    sketch = Sketch("curve", d_x[:, worst], expected[:, worst], words)
    sentence = "d_x adds up three ways: by x itself, through the mean and through the variance"
    return close(d_x, expected, sentence, 0.05, 0.05).drawn(sketch)


def _constant(student, rng):
    """Criterion on a feature without variance, whose gradient only epsilon keeps finite."""
    (d_out, x, gamma), epsilon = _case(rng, int(rng.integers(5, 9))), rng.uniform(0.1, 0.5)
    column = int(rng.integers(len(gamma)))
    x[:, column] = 0.5
    d_x, *_ = _ask(student, (d_out, x, gamma), epsilon=epsilon)
    expected, *_ = reference.batch_norm_backward(d_out, x, gamma, epsilon)
    sentence = "A feature that is the same in all rows has a d_x, too: epsilon keeps it finite"
    return close(d_x[:, column], expected[:, column], sentence, 1e-4, 1e-4)


def _epsilon(student, rng):
    """Criteria on epsilon, given and left out."""
    case, epsilon = _case(rng, int(rng.integers(5, 9))), rng.uniform(0.1, 0.5)
    got = _ask(student, case, epsilon=epsilon)
    expected = reference.batch_norm_backward(*case, epsilon)
    sentence = "In {} epsilon is added to the variance, inside the root"
    yield close(got[0], expected[0], sentence.format("d_x"), 1e-4, 1e-4)
    yield close(got[1], expected[1], sentence.format("d_gamma"), 1e-4, 1e-4)
    case = _case(rng, int(rng.integers(5, 9)))
    got, expected = _ask(student, case), reference.batch_norm_backward(*case)
    yield close(
        got[0], expected[0], "With epsilon left out, the result is that of 0.001", 1e-4, 1e-4
    )


def _case(rng, n, d=None):
    """The gradient by the output, inputs of features on scales of their own, and gammas."""
    d = d or int(rng.choice([3, 4, 10]))
    scale = rng.permuted(np.append(rng.uniform(0.5, 2.0, size=d - 1), 0.1))
    x = scale * (rng.normal(size=(n, d)) + rng.uniform(-1.5, 1.5, size=d))
    gamma = rng.uniform(0.5, 2.0, size=d) * rng.choice([-1, 1], size=d)
    return rng.normal(loc=0.5, size=(n, d)), x, gamma


def _ask(student, case, **options):
    shapes = [case[k].shape for k in (1, 2, 2)]
    return arrays(student(*case, **options), shapes, NAMES)


backward_mistakes.wrong.teach(batch_norm_backward)
parameter_mistakes.wrong.teach(batch_norm_backward)


@batch_norm_backward.alternative
def by_stages(d_out, x, gamma, epsilon=1e-3):
    d = batch_norm_backward_staged(d_out, x, gamma, epsilon)
    return [d["x"], d["gamma"], d["beta"]]


@batch_norm_backward.alternative
def by_jacobians(d_out, x, gamma, epsilon=1e-3):
    n, d_x = len(x), np.zeros(x.shape)
    centered = x - np.mean(x, axis=0)
    variance = np.einsum("ij,ij->j", centered, centered) / n + epsilon
    for j in range(x.shape[1]):
        outer = np.outer(centered[:, j], centered[:, j]) / variance[j]
        jacobian = gamma[j] * (np.eye(n) - (1 + outer) / n) / variance[j] ** 0.5
        d_x[:, j] = jacobian.T @ d_out[:, j]
    d_gamma = np.einsum("ij,ij->j", d_out, centered) * variance**-0.5
    return d_x, d_gamma, np.einsum("ij->j", d_out)


@batch_norm_backward.alternative
def by_a_gradient_tape(d_out, x, gamma, epsilon=1e-3):
    import tensorflow as tf

    x, gamma, beta = (tf.Variable(value, dtype="float32") for value in (x, gamma, gamma * 0))
    with tf.GradientTape() as tape:
        mean, variance = tf.nn.moments(x, axes=[0])
        out = tf.nn.batch_normalization(x, mean, variance, beta, gamma, epsilon)
        loss = tf.reduce_sum(out * tf.cast(d_out, "float32"))
    return tuple(gradient.numpy() for gradient in tape.gradient(loss, [x, gamma, beta]))


@batch_norm_backward.alternative
def by_differences(d_out, x, gamma, epsilon=1e-3):
    def loss(x, gamma, beta):
        zeros = np.zeros(x.shape[1])
        out, *_ = reference.batch_norm_forward(x, gamma, beta, zeros, zeros, epsilon=epsilon)
        return np.sum(d_out * out)

    arguments, gradients = (x, gamma, np.zeros_like(gamma)), []
    for k, argument in enumerate(arguments):
        gradients.append(np.zeros(argument.shape))
        for place in np.ndindex(argument.shape):
            step = np.zeros(argument.shape)
            step[place] = 1e-5
            ends = [
                loss(*arguments[:k], argument + sign * step, *arguments[k + 1 :])
                for sign in (1, -1)
            ]
            gradients[k][place] = (ends[0] - ends[1]) / 2e-5
    return tuple(gradients)
