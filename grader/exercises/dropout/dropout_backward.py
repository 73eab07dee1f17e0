"""Inverted dropout, backward."""

import numpy as np

from grader.criteria import array, close, holds
from grader.criteria.sketch import Sketch
from grader.exercise import exercise
from grader.exercises.dropout import backward_mistakes
from grader.exercises.dropout.gates import Gated, away_from_zero, scaled, unchanged
from grader.reference import dropout as reference


@exercise(
    reference=reference.dropout_backward,
    points=2,
    hints=(
        "Write the forward pass for one unit: out = x * m / (1 - rate), where m is 0 or 1. What is "
        "the derivative of out with respect to x?",
        "In the backward pass the mask is known and fixed: the gradient passes through the same "
        "units as the values did, with the same factor.",
    ),
)
def dropout_backward(student, rng):
    """The gradient passes the kept units only, scaled as the forward pass scaled them."""
    rate = float(rng.choice([0.2, 0.3, 0.4, 0.6, 0.7]))
    d_out, mask = _case(rng, (int(rng.integers(5, 9)), int(rng.integers(10, 14))), rate)
    d_x = array(student(d_out, mask, rate), d_out.shape)
    gated = Gated(d_x, d_out)
    sentence = "Where a gradient passes, it is d_out / (1 - rate)"
    yield scaled(gated, rate, sentence, "d_out").worth(3).as_idea()
    yield _through_the_kept(gated.kept, mask).worth(3).as_idea()
    for shape in ((13,), (1, 9, 2)):
        d_out, mask = _case(rng, shape, rate)
        d_x = array(student(d_out, mask, rate=rate), d_out.shape)
        expected = reference.dropout_backward(d_out, mask, rate)
        criterion = close(d_x + 0.0, expected, "It works for any number of axes, one row included")
        if not criterion.passed:
            break
    yield criterion
    everything = np.ones(mask.shape, bool)
    d_x = array(student(d_out, everything, rate), d_out.shape)
    sentence = "Where every unit happens to be kept, the gradient is scaled all the same"
    yield close(d_x, d_out / (1 - rate), sentence)
    d_x = array(student(d_out, everything, 0.0), d_out.shape)
    yield unchanged(d_x, d_out, "With rate 0 the whole gradient passes", "d_out")


def _through_the_kept(passed, mask):
    """Criterion: the gradient passes where the forward pass kept a unit."""
    found = ""
    if passed[~mask].any():
        found = "a gradient for dropped units too"
        found = found if passed[mask].any() else "one for the dropped units alone"
    elif not passed[mask].all():
        found = "a gradient of 0 for some that were kept"
    words = "Yours is where your gradient is not 0; beside it stands the mask."
    sentence = "The units that were kept get a gradient, and those that were dropped get 0"
    return holds(not found, sentence, found).drawn(Sketch("mask", passed, mask, words))


def _case(rng, shape, rate):
    """A gradient and a mask, in which there surely is a True and a False."""
    mask = rng.random(shape) >= rate
    mask.flat[:2] = True, False
    return away_from_zero(rng, shape), mask


backward_mistakes.wrong.teach(dropout_backward)


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


@dropout_backward.alternative
def in_a_copy(d_out, mask, rate):
    gradient = np.array(d_out)
    gradient[~mask] = 0
    gradient /= 1 - rate
    return gradient


@dropout_backward.alternative
def by_the_derivative_of_each_unit(d_out, mask, rate):
    derivative = [float(kept) / (1 - rate) for kept in mask.flat]
    return np.multiply(d_out, np.reshape(derivative, d_out.shape))
