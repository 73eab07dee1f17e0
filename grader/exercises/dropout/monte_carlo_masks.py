"""Wrong masks for predictions with dropout left on, called like `monte_carlo_dropout`."""

import numpy as np

from grader.exercises.dropout.monte_carlo_mistakes import summary
from grader.exercises.wrong import Wrong

wrong = Wrong()


@wrong(about="idea")
def without_dropout(x, w1, b1, w2, b2, rate, n_samples, rng):
    """Your function drops nothing, so all passes are the same, and their spread says nothing about
    how sure the network is. Monte-Carlo dropout leaves dropout on at prediction: draw a mask for
    the hidden units in every pass.
    """
    hidden = np.maximum(x @ w1 + b1, 0)
    return summary([hidden @ w2 + b2 for _ in range(n_samples)])


@wrong(about="idea")
def one_mask_for_all_passes(x, w1, b1, w2, b2, rate, n_samples, rng):
    """All passes are the same one, so their standard deviation is 0: one mask serves them all, or
    only one pass is made. The spread comes from asking a different thinned network each time: draw
    the mask inside the loop over the passes, and return after it.
    """
    hidden = np.maximum(x @ w1 + b1, 0)
    mask = rng.random(hidden.shape) >= rate
    return summary([hidden * mask / (1 - rate) @ w2 + b2 for _ in range(n_samples)])


@wrong(about="idea")
def forgets_the_scale(x, w1, b1, w2, b2, rate, n_samples, rng):
    """The kept hidden units are not scaled, so every pass gives the second layer less than it was
    trained with, and the mean is off however many passes you take. Inverted dropout divides the
    kept units by 1 - `rate`.
    """
    hidden = np.maximum(x @ w1 + b1, 0)
    return summary(
        [hidden * (rng.random(hidden.shape) >= rate) @ w2 + b2 for _ in range(n_samples)]
    )


@wrong(about="idea")
def divides_by_the_rate(x, w1, b1, w2, b2, rate, n_samples, rng):
    """The kept hidden units are divided by `rate`, which is the share that was dropped. The mean
    stays the same only if you divide by the share that is left, 1 - `rate`.
    """
    hidden, passes = np.maximum(x @ w1 + b1, 0), []
    for _ in range(n_samples):
        mask = rng.random(hidden.shape) >= rate
        passes.append(hidden * mask / rate @ w2 + b2)
    return summary(passes)


@wrong(about="idea")
def keeps_at_rate(x, w1, b1, w2, b2, rate, n_samples, rng):
    """Your function keeps each hidden unit with probability `rate` and drops it with 1 - `rate`; it
    is the other way round. A uniform number lies below `rate` with probability `rate`, so keep the
    units whose number is NOT below it.
    """
    hidden, passes = np.maximum(x @ w1 + b1, 0), []
    for _ in range(n_samples):
        mask = rng.random(hidden.shape) < rate
        passes.append(hidden * mask / (1 - rate) @ w2 + b2)
    return summary(passes)


@wrong(about="idea")
def rate_is_the_keep_probability(x, w1, b1, w2, b2, rate, n_samples, rng):
    """`rate` is read as the probability of being KEPT, in the mask and in the scale. Here it is the
    probability of being dropped: a share 1 - `rate` of the hidden units is kept and divided by 1 -
    `rate`.
    """
    hidden, passes = np.maximum(x @ w1 + b1, 0), []
    for _ in range(n_samples):
        mask = rng.random(hidden.shape) < rate
        passes.append(hidden * mask / rate @ w2 + b2)
    return summary(passes)


@wrong(about="idea")
def drops_the_weights(x, w1, b1, w2, b2, rate, n_samples, rng):
    """In one pass, each output misses other hidden units, as where single weights of the second
    layer are dropped, which is DropConnect, or whole outputs. With dropout, a unit that is dropped
    is missing for all outputs: mask the hidden units before you multiply by `w2`.
    """
    hidden, passes = np.maximum(x @ w1 + b1, 0), []
    for _ in range(n_samples):
        mask = rng.random(w2.shape) >= rate
        passes.append(hidden @ (w2 * mask / (1 - rate)) + b2)
    return summary(passes)


@wrong(about="idea")
def drops_the_inputs(x, w1, b1, w2, b2, rate, n_samples, rng):
    """Your function drops inputs. The network was trained with dropout on its hidden units, so the
    passes have to drop those: apply the mask after the ReLU and before `w2`.
    """
    passes = []
    for _ in range(n_samples):
        mask = rng.random(x.shape) >= rate
        passes.append(np.maximum(x * mask / (1 - rate) @ w1 + b1, 0) @ w2 + b2)
    return summary(passes)


@wrong(about="idea")
def drops_the_outputs(x, w1, b1, w2, b2, rate, n_samples, rng):
    """Your function drops outputs, which makes whole logits 0 and says nothing about the network.
    Apply the mask to the hidden units: after the ReLU and before `w2`.
    """
    out, passes = np.maximum(x @ w1 + b1, 0) @ w2 + b2, []
    for _ in range(n_samples):
        mask = rng.random(out.shape) >= rate
        passes.append(out * mask / (1 - rate))
    return summary(passes)


@wrong(about="idea")
def drops_all_or_none(x, w1, b1, w2, b2, rate, n_samples, rng):
    """One number decides about the whole hidden layer, so a pass sees all units or none. Every unit
    tosses its own coin: draw as many numbers as there are hidden units.
    """
    hidden, passes = np.maximum(x @ w1 + b1, 0), []
    for _ in range(n_samples):
        mask = rng.random() >= rate
        passes.append(hidden * mask / (1 - rate) @ w2 + b2)
    return summary(passes)


@wrong(about="idea")
def seeds_inside(x, w1, b1, w2, b2, rate, n_samples, rng):
    """Every call drops the very same units: a seed is set inside your function, or the first masks
    are kept. Draw from the `rng` that is handed in, in every call: it moves on with every draw.
    """
    rng = np.random.default_rng(0)
    hidden, passes = np.maximum(x @ w1 + b1, 0), []
    for _ in range(n_samples):
        mask = rng.random(hidden.shape) >= rate
        passes.append(hidden * mask / (1 - rate) @ w2 + b2)
    return summary(passes)
