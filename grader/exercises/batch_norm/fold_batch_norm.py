"""Dense and the batch norm behind it, folded into one Dense layer."""

import numpy as np

from grader.criteria import arrays, close
from grader.exercise import exercise
from grader.reference import batch_norm as reference

NAMES = ("w", "b")


@exercise(
    reference=reference.fold_batch_norm,
    points=2,
    hints=(
        "At inference mean and variance are fixed numbers. Write gamma * (z - mean) / "
        "sqrt(variance + epsilon) + beta as z * scale + shift: what are the two?",
        "Put z = x @ w + b into it. Which part multiplies x, and which is left when x is 0?",
        "scale has one number for each output unit. Along which axis of `w`, shape (d, k), do the "
        "output units lie?",
    ),
)
def fold_batch_norm(student, rng):
    """One Dense layer that computes what Dense and inference-mode batch norm compute."""
    for d, k, words, weight in ((4, 4, "as wide as its input", 2), (3, 6, "of another width", 3)):
        case, epsilon = _case(rng, d, k), rng.uniform(0.1, 0.5)
        w, b = _ask(student, case, epsilon=epsilon)
        expected = reference.fold_batch_norm(*case, epsilon)
        yield close(w, expected[0], f"In a layer {words}: the new w").worth(weight)
        yield close(b, expected[1], f"In a layer {words}: the new b").worth(weight)
    w, b, gamma, beta, mean, variance = _case(rng, 2, 5)
    case = w, b, gamma, beta, mean, variance * 1e-3
    together = np.vstack(_ask(student, case))
    wanted = np.vstack(reference.fold_batch_norm(*case))
    yield close(together, wanted, "Left out, epsilon is 0.001")
    case = _case(rng, 5, 1)
    together = np.vstack(_ask(student, case, epsilon=epsilon))
    wanted = np.vstack(reference.fold_batch_norm(*case, epsilon))
    yield close(together, wanted, "It also works for one single unit")


def _case(rng, d, k):
    """A Dense layer and a trained batch norm; some gammas are negative."""
    w, b = rng.normal(size=(d, k)), rng.uniform(0.5, 2.0, size=k)
    signs = rng.choice([-1, 1], size=(3, k))
    gamma, beta, mean = rng.uniform(0.5, 2.0, size=(3, k)) * signs
    return w, b, gamma, beta, mean, rng.uniform(0.3, 3.0, size=k)


def _ask(student, case, **options):
    return arrays(student(*case, **options), (case[0].shape, case[1].shape), NAMES)


def _scale(gamma, variance, epsilon):
    return gamma / np.sqrt(variance + epsilon)


@fold_batch_norm.mistake("The bias is not scaled: batch norm scales all of x @ w + b.")
def bias_not_scaled(w, b, gamma, beta, mean, variance, epsilon=1e-3):
    scale = _scale(gamma, variance, epsilon)
    return w * scale, b - mean * scale + beta


@fold_batch_norm.mistake(
    "Neither the bias nor the mean is scaled: both are part of what is scaled."
)
def shift_not_scaled(w, b, gamma, beta, mean, variance, epsilon=1e-3):
    return w * _scale(gamma, variance, epsilon), b - mean + beta


@fold_batch_norm.mistake("The mean is not scaled: batch norm takes it off before it scales.")
def mean_not_scaled(w, b, gamma, beta, mean, variance, epsilon=1e-3):
    scale = _scale(gamma, variance, epsilon)
    return w * scale, b * scale - mean + beta


@fold_batch_norm.mistake("The running mean is missing: batch norm takes it off before it scales.")
def mean_not_subtracted(w, b, gamma, beta, mean, variance, epsilon=1e-3):
    scale = _scale(gamma, variance, epsilon)
    return w * scale, b * scale + beta


@fold_batch_norm.mistake("The running mean is added; batch norm subtracts it.")
def mean_added(w, b, gamma, beta, mean, variance, epsilon=1e-3):
    scale = _scale(gamma, variance, epsilon)
    return w * scale, (b + mean) * scale + beta


@fold_batch_norm.mistake("beta is scaled too: it is added after the scaling.")
def beta_scaled(w, b, gamma, beta, mean, variance, epsilon=1e-3):
    scale = _scale(gamma, variance, epsilon)
    return w * scale, (b - mean + beta) * scale


@fold_batch_norm.mistake("The bias of the Dense layer is lost: it is scaled like x @ w.")
def bias_lost(w, b, gamma, beta, mean, variance, epsilon=1e-3):
    scale = _scale(gamma, variance, epsilon)
    return w * scale, beta - mean * scale


@fold_batch_norm.mistake(
    "The scale is on the wrong axis of w: each output unit, a column of w, has its own."
)
def scales_the_inputs(w, b, gamma, beta, mean, variance, epsilon=1e-3):
    scale = _scale(gamma, variance, epsilon)
    return w * scale[:, None], (b - mean) * scale + beta


@fold_batch_norm.mistake("w is not scaled: batch norm scales x @ w as well as the bias.")
def weights_not_scaled(w, b, gamma, beta, mean, variance, epsilon=1e-3):
    return w.copy(), (b - mean) * _scale(gamma, variance, epsilon) + beta


@fold_batch_norm.mistake("gamma is missing: the scale is gamma / sqrt(variance + epsilon).")
def gamma_missing(w, b, gamma, beta, mean, variance, epsilon=1e-3):
    return reference.fold_batch_norm(w, b, np.ones_like(gamma), beta, mean, variance, epsilon)


@fold_batch_norm.mistake("beta is missing: it is part of the new bias.")
def beta_missing(w, b, gamma, beta, mean, variance, epsilon=1e-3):
    return reference.fold_batch_norm(w, b, gamma, 0.0, mean, variance, epsilon)


@fold_batch_norm.mistake("The root is missing: batch norm divides by the standard deviation.")
def root_forgotten(w, b, gamma, beta, mean, variance, epsilon=1e-3):
    scale = gamma / (variance + epsilon)
    return w * scale, (b - mean) * scale + beta


@fold_batch_norm.mistake("Epsilon is not used: it is added to the variance, inside of the root.")
def epsilon_forgotten(w, b, gamma, beta, mean, variance, epsilon=1e-3):
    return reference.fold_batch_norm(w, b, gamma, beta, mean, variance, 0.0)


@fold_batch_norm.mistake(
    "Epsilon is added to the standard deviation; it belongs to the variance, inside of the root."
)
def epsilon_outside_of_the_root(w, b, gamma, beta, mean, variance, epsilon=1e-3):
    scale = gamma / (np.sqrt(variance) + epsilon)
    return w * scale, (b - mean) * scale + beta


@fold_batch_norm.alternative
def by_a_diagonal_matrix(w, b, gamma, beta, mean, variance, epsilon=1e-3):
    scale = np.diag(gamma) @ np.diag((variance + epsilon) ** -0.5)
    return [w @ scale, (b - mean) @ scale + beta]


@fold_batch_norm.alternative
def by_asking_the_layers(w, b, gamma, beta, mean, variance, epsilon=1e-3):
    def layers(x):
        statistics = gamma, beta, mean, variance
        options = {"epsilon": epsilon, "training": False}
        return reference.batch_norm_forward(x @ w + b, *statistics, **options)[0]

    new_b = layers(np.zeros((1, len(w))))[0]
    return layers(np.eye(len(w))) - new_b, new_b


@fold_batch_norm.alternative
def unit_by_unit(w, b, gamma, beta, mean, variance, epsilon=1e-3):
    new_w, new_b = w.astype(np.float32), b.astype(np.float32)
    for unit in range(w.shape[1]):
        std = (variance[unit] + epsilon) ** 0.5
        new_w[:, unit] = w[:, unit] * gamma[unit] / std
        new_b[unit] = beta[unit] + gamma[unit] * (b[unit] - mean[unit]) / std
    return new_w, new_b
