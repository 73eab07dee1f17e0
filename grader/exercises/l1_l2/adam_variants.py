"""AdamW steps with single parts exchanged: what most wrong answers come to."""

import numpy as np


def unchanged(gradient, w, decay):
    """The gradient that m and v see."""
    return gradient


def averaged(m, v, gradient, beta_1, beta_2):
    """The running means after one more gradient."""
    return beta_1 * m + (1 - beta_1) * gradient, beta_2 * v + (1 - beta_2) * gradient**2


def corrected(m, v, beta_1, beta_2, step):
    """The running means without the pull of their start at 0."""
    return m / (1 - beta_1**step), v / (1 - beta_2**step)


def direction(m, v, epsilon):
    """Where Adam goes, by corrected means."""
    return m / (np.sqrt(v) + epsilon)


def decayed(w, towards, rate, decay):
    """w after a step and its decay."""
    return w - rate * towards - rate * decay * w


def adam(w, towards, rate, decay):
    """The same without the decay."""
    return w - rate * towards


def variant(
    name, seen=unchanged, means=averaged, correct=corrected, divide=direction, move=decayed
):
    """An `adamw_step` called `name` with other parts; each is as its default above."""

    def step(w, gradient, m, v, step, learning_rate, decay, beta_1=0.9, beta_2=0.999, epsilon=1e-7):
        with np.errstate(all="ignore"):
            m, v = means(m, v, seen(gradient, w, decay), beta_1, beta_2)
            towards = divide(*correct(m, v, beta_1, beta_2, step), epsilon)
            return move(w, towards, learning_rate, decay), m, v

    step.__name__ = name
    return step


# Names, what is wrong, and the parts that make it so.
MISTAKES = (
    (
        "adam_with_l2",
        "The decay is added to the gradient: that is Adam with an L2 penalty, whose pull is "
        "divided by the root of v like all else. AdamW keeps it apart.",
        {"seen": lambda g, w, decay: g + decay * w, "move": adam},
    ),
    (
        "adam_with_keras_l2",
        "2 * decay * w is added to the gradient: that is Adam with the L2 penalty of Keras, whose "
        "pull is divided by the root of v like all else. AdamW keeps it apart.",
        {"seen": lambda g, w, decay: g + 2 * decay * w, "move": adam},
    ),
    (
        "decay_twice",
        "The decay acts twice: in the gradient that m and v see, and on w. It belongs to w alone.",
        {"seen": lambda g, w, decay: g + decay * w},
    ),
    (
        "decay_without_the_rate",
        "The decay is not multiplied by the learning rate; here, as in Keras, it is.",
        {"move": lambda w, towards, rate, decay: w - rate * towards - decay * w},
    ),
    (
        "decay_doubled",
        "There is a factor 2 in the decay; it is learning_rate * decay * w.",
        {"move": lambda w, towards, rate, decay: decayed(w, towards, rate, 2 * decay)},
    ),
    (
        "decay_halved",
        "There is a half in the decay; it is learning_rate * decay * w.",
        {"move": lambda w, towards, rate, decay: decayed(w, towards, rate, decay / 2)},
    ),
    (
        "decays_afterwards",
        "The weights decay after Adam's step, the new ones: it is the w from before the step that "
        "decays.",
        {"move": lambda w, towards, rate, decay: (w - rate * towards) * (1 - rate * decay)},
    ),
    (
        "grows",
        "The decay has the wrong sign: the weights grow; it must be subtracted.",
        {"move": lambda w, towards, rate, decay: decayed(w, towards, rate, -decay)},
    ),
    ("plain_adam", "The decay is missing: this is Adam.", {"move": adam}),
    (
        "uphill",
        "The step goes uphill: Adam's direction has to be subtracted.",
        {"move": lambda w, towards, rate, decay: decayed(w, -towards, rate, decay)},
    ),
    (
        "without_correction",
        "m and v are not corrected for their start at 0: divide by 1 - beta**step before the step.",
        {"correct": lambda m, v, beta_1, beta_2, step: (m, v)},
    ),
    (
        "corrects_m_alone",
        "v is not corrected for its start at 0: divide it by 1 - beta_2**step, too.",
        {"correct": lambda m, v, beta_1, beta_2, step: (m / (1 - beta_1**step), v)},
    ),
    (
        "corrects_v_alone",
        "m is not corrected for its start at 0: divide it by 1 - beta_1**step, too.",
        {"correct": lambda m, v, beta_1, beta_2, step: (m, v / (1 - beta_2**step))},
    ),
    (
        "counts_from_0",
        "The corrections count the step from 0; it counts from 1, so the power is `step` itself.",
        {"correct": lambda m, v, b1, b2, step: corrected(m, v, b1, b2, step - 1)},
    ),
    (
        "counts_from_2",
        "The corrections use the power step + 1; `step` counts from 1 already.",
        {"correct": lambda m, v, b1, b2, step: corrected(m, v, b1, b2, step + 1)},
    ),
    (
        "correction_without_power",
        "The corrections forget the step: the divisor is 1 - beta**step, which goes to 1.",
        {"correct": lambda m, v, b1, b2, step: corrected(m, v, b1, b2, 1)},
    ),
    (
        "product_for_power",
        "The corrections multiply by the step in place of the power: it is 1 - beta**step.",
        {"correct": lambda m, v, b1, b2, step: (m / (1 - b1 * step), v / (1 - b2 * step))},
    ),
    (
        "exchanges_the_betas",
        "The betas are exchanged: beta_1 belongs to m, beta_2 to v.",
        {
            "means": lambda m, v, g, b1, b2: averaged(m, v, g, b2, b1),
            "correct": lambda m, v, b1, b2, step: corrected(m, v, b2, b1, step),
        },
    ),
    (
        "beta_for_the_new",
        "Beta weighs the new gradient; it is the share of the old mean that is kept, and 1 - beta "
        "the new gradient's.",
        {"means": lambda m, v, g, b1, b2: averaged(m, v, g, 1 - b1, 1 - b2)},
    ),
    (
        "v_without_square",
        "v averages the gradient itself; it is the mean of its square.",
        {"means": lambda m, v, g, b1, b2: (b1 * m + (1 - b1) * g, b2 * v + (1 - b2) * g)},
    ),
    (
        "sums_instead_of_means",
        "The new gradient enters m and v with its full weight; it has the share 1 - beta.",
        {"means": lambda m, v, g, b1, b2: (b1 * m + g, b2 * v + g**2)},
    ),
    (
        "without_root",
        "The step is divided by v itself; its root is missing.",
        {"divide": lambda m, v, epsilon: m / (v + epsilon)},
    ),
    (
        "epsilon_under_the_root",
        "`epsilon` stands under the root; it is added to the root: sqrt(v) + epsilon.",
        {"divide": lambda m, v, epsilon: m / np.sqrt(v + epsilon)},
    ),
    (
        "without_epsilon",
        "`epsilon` is missing: where v is 0, the step is 0 / 0.",
        {"divide": lambda m, v, epsilon: m / np.sqrt(v)},
    ),
    (
        "fixed_epsilon",
        "`epsilon` is fixed in the function: use the one that is given.",
        {"divide": lambda m, v, epsilon: direction(m, v, 1e-8)},
    ),
)
