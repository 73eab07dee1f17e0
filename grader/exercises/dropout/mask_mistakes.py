"""Masks that do not say which units `dropout_forward` kept."""

import numpy as np

from grader.exercises.dropout.forward_mistakes import untouched
from grader.exercises.wrong import Wrong

wrong = Wrong()


@wrong()
def mask_of_the_dropped(x, rate, rng, training=True):
    """Your mask is True where a unit was DROPPED. The backward pass would send the gradient through
    exactly the wrong units. Return the mask of those that were kept.
    """
    if not training:
        return x.copy(), np.zeros(x.shape, dtype=bool)
    dropped = rng.random(x.shape) < rate
    return np.where(dropped, 0, x / (1 - rate)), dropped


@wrong()
def mask_of_another_draw(x, rate, rng, training=True):
    """The output and the mask come from two different draws, so the mask tells of other units than
    those that were dropped. The backward pass needs the very mask that the forward pass used: draw
    once, keep it in a variable, use it for both.
    """
    if not training:
        return untouched(x)
    out = x * (rng.random(x.shape) >= rate) / (1 - rate)
    return out, rng.random(x.shape) >= rate


@wrong()
def mask_with_the_scale(x, rate, rng, training=True):
    """Your mask has the factor 1 / (1 - rate) in it. It must be boolean, True where kept:
    `dropout_backward` is given `rate` as well and would apply the factor a second time.
    """
    mask = np.ones(x.shape)
    if training:
        mask = (rng.random(x.shape) >= rate) / (1 - rate)
    return x * mask, mask


@wrong()
def mask_from_the_output(x, rate, rng, training=True):
    """The mask is read off the output (`out != 0`), so a kept unit whose value is 0 looks dropped.
    After a ReLU that is about every second one. Return the mask that you drew.
    """
    out = x
    if training:
        out = x * (rng.random(x.shape) >= rate) / (1 - rate)
    return out, out != 0


@wrong(about="slip")
def mask_of_numbers(x, rate, rng, training=True):
    """Your mask is made of the numbers 0 and 1. A mask of booleans can be used as an index, such as
    `x[mask]`, and takes an eighth of the memory. The comparison `rng.random(x.shape) >= rate` gives
    booleans by itself.
    """
    mask = np.ones(x.shape)
    if training:
        mask = rng.binomial(1, 1 - rate, size=x.shape)
        x = x * mask / (1 - rate)
    return x, mask


@wrong(about="slip")
def mask_of_numbers_at_prediction(x, rate, rng, training=True):
    """With training=False your mask is made of the number 1 instead of True: `np.ones` makes
    numbers unless it is told otherwise. Ask for booleans: `np.ones(x.shape, dtype=bool)`.
    """
    if not training:
        return x, np.ones(x.shape)
    mask = rng.random(x.shape) >= rate
    return x * mask / (1 - rate), mask
