"""The gradient of the elastic-net penalty with respect to one kernel."""

import numpy as np

from grader.criteria import array, close
from grader.exercise import exercise
from grader.reference import l1_l2 as reference


@exercise(
    reference=reference.penalty_gradient,
    points=2,
    hints=(
        "Differentiate l2 * w^2 for one weight. Which factor comes down from the exponent?",
        "The slope of abs(w) is the same however large w is. What is it left of 0, and what right "
        "of 0?",
        "At 0, abs(w) has a kink; there, 0 is asked for. Which NumPy function is -1, 0 or 1?",
    ),
)
def penalty_gradient(student, rng):
    """The (sub)gradient of l1 * sum of abs(w) + l2 * sum of w^2; 0 from L1 where w is 0."""
    l1, l2 = (float(s) for s in rng.permutation([0.3, 0.7, 1.6])[:2])
    w = _away_from_zero(rng, (4, 3))
    gradient = array(student(w, 0.0, l2), w.shape)
    yield close(gradient, 2 * l2 * w, "Of the L2 part, a weight's gradient is 2 * l2 * w").worth(3)
    gradient = array(student(w, l1, 0.0), w.shape)
    sentence = "Of the L1 part, it is +l1 for positive weights and -l1 for negative ones"
    yield close(gradient, np.where(w > 0, l1, -l1), sentence).worth(3)
    w = _away_from_zero(rng, (3, 2, 2, 3))
    gradient = array(student(w, l1=l1, l2=l2), w.shape)
    expected = reference.penalty_gradient(w, l1, l2)
    yield close(gradient, expected, "The two parts are added, for a kernel of any shape").worth(3)
    w = _away_from_zero(rng, (7,))
    w[[1, 4]] = 0.0
    gradient = array(student(w, l1, l2), w.shape)
    expected = reference.penalty_gradient(w, l1, l2)
    yield close(gradient, expected, "Weights that are exactly 0 get no gradient").worth(2)


def _away_from_zero(rng, shape):
    """Weights of both signs, none of them small, so that the slope of abs(w) is plain."""
    w = rng.uniform(0.2, 2.0, size=shape) * rng.choice([-1.0, 1.0], size=shape)
    w.flat[:2] = 0.9, -1.3
    return w


@penalty_gradient.mistake(
    "The factor 2 is missing: the derivative of w^2 is 2w, and there is no half in the penalty."
)
def without_the_two(w, l1, l2):
    return l1 * np.sign(w) + l2 * w


@penalty_gradient.mistake(
    "These are the penalties of the weights themselves; their derivatives are asked for."
)
def penalty_of_each_weight(w, l1, l2):
    return l1 * np.abs(w) + l2 * w**2


@penalty_gradient.mistake("The penalty itself comes back; its gradient has one number a weight.")
def the_penalty(w, l1, l2):
    return reference.elastic_net_penalty([w], l1, l2)


@penalty_gradient.mistake("The gradient is summed up to one number; each weight needs its own.")
def summed_up(w, l1, l2):
    return np.sum(reference.penalty_gradient(w, l1, l2))


@penalty_gradient.mistake(
    "The L1 part has no sign: where w is negative, abs(w) falls, so its slope is -1."
)
def l1_without_sign(w, l1, l2):
    return l1 * (w != 0) + 2 * l2 * w


@penalty_gradient.mistake(
    "The L1 part has no sign and acts on zero weights too: its slope is -1, 0 or 1, as sign(w)."
)
def l1_everywhere(w, l1, l2):
    return l1 + 2 * l2 * w


@penalty_gradient.mistake(
    "The L2 part has lost its sign: the derivative of w^2 is 2w, negative where w is negative."
)
def l2_without_sign(w, l1, l2):
    return l1 * np.sign(w) + 2 * l2 * np.abs(w)


@penalty_gradient.mistake(
    "The L1 part is proportional to w; the slope of abs(w) is the same however large w is."
)
def l1_times_w(w, l1, l2):
    return l1 * w + 2 * l2 * w


@penalty_gradient.mistake(
    "w / abs(w) is NaN where a weight is 0: there the L1 part must give 0, as np.sign does."
)
def divides_by_zero(w, l1, l2):
    return l1 * w / np.abs(w) + 2 * l2 * w


@penalty_gradient.mistake(
    "A weight of exactly 0 counts as a positive one; there the L1 part must give 0."
)
def zero_counts_as_positive(w, l1, l2):
    return np.where(w >= 0, l1, -l1) + 2 * l2 * w


@penalty_gradient.mistake(
    "A weight of exactly 0 counts as a negative one; there the L1 part must give 0."
)
def zero_counts_as_negative(w, l1, l2):
    return np.where(w > 0, l1, -l1) + 2 * l2 * w


@penalty_gradient.mistake("The L1 part is missing: l1 * sign(w) has to be added.")
def without_l1(w, l1, l2):
    return 2 * l2 * w


@penalty_gradient.mistake("The L2 part is missing: 2 * l2 * w has to be added.")
def without_l2(w, l1, l2):
    return l1 * np.sign(w)


@penalty_gradient.mistake("The strengths are exchanged: l1 belongs to sign(w), l2 to 2w.")
def exchanges_the_strengths(w, l1, l2):
    return l2 * np.sign(w) + 2 * l1 * w


@penalty_gradient.mistake(
    "The sign is turned round: this is the direction of descent. The gradient points uphill, and "
    "the optimizer subtracts it."
)
def downhill(w, l1, l2):
    return -reference.penalty_gradient(w, l1, l2)


@penalty_gradient.mistake("The gradient is divided by the number of weights; penalties are sums.")
def of_a_mean(w, l1, l2):
    return reference.penalty_gradient(w, l1, l2) / w.size


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
    return tape.gradient(penalty, variable).numpy()
