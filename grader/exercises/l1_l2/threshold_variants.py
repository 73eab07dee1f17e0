"""Wrong ways to threshold softly."""

import numpy as np

from grader.exercises.wrong import Wrong
from grader.reference import l1_l2 as reference

wrong = Wrong()


@wrong(
    "This is HARD thresholding: large weights stay as they are, so the penalty does not act on "
    "them at all. Soft thresholding moves them towards 0 as well, by the threshold.",
    about="idea",
)
def hard_threshold(w, threshold):
    return np.where(np.abs(w) > threshold, w, 0.0)


@wrong(
    "Small weights jump over 0 and come out with the other sign, so no weight ever becomes exactly "
    "0. Stop them at 0: the size of a weight cannot shrink below 0.",
    about="idea",
)
def overshoots(w, threshold):
    return w - threshold * np.sign(w)


@wrong(
    "There are three cases, not two: all weights that are not above the threshold move up, small "
    "ones too. What lies between minus the threshold and the threshold becomes exactly 0.",
    about="idea",
)
def two_cases(w, threshold):
    return np.where(w > threshold, w - threshold, w + threshold)


@wrong(
    "You subtract the threshold from negative weights too, which moves them away from 0. There it "
    "must be added.",
    about="idea",
)
def moves_all_down(w, threshold):
    return np.where(np.abs(w) > threshold, w - threshold, 0.0)


@wrong(
    "You subtract the threshold from every weight: small ones go below 0 instead of stopping "
    "there, and negative ones move away from 0. Every weight must move towards 0.",
    about="idea",
)
def subtracts_everywhere(w, threshold):
    return w - threshold


@wrong(
    "All negative weights become 0, as in a ReLU, so the network would lose half of its weights. "
    "Both sides shrink towards 0 in the same way.",
    about="idea",
)
def positive_side_alone(w, threshold):
    return np.maximum(w - threshold, 0.0)


@wrong(
    "The sign gets lost: negative weights come out positive. Multiply the size that is left by "
    "`np.sign(w)`.",
    about="idea",
)
def without_sign(w, threshold):
    return np.maximum(np.abs(w) - threshold, 0.0)


@wrong(
    "A parenthesis is misplaced: the threshold is subtracted from w, not from its size. The size "
    "that is left is abs(w) - threshold, but not below 0.",
    about="idea",
)
def threshold_inside_abs(w, threshold):
    return np.sign(w) * np.maximum(np.abs(w - threshold), 0.0)


@wrong(
    "Large weights move away from 0, so the penalty would make them grow. Subtract the threshold "
    "from positive weights and add it to negative ones.",
    about="idea",
)
def away_from_zero(w, threshold):
    return np.where(np.abs(w) > threshold, w + threshold * np.sign(w), 0.0)


@wrong(
    "This keeps the small weights and wipes out the large ones, which are those that matter. It "
    "must be the other way round, and the large ones shrink by the threshold.",
    about="idea",
)
def keeps_the_small(w, threshold):
    return np.where(np.abs(w) <= threshold, w, 0.0)


@wrong(
    "This clips the weights to +-threshold. That is the part that the proximal step takes away "
    "from w, not what is left.",
    about="idea",
)
def clips(w, threshold):
    return np.clip(w, -threshold, threshold)


@wrong(
    "The steps get in each other's way: after `out[out > threshold] -= threshold`, weights that "
    "were large have become small and are set to 0 as well. Decide from the original w.",
)
def one_after_the_other(w, threshold):
    out = w.copy()
    out[out > threshold] -= threshold
    out[out < -threshold] += threshold
    out[np.abs(out) <= threshold] = 0
    return out


@wrong(
    "You divide every weight by the same number: that is the proximal step of the L2 penalty, "
    "which never makes a weight exactly 0. L1 subtracts the same amount from every size.",
    about="idea",
)
def proximal_l2(w, threshold):
    return w / (1 + 2 * threshold)


@wrong(
    "You divide every weight by 1 + threshold: this shrinks as half an L2 penalty does, and never "
    "makes a weight exactly 0. L1 subtracts the same amount from every size.",
    about="idea",
)
def proximal_half_l2(w, threshold):
    return w / (1 + threshold)


@wrong(
    "You multiply every weight by the same number: this shrinks as weight decay does, and never "
    "makes a weight exactly 0. L1 subtracts the same amount from every size.",
    about="idea",
)
def decays(w, threshold):
    return w * (1 - threshold)


@wrong(
    "You shrink the whole array as one vector, by its norm, so single weights never become 0. "
    "Every weight has to shrink by itself.",
    about="idea",
)
def of_the_whole_norm(w, threshold):
    norm = np.linalg.norm(w)
    return w * max(1 - threshold / norm, 0.0)


@wrong(
    "The weights move by half the threshold, so too few of them become 0. They move by the whole "
    "threshold."
)
def half_the_threshold(w, threshold):
    return reference.soft_threshold(w, threshold / 2)


@wrong(
    "When the threshold is 0 and a weight is too, dividing by abs(w) gives 0 / 0, which is NaN. "
    "Multiply by `np.sign(w)` instead, which needs no division."
)
def divides_by_zero(w, threshold):
    return w * np.maximum(1 - threshold / np.abs(w), 0.0)
