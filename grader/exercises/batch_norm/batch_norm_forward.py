"""Batch norm, forward, with its running statistics."""

import numpy as np

from grader.criteria import arrays, close
from grader.exercise import exercise
from grader.exercises.batch_norm import variants
from grader.reference import batch_norm as reference

NAMES = ("out", "running_mean", "running_var")


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
    yield from _in_training(student, rng)
    yield from _at_inference(student, rng)
    x, parameters, _ = _case(rng, int(rng.integers(5, 9)))
    got = _ask(student, x, parameters)
    expected = reference.batch_norm_forward(x, *parameters)
    yield close(got[0], expected[0], "Left out, epsilon is 0.001", 1e-4, 1e-4)
    together, wanted = np.concatenate(got[1:]), np.concatenate(expected[1:])
    yield close(together, wanted, "Left out, momentum is 0.99")
    x, parameters, options = _case(rng, 1)
    got = _ask(student, x, parameters, **options)
    expected = reference.batch_norm_forward(x, *parameters, **options)
    together, wanted = np.concatenate([got[0][0], got[2]]), np.append(parameters[1], expected[2])
    yield close(
        together, wanted, "A batch of one row: its variance is 0, its output beta", 1e-4, 1e-4
    )


def _in_training(student, rng):
    x, parameters, options = _case(rng, int(rng.integers(5, 9)))
    out, mean, variance = _ask(student, x, parameters, **options, training=True)
    expected = reference.batch_norm_forward(x, *parameters, **options)
    centred = "In training the mean of each output feature over the batch is beta"
    yield close(out.mean(axis=0), parameters[1], centred, 1e-4, 1e-4)
    scaled = "In training x is scaled by gamma over the root of the batch's variance plus epsilon"
    yield close(out, expected[0], scaled).worth(6)
    follows = "The running mean keeps the share `momentum` and takes the rest from the batch"
    yield close(mean, expected[1], follows).worth(3)
    yield close(
        variance, expected[2], "The running variance does so with the batch's (over n)"
    ).worth(3)


def _at_inference(student, rng):
    x, parameters, options = _case(rng, int(rng.integers(5, 9)))
    out, mean, variance = _ask(student, x, parameters, **options, training=False)
    expected = reference.batch_norm_forward(x, *parameters, **options, training=False)
    yield close(out, expected[0], "With training=False the running statistics normalise").worth(5)
    together = np.concatenate([mean, variance])
    wanted = np.concatenate(parameters[2:])
    yield close(together, wanted, "With training=False they come back unchanged").worth(3)
    x, parameters, options = _case(rng, 1)
    out, *_ = _ask(student, x, parameters, **options, training=False)
    expected = reference.batch_norm_forward(x, *parameters, **options, training=False)
    yield close(out, expected[0], "With training=False a single row is no special case")


def _case(rng, n):
    """Inputs of features on scales of their own, a small one among them, and odd parameters."""
    d = int(rng.choice([3, 4, 10]))
    scale = rng.permuted(np.append(rng.uniform(0.5, 3.0, size=d - 1), 0.04))
    x = scale * (rng.normal(size=(n, d)) + rng.uniform(-1.5, 1.5, size=d))
    gamma = rng.uniform(0.5, 2.0, size=d) * rng.choice([-1, 1], size=d)
    beta = rng.uniform(0.5, 2.0, size=d) * rng.choice([-1, 1], size=d)
    running = rng.uniform(-1.0, 1.0, size=d), rng.uniform(0.3, 3.0, size=d)
    options = {"momentum": float(rng.choice([0.6, 0.75, 0.9])), "epsilon": rng.uniform(0.05, 0.4)}
    return x, (gamma, beta, *running), options


def _ask(student, x, parameters, **options):
    d = parameters[0].shape
    return arrays(student(x, *parameters, **options), (x.shape, d, d), NAMES)


def _wrong(name, message, **parts):
    batch_norm_forward.mistake(message)(variants.forward_variant(name, **parts))


for unbiased in (variants.unbiased, variants.unbiased_but_for_one_row):
    _wrong(
        f"{unbiased.__name__}_variance",
        "The variance divides by n - 1 (ddof=1); batch norm divides by n, in both places.",
        statistics=unbiased,
    )
    _wrong(
        f"{unbiased.__name__}_running_variance",
        "The running variance follows the variance over n - 1, as PyTorch's does; here it follows "
        "the one over n that also normalises.",
        collected=unbiased,
    )
    _wrong(
        f"{unbiased.__name__}_and_momentum_of_the_new",
        "This is PyTorch's convention: its momentum weighs the new value and its running variance "
        "divides by n - 1. Here momentum weighs the old value, and every variance divides by n.",
        collected=unbiased,
        follow=variants.moved_by_new,
    )
_wrong(
    "momentum_of_the_new",
    "The momentum is the wrong way round, as PyTorch has it: here it is the share of the OLD "
    "running value that is kept.",
    follow=variants.moved_by_new,
)
_wrong(
    "epsilon_outside_of_the_root",
    "Epsilon is added to the standard deviation; it belongs to the variance, inside of the root.",
    divisor=lambda variance, epsilon: np.sqrt(variance) + epsilon,
)
_wrong(
    "without_epsilon",
    "Epsilon is not used: without it a feature that is constant in the batch divides by 0.",
    divisor=lambda variance, epsilon: np.sqrt(variance),
)
_wrong(
    "divides_by_the_variance",
    "x is divided by the variance; divide by its square root, the standard deviation.",
    divisor=lambda variance, epsilon: variance + epsilon,
)
_wrong(
    "over_the_features",
    "The statistics are taken along each row (axis=1): batch norm takes them over the batch "
    "(axis=0), for each feature.",
    statistics=lambda x: (x.mean(axis=1, keepdims=True), x.var(axis=1, keepdims=True)),
)
_wrong(
    "over_everything",
    "One mean and one variance for the whole batch: each feature (column) needs its own, axis=0.",
    statistics=lambda x: (x.mean(), x.var()),
)
_wrong(
    "batch_statistics_at_inference",
    "At inference the batch still normalises itself; use the running statistics, so that a row's "
    "output does not depend on its company.",
    at_inference=variants.of_batch,
)
_wrong(
    "never_updates",
    "The running statistics come back as they were: in training they must follow the batch's.",
    follow=lambda old, new, momentum: old,
)
_wrong(
    "keeps_nothing_of_the_old",
    "The running statistics are replaced by the batch's; a share `momentum` of the old ones stays.",
    follow=lambda old, new, momentum: new,
)
_wrong(
    "running_deviation",
    "The running variance follows the batch's standard deviation: collect variances.",
    collected=lambda x: (x.mean(axis=0), x.std(axis=0)),
)


@batch_norm_forward.mistake(
    "The running standard deviation comes back; return the running variance, without the root."
)
def returns_the_deviation(*args, **options):
    out, mean, variance = reference.batch_norm_forward(*args, **options)
    return out, mean, np.sqrt(variance)


@batch_norm_forward.mistake(
    "`training` is ignored: at inference the running statistics normalise and stay as they are."
)
def always_trains(*args, training=True, **options):
    return reference.batch_norm_forward(*args, **options)


@batch_norm_forward.mistake(
    "In training the running statistics normalise; they are for inference, and training uses the "
    "batch's own."
)
def running_statistics_in_training(*args, training=True, **options):
    out, *_ = reference.batch_norm_forward(*args, **options, training=False)
    _, *running = reference.batch_norm_forward(*args, **options, training=training)
    return out, *running


@batch_norm_forward.mistake(
    "In training the running statistics, just updated, normalise; they are for inference, and "
    "training uses the batch's own."
)
def updated_statistics_in_training(x, gamma, beta, *running, training=True, **options):
    _, *running = reference.batch_norm_forward(
        x, gamma, beta, *running, **options, training=training
    )
    return reference.batch_norm_forward(x, gamma, beta, *running, **options, training=False)


@batch_norm_forward.mistake(
    "The running statistics follow the batch at inference too: there they come back unchanged, or "
    "looking at test data would change the model."
)
def updates_at_inference(*args, training=True, **options):
    out, *_ = reference.batch_norm_forward(*args, **options, training=training)
    _, *running = reference.batch_norm_forward(*args, **options)
    return out, *running


@batch_norm_forward.mistake(
    "At inference the running statistics follow the batch before they normalise: there they are "
    "used as they are, and come back unchanged."
)
def updates_before_inference(x, gamma, beta, *running, training=True, **options):
    out, *moved = reference.batch_norm_forward(x, gamma, beta, *running, **options)
    if not training:
        out, *_ = reference.batch_norm_forward(x, gamma, beta, *moved, **options, training=False)
    return out, *moved


@batch_norm_forward.mistake(
    "gamma and beta are missing: out is gamma times the normalised x, plus beta."
)
def without_gamma_and_beta(x, gamma, beta, *running, **options):
    return reference.batch_norm_forward(x, 1.0, 0.0, *running, **options)


@batch_norm_forward.mistake("beta is missing: it is added last.")
def without_beta(x, gamma, beta, *running, **options):
    return reference.batch_norm_forward(x, gamma, 0.0, *running, **options)


@batch_norm_forward.mistake("gamma is missing: it multiplies the normalised x.")
def without_gamma(x, gamma, beta, *running, **options):
    return reference.batch_norm_forward(x, 1.0, beta, *running, **options)


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
