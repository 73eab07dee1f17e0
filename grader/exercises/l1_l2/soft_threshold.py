"""Soft thresholding: the proximal step of the L1 norm."""

import numpy as np

from grader.criteria import array, close, holds
from grader.criteria.numbers import instead
from grader.criteria.sketch import Sketch
from grader.exercise import exercise
from grader.exercises.l1_l2 import threshold_variants
from grader.exercises.l1_l2.inputs import with_small_ones
from grader.reference import l1_l2 as reference

ROUNDING = 1e-14
"""What a formula without comparisons may leave of a zero."""


@exercise(
    reference=reference.soft_threshold,
    points=2,
    hints=(
        "Every weight moves towards 0 by `threshold`. For positive weights that means down; what "
        "does it mean for negative ones?",
        "A weight that is closer to 0 than `threshold` must not come out on the other side.",
        "Look at the size and the sign of w separately: shrink the size, but not below 0, then "
        "give it back its sign.",
    ),
)
def soft_threshold(student, rng):
    """Each weight moves towards 0 by the threshold, and stops at exactly 0."""
    threshold = float(rng.choice([0.4, 0.6]))
    w = np.sort(_spread(rng, (41,), threshold))
    out = array(student(w, threshold), w.shape)
    criteria = list(_three_parts(w, out, threshold))
    # One picture is enough: that of the first criterion that fails.
    words = "Weights in rising order, after thresholding: the curve is flat at 0 in the middle"
    picture = Sketch("curve", out, reference.soft_threshold(w, threshold), words)
    first = next((c for c in criteria if not c.passed), None)
    for criterion in criteria:
        yield criterion.drawn(picture) if criterion is first else criterion
    sentence = "It works for a kernel of any shape, and with a larger threshold"
    threshold = 1.6
    for shape in ((4, 4), (3, 2, 2, 3), (12, 1)):
        w = _spread(rng, shape, threshold)
        w.flat[-2:] = 9.5 * threshold, -9.5 * threshold
        out = array(student(w, threshold=threshold), w.shape)
        criterion = close(out, reference.soft_threshold(w, threshold), sentence)
        if not criterion.passed:
            break
    yield criterion.worth(2)
    w = with_small_ones(rng, (7,))
    out = array(student(w, 0.0), w.shape)
    yield close(out, w, "With threshold 0 the weights stay as they are")


def _spread(rng, shape, threshold):
    """Weights above, below and between the thresholds, none of them close to one; one is 0."""
    is_small = rng.random(shape) < 0.4
    sizes = np.where(is_small, rng.uniform(0.05, 0.9, shape), rng.uniform(1.1, 3.0, shape))
    w = threshold * sizes * rng.choice([-1.0, 1.0], size=shape)
    some = np.array([2.4, -2.4, 1.15, -1.15, 0.85, -0.85, 0.2, -0.2, 0.0])
    w.flat[: len(some)] = threshold * some
    return w


def _three_parts(w, out, threshold):
    """Criteria on what becomes of the large positive, the large negative and the small weights."""
    right = reference.soft_threshold(w, threshold)
    off = ~np.isclose(out, right, atol=1e-5)
    small = np.abs(w) <= threshold
    for part, sentence in (
        (w > threshold, "A weight above the threshold goes down by the threshold"),
        (w < -threshold, "A weight below minus the threshold goes up by the threshold"),
    ):
        places = np.flatnonzero(part & off)
        found = _one(w, out, right, places) if places.size else ""
        yield holds(not places.size, sentence, found, out[part]).worth(2).as_idea()
    is_wrong = (np.abs(out) < ROUNDING) != small
    places = np.flatnonzero(is_wrong & small if np.any(is_wrong & small) else is_wrong)
    found = _one(w, out, right, places) if places.size else ""
    sentence = "A weight between the two thresholds becomes exactly 0, and no other weight does"
    yield holds(not places.size, sentence, found, out[small]).worth(3).as_idea()


def _one(w, out, right, places):
    """What became of one weight, neither the largest nor the smallest of those that are wrong."""
    i = places[len(places) // 2]
    return instead(out[i] + 0, right[i] + 0, f"for a weight of {w[i]:.3g}")


threshold_variants.wrong.teach(soft_threshold)


@soft_threshold.alternative
def by_cases(w, threshold):
    return np.where(w > threshold, w - threshold, np.where(w < -threshold, w + threshold, 0))


@soft_threshold.alternative
def weight_by_weight(w, threshold):
    out = np.zeros_like(w)
    for place, value in np.ndenumerate(w):
        if abs(value) > threshold:
            out[place] = value - threshold if value > 0 else value + threshold
    return out


@soft_threshold.alternative
def minus_what_is_clipped(w, threshold):
    return w - np.clip(w, -threshold, threshold)


@soft_threshold.alternative
def two_relus_in_single_precision(w, threshold):
    w = w.astype(np.float32)
    return np.maximum(w - threshold, 0) - np.maximum(-w - threshold, 0)


@soft_threshold.alternative
def by_a_tensor(w, threshold):
    import keras

    return keras.ops.soft_shrink(keras.ops.convert_to_tensor(w), threshold)


@soft_threshold.alternative
def by_masks_of_a_copy(w, threshold):
    out = w.copy()
    positive, negative = w > threshold, w < -threshold
    out[positive] -= threshold
    out[negative] += threshold
    out[~(positive | negative)] = 0
    return out
