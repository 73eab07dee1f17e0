"""Inverted dropout, backward."""

import numpy as np

from grader.criteria import array, close
from grader.exercise import exercise
from grader.reference import dropout as reference


@exercise(
    reference=reference.dropout_backward,
    points=2,
    hints=(
        "Write the forward pass for one unit: out = x * m / (1 - rate), with m 0 or 1. What is "
        "the derivative of out with respect to x?",
        "The mask is a fixed number by the time you go backward: the gradient passes through the "
        "same gate, with the same factor.",
    ),
)
def dropout_backward(student, rng):
    """The gradient passes the kept units only, scaled as the forward pass scaled them."""
    rate = float(rng.choice([0.2, 0.3, 0.4, 0.6, 0.7]))
    d_out, mask = _case(rng, (int(rng.integers(5, 9)), int(rng.integers(10, 14))), rate)
    d_x = array(student(d_out, mask, rate), d_out.shape)
    yield close(d_x[~mask], 0.0, "Dropped units get no gradient")
    expected = reference.dropout_backward(d_out, mask, rate)
    yield close(d_x[mask], expected[mask], "Kept units get theirs, scaled by 1 / (1 - rate)").worth(
        2
    )
    d_out, mask = _case(rng, (1, 9, 2), rate)
    d_x = array(student(d_out, mask, rate=rate), d_out.shape)
    expected = reference.dropout_backward(d_out, mask, rate)
    yield close(d_x, expected, "It works for any shape, one row included")
    d_x = array(student(d_out, np.ones(mask.shape, bool), 0.0), d_out.shape)
    yield close(d_x, d_out, "With rate 0 the whole gradient passes")


def _case(rng, shape, rate):
    """A gradient and a mask, in which there surely is a True and a False."""
    mask = rng.random(shape) >= rate
    mask.flat[:2] = True, False
    return rng.normal(size=shape), mask


@dropout_backward.mistake(
    "The forward pass divides by 1 - rate; the gradient needs the same factor."
)
def forgets_the_scale(d_out, mask, rate):
    return d_out * mask


@dropout_backward.mistake(
    "The factor is turned round: the forward pass divides by 1 - rate, and so does the gradient."
)
def multiplies_by_the_keep_probability(d_out, mask, rate):
    return d_out * mask * (1 - rate)


@dropout_backward.mistake("The scale is 1 / rate; a share 1 - rate was kept, so it is that.")
def divides_by_the_rate(d_out, mask, rate):
    return np.where(mask, d_out / rate if rate else d_out, 0.0)


@dropout_backward.mistake(
    "The gradient reaches dropped units too: an output that was 0 whatever x is has derivative 0."
)
def ignores_the_mask(d_out, mask, rate):
    return d_out / (1 - rate)


@dropout_backward.mistake("The gradient comes back unchanged: the mask and the scale are missing.")
def passes_everything(d_out, mask, rate):
    return d_out.copy()


@dropout_backward.mistake("The mask is upside down: True means kept, and only kept units learn.")
def gradient_of_the_dropped(d_out, mask, rate):
    return np.where(mask, 0.0, d_out / (1 - rate))


@dropout_backward.mistake("The scale is applied twice: once is what the forward pass did.")
def scales_twice(d_out, mask, rate):
    return d_out * mask / (1 - rate) ** 2


@dropout_backward.alternative
def by_product(d_out, mask, rate):
    return d_out * mask / (1.0 - rate)


@dropout_backward.alternative
def by_assignment(d_out, mask, rate):
    gradient = np.zeros_like(d_out)
    gradient[mask] = d_out[mask] * (1 / (1 - rate))
    return gradient


@dropout_backward.alternative
def in_single_precision(d_out, mask, rate):
    scale = np.float32(1 / (1 - rate))
    return d_out.astype(np.float32) * mask.astype(np.float32) * scale
