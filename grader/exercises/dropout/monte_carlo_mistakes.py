"""Wrong passes and summaries of them, called like `monte_carlo_dropout`."""

import numpy as np

from grader.exercises.wrong import Wrong

wrong = Wrong()


def summary(passes):
    """Mean and standard deviation over the passes."""
    return np.mean(passes, axis=0), np.std(passes, axis=0)


def right_passes(x, w1, b1, w2, b2, rate, n_samples, rng, relu=True):
    """The outputs of all passes, shape (n_samples, n, k)."""
    hidden, passes = x @ w1 + b1, []
    if relu:
        hidden = np.maximum(hidden, 0)
    for _ in range(n_samples):
        mask = rng.random(hidden.shape) >= rate
        passes.append(hidden * mask / (1 - rate) @ w2 + b2)
    return np.array(passes)


@wrong()
def forgets_the_relu(x, w1, b1, w2, b2, rate, n_samples, rng):
    """The first layer has no ReLU, so hidden units that should be silent still send something to
    the second layer. Apply `np.maximum(..., 0)` to `x @ w1 + b1`.
    """
    return summary(right_passes(x, w1, b1, w2, b2, rate, n_samples, rng, relu=False))


@wrong()
def spread_of_the_hidden_units(x, w1, b1, w2, b2, rate, n_samples, rng):
    """The standard deviation is taken over the hidden units and sent through the second layer. The
    units are dropped independently, so in an output their ups and downs cancel in part: its
    standard deviation is no weighted sum of theirs, which could even be negative. Collect the
    outputs of all passes, and take the standard deviation over those.
    """
    hidden = np.maximum(x @ w1 + b1, 0)
    kept = rng.random((n_samples, *hidden.shape)) >= rate
    passes = hidden * kept / (1 - rate)
    return passes.mean(axis=0) @ w2 + b2, passes.std(axis=0) @ w2


@wrong()
def forgets_the_first_bias(x, w1, b1, w2, b2, rate, n_samples, rng):
    """The bias `b1` is missing, so the hidden units are not those that the network was trained
    with. The first layer is `x @ w1 + b1`, and the ReLU comes after it.
    """
    return summary(right_passes(x, w1, 0 * b1, w2, b2, rate, n_samples, rng))


@wrong()
def ends_with_a_relu(x, w1, b1, w2, b2, rate, n_samples, rng):
    """Your function applies a ReLU to the outputs too, so no logit can be negative. The ReLU
    belongs to the hidden units alone: the outputs are `hidden @ w2 + b2` as it is.
    """
    return summary(np.maximum(right_passes(x, w1, b1, w2, b2, rate, n_samples, rng), 0))


@wrong()
def forgets_the_second_bias(x, w1, b1, w2, b2, rate, n_samples, rng):
    """The bias `b2` is missing, so the mean of every output is off by it. Dropout changes nothing
    about the second layer: add `b2` in each pass.
    """
    return summary(right_passes(x, w1, b1, w2, 0 * b2, rate, n_samples, rng))


@wrong()
def gives_probabilities(x, w1, b1, w2, b2, rate, n_samples, rng):
    """Your function applies a softmax to the outputs. Averaging probabilities is a sound idea too,
    but the exercise asks for mean and standard deviation of the logits: leave `hidden @ w2 + b2` as
    it is.
    """
    out = np.exp(right_passes(x, w1, b1, w2, b2, rate, n_samples, rng))
    return summary(out / out.sum(axis=2, keepdims=True))


@wrong()
def over_the_outputs(x, w1, b1, w2, b2, rate, n_samples, rng):
    """Your standard deviation is taken over the outputs of a row. It tells how much one output
    differs from another, and not how much the passes disagree. Take it over the passes, for each
    output by itself: `axis=0`.
    """
    passes = right_passes(x, w1, b1, w2, b2, rate, n_samples, rng)
    mean = passes.mean(axis=0)
    return mean, 0 * mean + mean.std(axis=1, keepdims=True)


@wrong()
def returns_the_variance(x, w1, b1, w2, b2, rate, n_samples, rng):
    """You return the variance. It is in squared units, so it cannot be compared with the mean; the
    standard deviation, its square root, can.
    """
    passes = right_passes(x, w1, b1, w2, b2, rate, n_samples, rng)
    return passes.mean(axis=0), passes.var(axis=0)


@wrong()
def standard_error(x, w1, b1, w2, b2, rate, n_samples, rng):
    """You return the standard error of the mean, which shrinks to 0 as you take more passes. How
    much the thinned networks disagree does not depend on how many of them you ask: do not divide by
    the root of `n_samples`.
    """
    passes = right_passes(x, w1, b1, w2, b2, rate, n_samples, rng)
    return passes.mean(axis=0), passes.std(axis=0) / np.sqrt(n_samples)


@wrong(about="slip")
def sample_deviation(x, w1, b1, w2, b2, rate, n_samples, rng):
    """Your standard deviation divides by `n_samples` - 1, which is undefined for a single pass. The
    exercise asks for NumPy's default, which divides by `n_samples` (ddof=0).
    """
    passes = right_passes(x, w1, b1, w2, b2, rate, n_samples, rng)
    return passes.mean(axis=0), passes.std(axis=0, ddof=1)


@wrong(about="slip")
def draws_globally(x, w1, b1, w2, b2, rate, n_samples, rng):
    """Your draws do not come from `rng`, so the same state gives another result each time, and no
    experiment can be repeated. Call the methods of the generator that is handed in, such as
    `rng.random(hidden.shape)`.
    """
    return summary(right_passes(x, w1, b1, w2, b2, rate, n_samples, np.random))
