"""Common mistakes put into the learner's own dropout functions."""

import numpy as np


def with_the_seed_inside(forward):
    """A forward pass that sets a seed itself and so draws the same mask with each call."""

    def reseeded(x, rate, rng, training=True):
        return forward(x, rate, np.random.default_rng(0), training)

    return reseeded


def with_one_mask(forward):
    """A forward pass that also gives all samples of the batch the mask of the first one."""
    reseeded = with_the_seed_inside(forward)

    def shared(x, rate, rng, training=True):
        if not training:
            return reseeded(x, rate, rng, training)
        _, mask = reseeded(x[:1], rate, rng)
        return np.where(mask, x / (1 - rate), 0.0), np.broadcast_to(mask, x.shape)

    return shared


def without_the_scale(forward, backward):
    """Forward and backward passes whose masks are 0 and 1."""

    def unscaled(x, rate, rng, training=True):
        out, mask = forward(x, rate, rng, training)
        return (out * (1 - rate) if training else out), mask

    return unscaled, lambda d_out, mask, rate: backward(d_out, mask, rate) * (1 - rate)
