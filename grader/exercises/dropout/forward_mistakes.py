"""Wrong ways to drop units, called like `dropout_forward`."""

import numpy as np

from grader.exercises.wrong import Wrong

wrong = Wrong()


def untouched(x):
    """What is right at prediction."""
    return x.copy(), np.ones(x.shape, dtype=bool)


@wrong(about="idea")
def keeps_at_rate(x, rate, rng, training=True):
    """Your function keeps each unit with probability `rate` and drops it with 1 - `rate`. A uniform
    number lies BELOW `rate` with probability `rate`, and `rate` is the probability of being
    dropped. So keep the units whose number is not below it: `rng.random(x.shape) >= rate`.
    """
    if not training:
        return untouched(x)
    mask = rng.random(x.shape) < rate
    return x * mask / (1 - rate), mask


@wrong(about="idea")
def rate_is_the_keep_probability(x, rate, rng, training=True):
    """`rate` is read as the probability of being KEPT, in the mask and in the scale. Some papers
    define it that way; here, as in Keras and PyTorch, it is the probability of being dropped. A
    share 1 - `rate` of the units is kept and divided by 1 - `rate`.
    """
    if not training:
        return untouched(x)
    mask = rng.random(x.shape) < rate
    return x * mask / rate, mask


@wrong(about="idea")
def forgets_the_scale(x, rate, rng, training=True):
    """The kept units are not scaled, so in training the next layer receives only a share 1 - `rate`
    of what it receives at prediction, when nothing is dropped. Divide the kept units by 1 - `rate`:
    then the mean stays the same.
    """
    if not training:
        return untouched(x)
    mask = rng.random(x.shape) >= rate
    return x * mask, mask


@wrong(about="idea")
def scales_at_prediction(x, rate, rng, training=True):
    """You make the outputs smaller at prediction, as the papers of 2012 and 2014 do. Inverted
    dropout leaves prediction alone, so that a trained network needs no change: it divides the kept
    units by 1 - `rate` in training instead.
    """
    if not training:
        return x * (1 - rate), np.ones(x.shape, dtype=bool)
    mask = rng.random(x.shape) >= rate
    return x * mask, mask


@wrong(about="idea")
def divides_by_the_rate(x, rate, rng, training=True):
    """The kept units are divided by `rate`, which is the share that was dropped. The mean stays the
    same only if you divide by the share that is left, 1 - `rate`. With rate 0, yours even divides
    by 0.
    """
    if not training:
        return untouched(x)
    mask = rng.random(x.shape) >= rate
    return x * mask / rate, mask


@wrong(about="idea")
def multiplies_by_the_keep_probability(x, rate, rng, training=True):
    """The kept units are multiplied by 1 - `rate`, which makes them smaller, although fewer of them
    are left. To make up for those that are missing, they have to grow: divide by 1 - `rate`.
    """
    if not training:
        return untouched(x)
    mask = rng.random(x.shape) >= rate
    return x * mask * (1 - rate), mask


@wrong(about="idea")
def scales_by_the_share_kept(x, rate, rng, training=True):
    """The kept units are divided by the share that happened to be kept in this call. Then one
    unit's output depends on how many others were dropped, and `dropout_backward`, which only knows
    `rate`, gives another factor. Divide by the probability of being kept, 1 - `rate`.
    """
    if not training:
        return untouched(x)
    mask = rng.random(x.shape) >= rate
    return x * mask / np.mean(mask), mask


@wrong(about="idea")
def always_drops(x, rate, rng, training=True):
    """Your function ignores `training`, so it drops units at prediction too. Then the same input
    gets another prediction each time, and a worse one than the whole network gives. With
    training=False, return `x` and a mask full of True.
    """
    mask = rng.random(x.shape) >= rate
    return x * mask / (1 - rate), mask


@wrong(about="idea")
def drops_at_prediction_only(x, rate, rng, training=True):
    """Your function drops units at prediction and none in training: the condition on `training` is
    the wrong way round. Dropout makes training harder and leaves prediction alone.
    """
    if training:
        return untouched(x)
    mask = rng.random(x.shape) >= rate
    return x * mask / (1 - rate), mask


@wrong(about="idea")
def never_drops(x, rate, rng, training=True):
    """Your function drops nothing where it is not told that this is a prediction, so it does not
    regularize. With training=True, which is the default, draw which units are dropped, set those to
    0 and scale the others.
    """
    return untouched(x)


@wrong(about="idea")
def drops_whole_rows(x, rate, rng, training=True):
    """Your function drops whole rows, that is, whole samples. Those teach the network nothing in
    this step, and all others see it complete. Dropout takes single units away from each sample:
    draw one number for every entry of `x`.
    """
    if not training:
        return untouched(x)
    mask = np.ones(x.shape, dtype=bool)
    mask[rng.random(len(x)) < rate] = False
    return x * mask / (1 - rate), mask


@wrong(about="idea")
def seeds_inside(x, rate, rng, training=True):
    """Every call drops the very same units: a seed is set inside your function, or the first mask
    is kept. They never learn anything, and the network is just a smaller one. Draw from the `rng`
    that is handed in, in every call: it moves on with every draw.
    """
    if not training:
        return untouched(x)
    rng = np.random.default_rng(0)
    mask = rng.random(x.shape) >= rate
    return x * mask / (1 - rate), mask


@wrong()
def one_mask_for_all_rows(x, rate, rng, training=True):
    """One mask is drawn and used for all rows, so all samples of a batch lose the same units. With
    a mask for each sample, a batch trains many thinned networks at once, and its gradient is less
    noisy. Draw one number for every entry of `x`: the mask has the shape of `x`.
    """
    if not training:
        return untouched(x)
    mask = np.ones(x.shape, dtype=bool) & (rng.random(x.shape[-1]) >= rate)
    return x * mask / (1 - rate), mask


@wrong()
def drops_an_exact_share(x, rate, rng, training=True):
    """Exactly a share `rate` of the units is dropped in every call. Then whether one unit is
    dropped depends on the others, and a layer of one unit is never dropped at all. Let every unit
    toss its own coin, so that the number varies.
    """
    if not training:
        return untouched(x)
    mask = np.ones(x.size, dtype=bool)
    mask[rng.choice(x.size, size=int(rate * x.size), replace=False)] = False
    mask = mask.reshape(x.shape)
    return x * mask / (1 - rate), mask


@wrong(about="idea")
def draws_in_tenths(x, rate, rng, training=True):
    """You compare whole numbers from 0 to 9 with 10 * `rate`, so you always drop a multiple of 10%:
    a rate of 0.25 drops 30%. `rate` can be any number below 1. Compare it with uniform numbers
    between 0 and 1, `rng.random(x.shape)`.
    """
    if not training:
        return untouched(x)
    mask = rng.integers(0, 10, size=x.shape) >= 10 * rate
    return x * mask / (1 - rate), mask


@wrong()
def never_drops_a_whole_row(x, rate, rng, training=True):
    """Your function never drops all units of a row, so whether one unit is dropped depends on the
    others, and in a narrow layer fewer than a share `rate` are dropped. Let every unit toss its own
    coin, once: now and then a row of few units is lost as a whole, and that is right.
    """
    if not training:
        return untouched(x)
    mask = rng.random(x.shape) >= rate
    while mask.ndim > 1 and not mask.any(axis=-1).all():
        empty = ~mask.any(axis=-1)
        mask[empty] = rng.random(mask[empty].shape) >= rate
    return x * mask / (1 - rate), mask


@wrong()
def expects_two_axes(x, rate, rng, training=True):
    """Your function takes for granted that `x` has two axes, but it may have any number: images
    have four. `rng.random(x.shape)` draws a mask for every shape.
    """
    n, d = x.shape
    if not training:
        return untouched(x)
    mask = rng.random((n, d)) >= rate
    return x * mask / (1 - rate), mask


@wrong(about="slip")
def draws_globally(x, rate, rng, training=True):
    """Your draws do not come from `rng`, so the same state gives another mask each time, and no
    experiment can be repeated. Call the methods of the generator that is handed in, such as
    `rng.random(x.shape)`.
    """
    if not training:
        return untouched(x)
    mask = np.random.random(x.shape) >= rate
    return x * mask / (1 - rate), mask
