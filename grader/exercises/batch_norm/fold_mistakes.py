"""Wrong ways to fold batch norm into a Dense layer, called like `fold_batch_norm`."""

import numpy as np

from grader.exercises.wrong import Wrong

wrong = Wrong()


@wrong(
    "The bias of the Dense layer is not scaled. Batch norm scales everything that comes out of "
    "that layer, x @ w + b, so the bias is multiplied by the scale just as w is.",
    about="idea",
)
def bias_not_scaled(w, b, gamma, beta, mean, variance, epsilon=1e-3):
    scale = gamma / np.sqrt(variance + epsilon)
    return w * scale, b - mean * scale + beta


@wrong(
    "Neither the bias nor the running mean is scaled. Batch norm computes (x @ w + b - mean) * "
    "scale + beta, so both stand inside the parentheses: the new bias is (b - mean) * scale + "
    "beta.",
    about="idea",
)
def shift_not_scaled(w, b, gamma, beta, mean, variance, epsilon=1e-3):
    scale = gamma / np.sqrt(variance + epsilon)
    return w * scale, b - mean + beta


@wrong(
    "The running mean is not scaled. Batch norm subtracts it first and scales the difference, so "
    "the new bias is (b - mean) * scale + beta.",
    about="idea",
)
def mean_not_scaled(w, b, gamma, beta, mean, variance, epsilon=1e-3):
    scale = gamma / np.sqrt(variance + epsilon)
    return w * scale, b * scale - mean + beta


@wrong(
    "The running mean is missing. Batch norm subtracts it before it scales, so the new bias is (b "
    "- mean) * scale + beta.",
    about="idea",
)
def mean_not_subtracted(w, b, gamma, beta, mean, variance, epsilon=1e-3):
    scale = gamma / np.sqrt(variance + epsilon)
    return w * scale, b * scale + beta


@wrong(
    "The running mean is added. Batch norm subtracts it, so the new bias is (b - mean) * scale + "
    "beta."
)
def mean_added(w, b, gamma, beta, mean, variance, epsilon=1e-3):
    scale = gamma / np.sqrt(variance + epsilon)
    return w * scale, (b + mean) * scale + beta


@wrong(
    "beta is scaled too. Batch norm adds it last, after the scaling, so it goes into the new bias "
    "as it is: (b - mean) * scale + beta."
)
def beta_scaled(w, b, gamma, beta, mean, variance, epsilon=1e-3):
    scale = gamma / np.sqrt(variance + epsilon)
    return w * scale, (b - mean + beta) * scale


@wrong(
    "The bias of the Dense layer is lost. The running statistics belong to x @ w + b, so b "
    "counts: the new bias is (b - mean) * scale + beta.",
    about="idea",
)
def bias_lost(w, b, gamma, beta, mean, variance, epsilon=1e-3):
    scale = gamma / np.sqrt(variance + epsilon)
    return w * scale, beta - mean * scale


@wrong(
    "The bias stays as it was and only w is changed. Batch norm also shifts: what is left when x "
    "is 0 is (b - mean) * scale + beta, and that is the new bias.",
    about="idea",
)
def bias_unchanged(w, b, gamma, beta, mean, variance, epsilon=1e-3):
    return w * gamma / np.sqrt(variance + epsilon), b.copy()


@wrong(
    "The scale multiplies the rows of w, which belong to the inputs. Batch norm scales each "
    "output unit, and the output units are the columns of w: `w * scale` does it by broadcasting."
)
def scales_the_inputs(w, b, gamma, beta, mean, variance, epsilon=1e-3):
    scale = gamma / np.sqrt(variance + epsilon)
    return w * scale[:, None], (b - mean) * scale + beta


@wrong(
    "w is not scaled. Batch norm scales everything that comes out of the Dense layer, x @ w as "
    "well as the bias, so multiply each column of w by the scale of its unit.",
    about="idea",
)
def weights_not_scaled(w, b, gamma, beta, mean, variance, epsilon=1e-3):
    scale = gamma / np.sqrt(variance + epsilon)
    return w.copy(), (b - mean) * scale + beta


@wrong(
    "w is multiplied by gamma but not divided by the standard deviation. Batch norm does both, "
    "and the new layer has to do both at once: scale = gamma / sqrt(variance + epsilon).",
    about="idea",
)
def weights_scaled_by_gamma_alone(w, b, gamma, beta, mean, variance, epsilon=1e-3):
    scale = gamma / np.sqrt(variance + epsilon)
    return w * gamma, (b - mean) * scale + beta


@wrong(
    "gamma is missing. Batch norm multiplies the normalized values by it, so the scale is gamma / "
    "sqrt(variance + epsilon)."
)
def gamma_missing(w, b, gamma, beta, mean, variance, epsilon=1e-3):
    scale = 1 / np.sqrt(variance + epsilon)
    return w * scale, (b - mean) * scale + beta


@wrong(
    "beta is missing. Batch norm adds it last, so it is part of the new bias: (b - mean) * scale "
    "+ beta."
)
def beta_missing(w, b, gamma, beta, mean, variance, epsilon=1e-3):
    scale = gamma / np.sqrt(variance + epsilon)
    return w * scale, (b - mean) * scale


@wrong(
    "The root is missing. Batch norm divides by the standard deviation, not by the variance, so "
    "the scale is gamma / sqrt(variance + epsilon)."
)
def root_forgotten(w, b, gamma, beta, mean, variance, epsilon=1e-3):
    scale = gamma / (variance + epsilon)
    return w * scale, (b - mean) * scale + beta


@wrong(
    "The scale is turned upside down: you multiply by the standard deviation where batch norm "
    "divides by it. The scale is gamma / sqrt(variance + epsilon)."
)
def multiplies_by_the_deviation(w, b, gamma, beta, mean, variance, epsilon=1e-3):
    scale = gamma * np.sqrt(variance + epsilon)
    return w * scale, (b - mean) * scale + beta


@wrong(
    "Epsilon is not used, so a unit that never varied would divide by 0. The trained network adds "
    "it to the variance, inside the root, and the folded layer has to do the same.",
    about="slip",
)
def epsilon_forgotten(w, b, gamma, beta, mean, variance, epsilon=1e-3):
    scale = gamma / np.sqrt(variance)
    return w * scale, (b - mean) * scale + beta


@wrong(
    "Epsilon is added to the standard deviation. The trained network adds it to the variance and "
    "then takes the root, and the folded layer has to do the same: sqrt(variance + epsilon).",
    about="slip",
)
def epsilon_outside_of_the_root(w, b, gamma, beta, mean, variance, epsilon=1e-3):
    scale = gamma / (np.sqrt(variance) + epsilon)
    return w * scale, (b - mean) * scale + beta


@wrong(
    "The number 0.001 is written into the formula, so your function ignores the `epsilon` that it "
    "is given. That is only the default; use the parameter.",
    about="slip",
)
def writes_epsilon_down(w, b, gamma, beta, mean, variance, epsilon=1e-3):
    scale = gamma / np.sqrt(variance + 1e-3)
    return w * scale, (b - mean) * scale + beta
