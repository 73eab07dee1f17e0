"""Batch norm, forward, with its running statistics."""

import numpy as np

from grader.criteria import arrays, close, holds
from grader.criteria.sketch import Sketch
from grader.exercise import exercise
from grader.exercises.batch_norm import forward_mistakes, inference_mistakes, running_mistakes
from grader.reference import batch_norm as reference
from grader.student import AnswerRaised

NAMES = ("out", "running_mean", "running_var")
SIDE = 40
TINY = 1e-9
"""An epsilon that does not show."""


@exercise(
    reference=reference.batch_norm_forward,
    points=4,
    hints=(
        "In training, begin with the mean and the variance of each column of `x`: "
        "`x.mean(axis=0)` has d numbers. Where does epsilon go, so that a column that never "
        "changes divides by something?",
        "The running statistics follow slowly: with a momentum of 0.99 the OLD value keeps 99 %, "
        "and 1 % comes from this batch.",
        "With training=False `x` may be a single row: its own mean says nothing. Which mean and "
        "variance were collected for this moment?",
    ),
)
def batch_norm_forward(student, rng):
    """Batch statistics in training, and the running ones follow; at inference those are used."""
    yield from _standardized(student, rng)
    yield _by_the_running(student, rng).as_idea()
    yield from _in_training(student, rng)
    yield from _epsilon(student, rng)
    yield from _at_inference(student, rng)
    yield from _small(student, rng)


def _standardized(student, rng):
    """Criteria on the idea in training. There are as many rows as features; ddof hardly shows."""
    x, parameters, _ = _case(rng, SIDE, SIDE, smallest=0.5)
    away = rng.uniform(1.0, 2.0, size=SIDE) * rng.choice([-1, 1], size=SIDE)
    parameters = (*_plain(parameters)[:2], x.mean(axis=0) + away, parameters[3])
    out, mean, variance = _ask(student, x, parameters, momentum=0.7, epsilon=TINY)
    center, spread = out.mean(axis=0), out.std(axis=0)
    words = f"of your {SIDE} output features over the batch, feature by feature."
    sentence = "In training, with gamma 1 and beta 0, each output feature has a mean of 0"
    sketch = Sketch("curve", center, np.zeros(SIDE), f"The means {words}")
    yield close(center, 0.0, sentence, 0, 1e-4).as_idea().drawn(sketch)
    sentence = "In training, with gamma 1, each output feature has a standard deviation of 1"
    sketch = Sketch("curve", spread, np.ones(SIDE), f"The standard deviations {words}")
    yield close(spread, 1.0, sentence, 0, 0.03).as_idea().drawn(sketch)
    yield _moves((parameters[2] - mean) / away).as_idea()
    expected = 0.7 * parameters[3] + 0.3 * x.var(axis=0)
    sentence = "The running variance becomes momentum * itself + (1 - momentum) * the batch's"
    yield close(variance, expected, sentence, 0.03, 0).worth(5)


def _moves(share):
    """Criterion: the running mean moves a part of the way from its old value to the batch's."""
    found = "one that moves the wrong way or too far"
    if np.allclose(share, 0) or np.allclose(share, 1):
        found = "the mean of the batch itself" if share[0] > 0.5 else "one that stays where it was"
    sentence = "In training the running mean moves a part of the way toward the batch's mean"
    return holds(np.all((share > 1e-4) & (share < 1 - 1e-4)), sentence, found, share)


def _by_the_running(student, rng):
    """Criterion on the idea at inference."""
    x, parameters, options = _case(rng, 12)
    gamma, beta, mean, variance = _plain(parameters)
    options["epsilon"] = TINY
    out, *_ = _ask(student, x, (gamma, beta, mean, variance), **options, training=False)
    expected = (x - mean) / np.sqrt(variance)
    worst = int(np.argmax(np.abs(np.nan_to_num(out) - expected).sum(axis=0)))
    sketch = Sketch("curve", out[:, worst], expected[:, worst], f"Feature {worst}, row by row.")
    sentence = "With training=False the running mean and variance normalize x, not the batch's own"
    return close(out, expected, sentence, 0.01, 0.01).drawn(sketch)


def _in_training(student, rng):
    x, parameters, options = _case(rng, int(rng.integers(5, 9)))
    options["epsilon"] = TINY
    out, mean, variance = _ask(student, x, parameters, **options, training=True)
    expected = reference.batch_norm_forward(x, *parameters, **options)
    sentence = "In training the mean of each output feature over the batch is beta"
    yield close(out.mean(axis=0), parameters[1], sentence, 1e-4, 1e-4).worth(4)
    sentence = "In training features are divided by their deviation (over n), multiplied by gamma"
    yield close(out, expected[0], sentence, 1e-4, 1e-4).worth(4)
    sentence = "The running mean becomes momentum * itself + (1 - momentum) * the batch's mean"
    yield close(mean, expected[1], sentence).worth(5)
    sentence = "The running variance follows the batch's variance over n, not over n - 1"
    yield close(variance, expected[2], sentence).worth(2)


def _at_inference(student, rng):
    x, parameters, options = _case(rng, int(rng.integers(5, 9)))
    out, mean, variance = _ask(student, x, parameters, **options, training=False)
    expected = reference.batch_norm_forward(x, *parameters, **options, training=False)
    sentence = "With training=False gamma, beta and epsilon are used as in training"
    yield close(out, expected[0], sentence).worth(2)
    sentence = "With training=False the running {} comes back unchanged"
    yield close(mean, parameters[2], sentence.format("mean")).worth(5)
    yield close(variance, parameters[3], sentence.format("variance")).worth(5)
    x, parameters, options = _case(rng, 1)
    out, *_ = _ask(student, x, parameters, **options, training=False)
    expected = reference.batch_norm_forward(x, *parameters, **options, training=False)
    yield close(out, expected[0], "With training=False a single row is treated like several")
    x, parameters, options = _case(rng, 4)
    parameters[3][0] = 0.0
    out, *_ = _ask(student, x, parameters, **options, training=False)
    expected = reference.batch_norm_forward(x, *parameters, **options, training=False)
    sentence = "With training=False a running variance of 0 is used like any other"
    yield close(out, expected[0], sentence, 1e-4, 1e-4)


def _epsilon(student, rng):
    """Criteria on epsilon, and on what holds where it and the momentum are left out."""
    x, parameters, options = _case(rng, int(rng.integers(5, 9)))
    out, *_ = _ask(student, x, parameters, **options)
    expected = reference.batch_norm_forward(x, *parameters, **options)
    sentence = "In training epsilon is added to the batch's variance, inside the root"
    yield close(out, expected[0], sentence)
    x, parameters, _ = _case(rng, int(rng.integers(5, 9)))
    # As it all begins: no mean has been collected yet.
    parameters = *parameters[:2], np.zeros_like(parameters[2]), parameters[3]
    out, mean, _ = _ask(student, x, parameters)
    expected = reference.batch_norm_forward(x, *parameters)
    yield close(out, expected[0], "With epsilon left out, the result is that of 0.001", 1e-4, 1e-4)
    yield close(mean, expected[1], "Where momentum is left out, it is 0.99")
    yield _by_position(student, rng)


def _by_position(student, rng):
    """Criterion on the order of the last arguments; one who takes them by name alone has none."""
    x, parameters, options = _case(rng, 5)
    case, d = (x, *parameters, *options.values(), True), parameters[0].shape
    sentence = "Passed without names, the last are momentum, epsilon and training, in this order"
    try:
        out, *_ = arrays(student(*case), (x.shape, d, d), NAMES)
    except AnswerRaised:
        return holds(True, sentence)
    return close(out, reference.batch_norm_forward(*case)[0], sentence)


def _small(student, rng):
    """Criteria in training on a single row and on a single feature."""
    x, parameters, options = _case(rng, 1)
    out, _, variance = _ask(student, x, parameters, **options)
    sentence = "In training a batch of one row is its own mean, so its output is beta"
    yield close(out[0], parameters[1], sentence, 1e-4, 1e-4)
    sentence = "The variance of a batch of one row is 0, and the running variance follows it"
    yield close(variance, options["momentum"] * parameters[3], sentence)
    x, parameters, options = _case(rng, 6, 1, smallest=1.0)
    out, *_ = _ask(student, x, parameters, **options)
    expected = reference.batch_norm_forward(x, *parameters, **options)
    yield close(out, expected[0], "In training a single feature is treated like several")
    x, parameters, options = _case(rng, 6)
    x[:, 0] = 2.0
    parameters[0][1] = 0.0
    options["momentum"] = 0.0
    out, mean, variance = _ask(student, x, parameters, **options)
    sentence = "In training the output is beta where a feature is constant, or where gamma is 0"
    yield close(out[:, :2], np.tile(parameters[1][:2], (6, 1)), sentence, 1e-4, 1e-4)
    sentence = "With a momentum of 0 the running statistics are the batch's own"
    yield close([mean, variance], [x.mean(axis=0), x.var(axis=0)], sentence, 1e-4, 1e-4)


def _case(rng, n, d=None, smallest=0.04):
    """Inputs of features on scales of their own, a small one among them, and odd parameters."""
    d = d or int(rng.choice([3, 4, 10]))
    scale = rng.permuted(np.append(rng.uniform(0.5, 3.0, size=d - 1), smallest))
    x = scale * (rng.normal(size=(n, d)) + rng.uniform(-1.5, 1.5, size=d))
    gamma = rng.uniform(0.5, 2.0, size=d) * rng.choice([-1, 1], size=d)
    beta = rng.uniform(0.5, 2.0, size=d) * rng.choice([-1, 1], size=d)
    running = rng.uniform(-1.0, 1.0, size=d), rng.uniform(0.3, 3.0, size=d)
    options = {"momentum": float(rng.choice([0.6, 0.75, 0.9])), "epsilon": rng.uniform(0.05, 0.4)}
    return x, (gamma, beta, *running), options


def _plain(parameters):
    """The same parameters with a gamma of 1 and a beta of 0."""
    gamma, beta, *running = parameters
    return np.ones_like(gamma), np.zeros_like(beta), *running


def _ask(student, x, parameters, **options):
    d = parameters[0].shape
    return arrays(student(x, *parameters, **options), (x.shape, d, d), NAMES)


for module in (forward_mistakes, running_mistakes, inference_mistakes):
    module.wrong.teach(batch_norm_forward)


@batch_norm_forward.alternative
def feature_by_feature(x, gamma, beta, means, variances, momentum=0.99, epsilon=1e-3, training=1):
    out, means, variances = np.zeros(x.shape), list(means), list(variances)
    for j, column in enumerate(x.T):
        mean, variance = means[j], variances[j]
        if training:
            mean = sum(column) / len(x)
            variance = sum((value - mean) ** 2 for value in column) / len(x)
            means[j] += (1 - momentum) * (mean - means[j])
            variances[j] += (1 - momentum) * (variance - variances[j])
        out[:, j] = [gamma[j] * (v - mean) / (variance + epsilon) ** 0.5 + beta[j] for v in column]
    return [out, np.array(means), np.array(variances)]


@batch_norm_forward.alternative
def with_keras(x, gamma, beta, *running, momentum=0.99, epsilon=1e-3, training=True):
    import keras

    layer = keras.layers.BatchNormalization(momentum=momentum, epsilon=epsilon)
    layer.build(x.shape)
    layer.set_weights([gamma, beta, *running])
    out = layer(x, training=training)
    return np.asarray(out), *(np.asarray(weight) for weight in layer.non_trainable_weights)


@batch_norm_forward.alternative
def in_single_precision(x, gamma, beta, *running, momentum=0.99, epsilon=1e-3, training=True):
    x, (mean, variance) = x.astype("float32"), running
    if training:
        mean = np.einsum("ij->j", x) / np.float32(len(x))
        variance = np.einsum("ij,ij->j", x - mean, x - mean) / np.float32(len(x))
        running = np.average([running, (mean, variance)], axis=0, weights=[momentum, 1 - momentum])
    out = (x - mean) * (gamma / np.sqrt(variance + epsilon)) + beta
    return out.astype("float32"), *np.float32(running)
