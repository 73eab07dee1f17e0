"""Wrong gradients of the elastic-net penalty."""

import numpy as np

from grader.exercises.wrong import Wrong
from grader.reference import l1_l2 as reference

wrong = Wrong()


@wrong(
    "The factor 2 is missing, so L2 pulls half as hard as its strength says. The derivative of w^2 "
    "is 2w, and there is no half in the penalty to cancel the 2."
)
def without_the_two(w, l1, l2):
    return l1 * np.sign(w) + l2 * w


@wrong(
    "These are the penalties of the single weights. The optimizer needs to know how fast each of "
    "them changes with its weight: return the derivatives.",
    about="idea",
)
def penalty_of_each_weight(w, l1, l2):
    return l1 * np.abs(w) + l2 * w**2


@wrong(
    "You return the penalty itself, one number for all weights. Its gradient has one number for "
    "each weight: how fast the penalty rises with that weight.",
    about="idea",
)
def the_penalty(w, l1, l2):
    return reference.elastic_net_penalty([w], l1, l2)


@wrong(
    "You add the gradient up to a single number, so all weights would be moved alike. Each weight "
    "needs its own: leave out the sum."
)
def summed_up(w, l1, l2):
    return np.sum(reference.penalty_gradient(w, l1, l2))


@wrong(
    "The L1 part is positive for negative weights too, so a step would push them further away from "
    "0. There abs(w) falls as w rises: its slope is -1.",
    about="idea",
)
def l1_without_sign(w, l1, l2):
    return l1 * (w != 0) + 2 * l2 * w


@wrong(
    "You add `l1` to every weight's gradient, so a step would push all weights down, those below 0 "
    "away from 0. The slope of abs(w) is -1, 0 or 1, which is the sign of w.",
    about="idea",
)
def l1_everywhere(w, l1, l2):
    return l1 + 2 * l2 * w


@wrong(
    "In the L1 part, negative weights get no gradient, as in a ReLU. But abs(w) falls to the left "
    "of 0, so its slope there is -1.",
    about="idea",
)
def positive_side_alone(w, l1, l2):
    return l1 * (w > 0) + 2 * l2 * w


@wrong(
    "The L2 part has lost its sign, so a step would push negative weights away from 0. The "
    "derivative of w^2 is 2w, which is negative where w is.",
    about="idea",
)
def l2_without_sign(w, l1, l2):
    return l1 * np.sign(w) + 2 * l2 * np.abs(w)


@wrong(
    "The L1 part is proportional to w, so it would pull on small weights less and less, as L2 "
    "does. The slope of abs(w) is the same however large w is.",
    about="idea",
)
def l1_times_w(w, l1, l2):
    return l1 * w + 2 * l2 * w


@wrong(
    "The L2 part is divided by the norm of the kernel: that is the gradient of the norm itself. "
    "The penalty is the SQUARED norm, whose gradient is 2w.",
    about="idea",
)
def of_the_norm(w, l1, l2):
    return l1 * np.sign(w) + l2 * w / np.linalg.norm(w)


@wrong(
    "Where a weight is 0, w / abs(w) is 0 / 0, which is NaN, and a single NaN spoils the whole "
    "network. There the L1 part must give 0, as `np.sign` does."
)
def divides_by_zero(w, l1, l2):
    return l1 * w / np.abs(w) + 2 * l2 * w


@wrong(
    "A weight of exactly 0 counts as positive, so a step would push it away from 0, where L1 wants "
    "it. At 0 the L1 part must give 0."
)
def zero_counts_as_positive(w, l1, l2):
    return np.where(w >= 0, l1, -l1) + 2 * l2 * w


@wrong(
    "A weight of exactly 0 counts as negative, so a step would push it away from 0, where L1 wants "
    "it. At 0 the L1 part must give 0."
)
def zero_counts_as_negative(w, l1, l2):
    return np.where(w > 0, l1, -l1) + 2 * l2 * w


@wrong(
    "The L1 part is missing, so nothing pulls small weights all the way to 0. Add l1 * sign(w).",
    about="idea",
)
def without_l1(w, l1, l2):
    return 2 * l2 * w


@wrong(
    "The L2 part is missing, so large weights are pulled no harder than small ones. Add 2 * l2 * w "
    "to the gradient.",
    about="idea",
)
def without_l2(w, l1, l2):
    return l1 * np.sign(w)


@wrong(
    "The strengths are exchanged, so whoever asks for more L1 gets more L2. `l1` belongs to "
    "sign(w), `l2` to 2w.",
    about="idea",
)
def exchanges_the_strengths(w, l1, l2):
    return l2 * np.sign(w) + 2 * l1 * w


@wrong(
    "All signs are reversed: this is the direction of descent. The gradient points uphill, and it "
    "is the optimizer that subtracts it; subtracted twice, the weights would grow.",
    about="idea",
)
def downhill(w, l1, l2):
    return -reference.penalty_gradient(w, l1, l2)


@wrong(
    "You divide by the number of weights, so the pull on each weight depends on the size of its "
    "kernel. The penalties are sums, not means.",
    about="idea",
)
def of_a_mean(w, l1, l2):
    return reference.penalty_gradient(w, l1, l2) / w.size
