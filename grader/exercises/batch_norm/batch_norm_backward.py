"""Batch norm, backward, in training."""

import numpy as np

from grader.criteria import arrays, close
from grader.exercise import exercise
from grader.exercises.batch_norm import variants
from grader.reference import batch_norm as reference
from grader.reference.batch_norm_stages import batch_norm_backward_staged

NAMES = ("d_x", "d_gamma", "d_beta")


@exercise(
    reference=reference.batch_norm_backward,
    points=4,
    hints=(
        "Begin at the end: out = gamma * normalised + beta, and each gamma and beta served all n "
        "rows. How do the gradients of n rows come together?",
        "x reaches the output by three ways: by itself, through the mean and through the variance. "
        "Draw the graph, give each step its gradient, and add up where ways meet.",
        "Check yourself: adding a constant to a feature changes no output, so each column of d_x "
        "sums to 0. And compare with (loss(x + h) - loss(x - h)) / (2 * h).",
    ),
)
def batch_norm_backward(student, rng):
    """The gradients by x, gamma and beta, with mean and variance depending on x."""
    case, epsilon = _case(rng, int(rng.integers(5, 9))), rng.uniform(0.1, 0.5)
    d_x, d_gamma, d_beta = _ask(student, case, epsilon=epsilon)
    expected = reference.batch_norm_backward(*case, epsilon)
    yield close(d_beta, expected[2], "d_beta is the sum of d_out over the batch")
    shared = "d_gamma is the sum over the batch of d_out times the normalised x"
    yield close(d_gamma, expected[1], shared, 1e-4, 1e-4).worth(2)
    constant = "A constant added to a feature changes no output: each column of d_x sums to 0"
    yield close(d_x.sum(axis=0), 0.0, constant, 1e-4, 1e-4)
    whole = "d_x has all three ways: by x itself, through the mean, through the variance"
    yield close(d_x, expected[0], whole, 1e-4, 1e-4).worth(6)
    case = _case(rng, int(rng.integers(5, 9)))
    got, expected = _ask(student, case), reference.batch_norm_backward(*case)
    left_out = "Left out, epsilon is 0.001"
    yield close(np.vstack(got), np.vstack(expected), left_out, 1e-4, 1e-4).worth(2)
    case = _case(rng, 1)
    got, expected = _ask(student, case), reference.batch_norm_backward(*case)
    one_row = "In a batch of one row d_x and d_gamma are 0, d_beta is d_out"
    yield close(np.vstack(got), np.vstack(expected), one_row, 1e-4, 1e-4)


def _case(rng, n):
    """The gradient by the output, inputs of features on scales of their own, and gammas."""
    d = int(rng.choice([3, 4, 10]))
    scale = rng.permuted(np.append(rng.uniform(0.5, 2.0, size=d - 1), 0.1))
    x = scale * (rng.normal(size=(n, d)) + rng.uniform(-1.5, 1.5, size=d))
    gamma = rng.uniform(0.5, 2.0, size=d) * rng.choice([-1, 1], size=d)
    return rng.normal(loc=0.5, size=(n, d)), x, gamma


def _ask(student, case, **options):
    shapes = [case[k].shape for k in (1, 2, 2)]
    return arrays(student(*case, **options), shapes, NAMES)


def _changed(name, message, **parts):
    """Register a mistake: the right gradients with the `d_x` that `_ways` makes of these parts."""

    def backward(d_out, x, gamma, epsilon=1e-3):
        _, d_gamma, d_beta = reference.batch_norm_backward(d_out, x, gamma, epsilon)
        return _ways(d_out, x, gamma, epsilon, **parts), d_gamma, d_beta

    backward.__name__ = name
    batch_norm_backward.mistake(message)(backward)


def _ways(d_out, x, gamma, epsilon, through_mean=1.0, through_variance=1.0, samples=len):
    """The gradient by x as the sum of its three ways, two of them with factors."""
    n = samples(x)
    std = np.sqrt(x.var(axis=0) + epsilon)
    normalised = (x - x.mean(axis=0)) / std
    d_normalised = d_out * gamma
    by_mean = -d_normalised.sum(axis=0) / n
    by_variance = -normalised * (d_normalised * normalised).sum(axis=0) / n
    return (d_normalised + through_mean * by_mean + through_variance * by_variance) / std


_changed(
    "constant_statistics",
    "Mean and variance are treated as constants; they depend on every x of the batch, and the "
    "gradient goes through them too.",
    through_mean=0.0,
    through_variance=0.0,
)
_changed(
    "constant_mean",
    "The way through the mean is missing: every x moves the mean, which is taken off all rows.",
    through_mean=0.0,
)
_changed(
    "constant_variance",
    "The way through the variance is missing: every x moves the variance, which divides all rows.",
    through_variance=0.0,
)
_changed(
    "forgets_the_half",
    "The way through the variance is twice too large: the derivative of (v + epsilon)^(-1/2) has a "
    "factor of -1/2.",
    through_variance=2.0,
)
_changed(
    "forgets_the_two",
    "The way through the variance is half as large as it must be: the derivative of a square has a "
    "factor of 2.",
    through_variance=0.5,
)
_changed(
    "turns_the_sign_of_the_variance",
    "The way through the variance has the wrong sign: a larger variance makes outputs smaller.",
    through_variance=-1.0,
)
_changed(
    "turns_the_sign_of_the_mean",
    "The way through the mean has the wrong sign: a larger mean makes outputs smaller.",
    through_mean=-1.0,
)
_changed(
    "divides_by_the_features",
    "Mean and variance are averages over the n rows: divide by n, not by the number of features.",
    samples=lambda x: x.shape[1],
)
_changed(
    "sums_without_dividing",
    "Mean and variance are averages: the gradients through them are divided by n.",
    samples=lambda x: 1,
)


@batch_norm_backward.mistake(
    "d_gamma and d_beta are means over the batch: each serves all n rows, so gradients add up."
)
def means_for_gamma_and_beta(d_out, x, gamma, epsilon=1e-3):
    d_x, d_gamma, d_beta = reference.batch_norm_backward(d_out, x, gamma, epsilon)
    return d_x, d_gamma / len(x), d_beta / len(x)


@batch_norm_backward.mistake(
    "d_gamma is a mean over the batch: gamma serves all n rows, so its gradients add up."
)
def mean_for_gamma(d_out, x, gamma, epsilon=1e-3):
    d_x, d_gamma, d_beta = reference.batch_norm_backward(d_out, x, gamma, epsilon)
    return d_x, d_gamma / len(x), d_beta


@batch_norm_backward.mistake("gamma is missing in d_x: the forward pass multiplies by it.")
def forgets_gamma(d_out, x, gamma, epsilon=1e-3):
    return reference.batch_norm_backward(d_out, x, np.ones_like(gamma), epsilon)


@batch_norm_backward.mistake(
    "d_gamma has x in it as it came; gamma multiplies the normalised x, so that belongs there."
)
def gamma_by_the_raw_input(d_out, x, gamma, epsilon=1e-3):
    d_x, _, d_beta = reference.batch_norm_backward(d_out, x, gamma, epsilon)
    return d_x, (d_out * x).sum(axis=0), d_beta


@batch_norm_backward.mistake("d_gamma has gamma in it: out is gamma * normalised, linear in gamma.")
def gamma_twice(d_out, x, gamma, epsilon=1e-3):
    d_x, d_gamma, d_beta = reference.batch_norm_backward(d_out, x, gamma, epsilon)
    return d_x, gamma * d_gamma, d_beta


@batch_norm_backward.mistake(
    "d_x is not divided by the standard deviation, by which the forward pass divides."
)
def forgets_the_deviation(d_out, x, gamma, epsilon=1e-3):
    d_x, d_gamma, d_beta = reference.batch_norm_backward(d_out, x, gamma, epsilon)
    return d_x * np.sqrt(x.var(axis=0) + epsilon), d_gamma, d_beta


@batch_norm_backward.mistake("d_gamma and d_beta are exchanged: return (d_x, d_gamma, d_beta).")
def gamma_and_beta_exchanged(d_out, x, gamma, epsilon=1e-3):
    d_x, d_gamma, d_beta = reference.batch_norm_backward(d_out, x, gamma, epsilon)
    return d_x, d_beta, d_gamma


def _divided_by(std, d_out, x, gamma):
    """The gradients where the forward pass divides by `std`."""
    normalised = (x - x.mean(axis=0)) / std
    d_gamma, d_beta = (d_out * normalised).sum(axis=0), d_out.sum(axis=0)
    return gamma / std * (d_out - (d_beta + normalised * d_gamma) / len(x)), d_gamma, d_beta


@batch_norm_backward.mistake("Epsilon is not used: the forward pass adds it to the variance.")
def without_epsilon(d_out, x, gamma, epsilon=1e-3):
    return _divided_by(x.std(axis=0), d_out, x, gamma)


@batch_norm_backward.mistake(
    "Epsilon is added to the standard deviation; the forward pass adds it inside of the root."
)
def epsilon_outside_of_the_root(d_out, x, gamma, epsilon=1e-3):
    return _divided_by(x.std(axis=0) + epsilon, d_out, x, gamma)


for statistics in (variants.unbiased, variants.unbiased_but_for_one_row):

    def unbiased_variance(d_out, x, gamma, epsilon=1e-3, statistics=statistics):
        return _divided_by(np.sqrt(statistics(x)[1] + epsilon), d_out, x, gamma)

    unbiased_variance.__name__ = f"{statistics.__name__}_variance"
    batch_norm_backward.mistake("The variance divides by n - 1; the forward pass divides by n.")(
        unbiased_variance
    )


@batch_norm_backward.alternative
def by_stages(d_out, x, gamma, epsilon=1e-3):
    d = batch_norm_backward_staged(d_out, x, gamma, epsilon)
    return [d["x"], d["gamma"], d["beta"]]


@batch_norm_backward.alternative
def by_jacobians(d_out, x, gamma, epsilon=1e-3):
    n, d_x = len(x), np.zeros(x.shape)
    centred = x - np.mean(x, axis=0)
    variance = np.einsum("ij,ij->j", centred, centred) / n + epsilon
    for j in range(x.shape[1]):
        outer = np.outer(centred[:, j], centred[:, j]) / variance[j]
        jacobian = gamma[j] * (np.eye(n) - (1 + outer) / n) / variance[j] ** 0.5
        d_x[:, j] = jacobian.T @ d_out[:, j]
    d_gamma = np.einsum("ij,ij->j", d_out, centred) * variance**-0.5
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
