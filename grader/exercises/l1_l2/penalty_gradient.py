"""The gradient of the elastic-net penalty with respect to one kernel."""

import numpy as np

from grader.criteria import array, close, holds
from grader.criteria.numbers import instead
from grader.criteria.sketch import Sketch
from grader.exercise import exercise
from grader.exercises.l1_l2 import gradient_variants
from grader.exercises.l1_l2.factors import agree, proportional
from grader.exercises.l1_l2.inputs import with_small_ones
from grader.reference import l1_l2 as reference


@exercise(
    reference=reference.penalty_gradient,
    points=2,
    hints=(
        "Differentiate l2 * w^2 for a single weight. Which factor comes down from the exponent?",
        "The slope of abs(w) is the same however large w is. What is it to the left of 0, and what "
        "to the right?",
        "At 0, abs(w) has a kink, and the exercise asks for 0 there. Which NumPy function is -1 "
        "for negative numbers, 0 for zeros and 1 for positive numbers?",
    ),
)
def penalty_gradient(student, rng):
    """The (sub)gradient of l1 * sum of abs(w) + l2 * sum of w^2; 0 from L1 where w is 0."""
    l1, l2 = (float(s) for s in rng.permutation([0.3, 0.8, 1.6])[:2])

    def slope(w, *strengths):
        return array(student(w, *strengths), w.shape)

    w = _away_from_zero(rng, (4, 4))
    yield _l2_part(slope, w, l2).worth(3).as_idea()
    yield _l1_part(slope, np.sort(_away_from_zero(rng, (24,))), l1).worth(3).as_idea()
    w = _away_from_zero(rng, (3, 2, 2, 3))
    matrix = w.reshape(6, 6)
    parts = (slope(matrix, l1, 0.0) + slope(matrix, 0.0, l2)).reshape(w.shape)
    both = array(student(w, l1=l1, l2=l2), w.shape)
    sentence = "With both strengths, the two parts are added, for a kernel of any shape"
    i = int(np.argmax(np.nan_to_num(np.abs(both - parts), nan=np.inf)))
    found = f"{both.flat[i]:.3g} for a weight of {w.flat[i]:.3g} to which the parts alone give "
    found += f"{parts.flat[i]:.3g} in all in a matrix of the same weights"
    yield holds(agree(both, parts), sentence, found, both).worth(3)
    w = _away_from_zero(rng, (5, 3))
    sentence = "The L2 part is the derivative of l2 * w^2, with the factor that comes with it"
    yield close(slope(w, 0.0, l2), 2 * l2 * w, sentence).worth(8)
    w = with_small_ones(rng, (7,))
    w[2] = 2e-5
    sentence = (
        "In the L1 part, a weight of exactly 0 has a gradient of 0, and one that is just close to "
        "0 does not"
    )
    yield _at_zero(slope(w, l1, 0.0), w, l1, sentence).worth(5)
    w = _away_from_zero(rng, (6, 1))
    expected = slope(w.ravel(), l1, l2).reshape(w.shape)
    yield close(slope(w, l1, l2), expected, "A kernel of a single column keeps its shape")


def _away_from_zero(rng, shape):
    """Weights of both signs, none of them small, so that the slope of abs(w) is plain."""
    w = rng.uniform(0.2, 2.0, size=shape) * rng.choice([-1.0, 1.0], size=shape)
    w.flat[:4] = 0.9, -1.3, 0.3, -0.4
    return w


def _l2_part(slope, w, l2):
    """Criterion on the L2 part, whatever constant factor it has."""
    cases = [(w, 2 * l2), (2 * w, l2), (np.vstack([w, w]), l2), (w, l2)]
    got = [slope(kernel, 0.0, strength) for kernel, strength in cases]
    right = [strength * kernel for kernel, strength in cases]
    found = _disproportion(got, w, l2) if np.any(got[-1]) else "a gradient of 0"
    sentence = "In the L2 part, each gradient is proportional to its weight and to l2"
    got, right = (np.concatenate([part.ravel() for part in each]) for each in (got, right))
    return proportional(got, right, sentence, found)


def _disproportion(got, w, l2):
    """Where gradients stop to be proportional, in words."""
    more, doubled, longer, plain = got
    one, size = w[0, 0], w.size
    first = f"{plain[0, 0]:.3g} for a weight of {one:g}"
    factor = plain[0, 0] / one
    if not agree(plain, factor * w):
        return f"{first} and {plain[0, 1]:.3g} for one of {w[0, 1]:g}"
    if factor < 0:
        return f"{first}, which has the wrong sign"
    if not agree(doubled, factor * 2 * w):
        return f"{first} and {doubled[0, 0]:.3g} for one of {2 * one:g} in a kernel twice as large"
    if not agree(longer[: len(w)], factor * w):
        return f"{first} in a kernel of {size} weights and {longer[0, 0]:.3g} in one of {2 * size}"
    return f"{first} at l2 = {l2:g} and {more[0, 0]:.3g} at l2 = {2 * l2:g}"


def _l1_part(slope, w, l1):
    """Criterion on the L1 part, by weights in rising order."""
    got, right = slope(w, l1, 0.0), np.where(w > 0, l1, -l1)
    sentence = "In the L1 part, the gradient is +l1 for positive weights and -l1 for negative ones"
    off = np.flatnonzero(~np.isclose(got, right, atol=1e-5))
    found = ""
    if off.size:
        weight = f"for a weight of {w[off[0]]:.3g} at l1 = {l1:g}"
        found = instead(got[off[0]] + 0, right[off[0]], weight)
    words = "The L1 part of the gradient, for weights in rising order: it jumps from -l1 to l1 at 0"
    drawn = Sketch("curve", got, right, words)
    return holds(not off.size, sentence, found, got).drawn(drawn)


def _at_zero(got, w, l1, sentence):
    right = l1 * np.sign(w)
    off = np.flatnonzero(~np.isclose(got, right, atol=1e-5))
    off = off[np.argsort(np.abs(w[off]))]
    found = ""
    if off.size:
        found = instead(got[off[0]] + 0, right[off[0]], f"for a weight of {w[off[0]]:.3g}")
    return holds(not off.size, sentence, found, got)


gradient_variants.wrong.teach(penalty_gradient)


@penalty_gradient.alternative
def weight_by_weight(w, l1, l2):
    gradient = np.zeros_like(w)
    for place in np.ndindex(w.shape):
        gradient[place] = 2 * l2 * w[place]
        if w[place] != 0:
            gradient[place] += l1 if w[place] > 0 else -l1
    return gradient


@penalty_gradient.alternative
def by_comparisons(w, l1, l2):
    return l1 * (w > 0) - l1 * (w < 0) + l2 * (w + w)


@penalty_gradient.alternative
def by_automatic_differentiation(w, l1, l2):
    import tensorflow as tf

    variable = tf.Variable(w, dtype=tf.float32)
    with tf.GradientTape() as tape:
        penalty = l1 * tf.reduce_sum(tf.abs(variable)) + l2 * tf.reduce_sum(variable**2)
    return tape.gradient(penalty, variable)


@penalty_gradient.alternative
def by_replacing_nan(w, l1, l2):
    with np.errstate(invalid="ignore"):
        return l1 * np.nan_to_num(w / np.abs(w)) + 2 * l2 * w
