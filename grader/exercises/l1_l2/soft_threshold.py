"""Soft thresholding: the proximal step of the L1 norm."""

import numpy as np

from grader.criteria import array, close, holds
from grader.exercise import exercise
from grader.reference import l1_l2 as reference


@exercise(
    reference=reference.soft_threshold,
    points=2,
    hints=(
        "Every weight moves towards 0 by `threshold`. Towards 0 means down for positive weights; "
        "and for negative ones?",
        "A weight that is nearer to 0 than `threshold` must not come out on the other side.",
        "Take the size and the sign of w apart: shrink the size, not below 0, then give it its "
        "sign back.",
    ),
)
def soft_threshold(student, rng):
    """Each weight moves towards 0 by the threshold, and stops at exactly 0."""
    threshold = float(rng.choice([0.4, 0.6, 0.9]))
    w = _spread(rng, (6, 5), threshold)
    out = array(student(w, threshold), w.shape)
    up, down = w > threshold, w < -threshold
    sentence = "Weights above the threshold come down by it"
    yield close(out[up], w[up] - threshold, sentence).worth(2)
    sentence = "Weights below minus the threshold come up by it"
    yield close(out[down], w[down] + threshold, sentence).worth(2)
    small = np.abs(w) <= threshold
    sentence = "Weights smaller than the threshold become exactly 0, and no others do"
    found = f"{int(np.sum(out[small] == 0))} of the {int(small.sum())} small ones are exactly 0, "
    found += f"and {int(np.sum(out[~small] == 0))} of the others"
    yield holds(np.array_equal(out == 0, small), sentence, found).worth(2)
    w = _spread(rng, (3, 2, 2, 3), threshold)
    out = array(student(w, threshold=threshold), w.shape)
    expected = reference.soft_threshold(w, threshold)
    yield close(out, expected, "It works for a kernel of any shape").worth(2)
    w = np.append(rng.normal(size=6), 0.0)
    out = array(student(w, 0.0), w.shape)
    yield close(out, w, "With threshold 0 the weights stay as they are").worth(0.5)


def _spread(rng, shape, threshold):
    """Weights of which some surely lie above, below and between the thresholds, and one is 0."""
    w = rng.uniform(-2.5, 2.5, size=shape)
    w.flat[:5] = 1.5 * threshold, -1.5 * threshold, 0.8 * threshold, -0.8 * threshold, 0.0
    return w


@soft_threshold.mistake(
    "This is HARD thresholding: large weights are kept as they are. Soft thresholding moves them "
    "towards 0 as well."
)
def hard_threshold(w, threshold):
    return np.where(np.abs(w) > threshold, w, 0.0)


@soft_threshold.mistake(
    "Small weights overshoot 0 and come out with the other sign: stop them at 0."
)
def overshoots(w, threshold):
    return w - threshold * np.sign(w)


@soft_threshold.mistake(
    "The threshold is subtracted on the negative side too: there it has to be added, so that the "
    "weight moves towards 0."
)
def moves_all_down(w, threshold):
    return np.where(np.abs(w) > threshold, w - threshold, 0.0)


@soft_threshold.mistake("The threshold is subtracted from everything: nothing stops at 0.")
def subtracts_everywhere(w, threshold):
    return w - threshold


@soft_threshold.mistake(
    "Negative weights become 0: this shrinks the positive side alone. Both sides shrink towards 0."
)
def positive_side_alone(w, threshold):
    return np.maximum(w - threshold, 0.0)


@soft_threshold.mistake("The sign is lost: negative weights must stay negative.")
def without_sign(w, threshold):
    return np.maximum(np.abs(w) - threshold, 0.0)


@soft_threshold.mistake("The signs are turned round: weights move away from 0.")
def away_from_zero(w, threshold):
    return np.where(np.abs(w) > threshold, w + threshold * np.sign(w), 0.0)


@soft_threshold.mistake("This keeps the small weights and wipes out the large ones.")
def keeps_the_small(w, threshold):
    return np.where(np.abs(w) <= threshold, w, 0.0)


@soft_threshold.mistake("This clips to +-threshold: it is the part that should be subtracted.")
def clips(w, threshold):
    return np.clip(w, -threshold, threshold)


@soft_threshold.mistake(
    "Every weight is divided by the same number: that is the proximal step of the L2 penalty, "
    "which makes no zeros."
)
def proximal_l2(w, threshold):
    return w / (1 + 2 * threshold)


@soft_threshold.mistake(
    "Every weight is divided by the same number, 1 + threshold: this shrinks as half an L2 penalty "
    "does, and makes no zeros."
)
def proximal_half_l2(w, threshold):
    return w / (1 + threshold)


@soft_threshold.mistake(
    "Every weight is multiplied by the same number: this shrinks as weight decay does, and makes "
    "no zeros."
)
def decays(w, threshold):
    return w * (1 - threshold)


@soft_threshold.mistake(
    "The whole array shrinks as one vector, by its norm: every weight has to shrink for itself."
)
def of_the_whole_norm(w, threshold):
    norm = np.linalg.norm(w)
    return w * max(1 - threshold / norm, 0.0)


@soft_threshold.mistake("The weights move by half the threshold.")
def half_the_threshold(w, threshold):
    return reference.soft_threshold(w, threshold / 2)


@soft_threshold.mistake("Dividing by abs(w) gives NaN where a weight and the threshold are both 0.")
def divides_by_zero(w, threshold):
    with np.errstate(divide="ignore", invalid="ignore"):
        return w * np.maximum(1 - threshold / np.abs(w), 0.0)


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
