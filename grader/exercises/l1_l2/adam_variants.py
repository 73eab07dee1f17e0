"""AdamW steps with single parts exchanged: what most wrong answers come to."""

import numpy as np

from grader.exercises.l1_l2.adam_parts import adam, averaged, corrected, decayed, direction, variant
from grader.exercises.wrong import Wrong

wrong = Wrong()

# Names, what is wrong, what it is about, and the parts that make it so.
PARTS = (
    (
        "adam_with_l2",
        "You add the decay to the gradient: that is Adam with an L2 penalty. There the pull is "
        "divided by the root of v like everything else, so weights with large gradients hardly "
        "shrink. AdamW keeps the decay apart.",
        "idea",
        {"seen": lambda g, w, decay: g + decay * w, "move": adam},
    ),
    (
        "adam_with_keras_l2",
        "You add 2 * decay * w to the gradient: that is Adam with Keras' L2 penalty. There the "
        "pull is divided by the root of v like everything else, so weights with large gradients "
        "hardly shrink. AdamW keeps the decay apart.",
        "idea",
        {"seen": lambda g, w, decay: g + 2 * decay * w, "move": adam},
    ),
    (
        "decay_twice",
        "The decay acts twice: on w, and in the gradient that m and v see. It belongs to w alone; "
        "m and v only see the gradient of the loss.",
        "idea",
        {"seen": lambda g, w, decay: g + decay * w},
    ),
    (
        "decay_without_the_rate",
        "You do not multiply the decay by the learning rate, so the weights still shrink as fast "
        "when the learning rate has become small. Here, as in Keras, it is multiplied.",
        "",
        {"move": lambda w, towards, rate, decay: w - rate * towards - decay * w},
    ),
    (
        "decay_doubled",
        "There is a factor 2 in the decay, so the weights shrink twice as fast as they should. "
        "Decay takes learning_rate * decay * w.",
        "",
        {"move": lambda w, towards, rate, decay: decayed(w, towards, rate, 2 * decay)},
    ),
    (
        "decay_halved",
        "There is a half in the decay, so the weights shrink half as fast as they should. Decay "
        "takes learning_rate * decay * w.",
        "",
        {"move": lambda w, towards, rate, decay: decayed(w, towards, rate, decay / 2)},
    ),
    (
        "decays_afterwards",
        "You let the weights decay after Adam's step, so the step itself decays too. It is the w "
        "from before the step that decays.",
        "",
        {"move": lambda w, towards, rate, decay: (w - rate * towards) * (1 - rate * decay)},
    ),
    (
        "grows",
        "The decay has the wrong sign, so the weights grow in every step. It must be subtracted.",
        "idea",
        {"move": lambda w, towards, rate, decay: decayed(w, towards, rate, -decay)},
    ),
    (
        "plain_adam",
        "The decay is missing: this is Adam, and nothing shrinks the weights. Subtract "
        "learning_rate * decay * w as well.",
        "idea",
        {"move": adam},
    ),
    (
        "uphill",
        "The step goes uphill, so the loss grows. Adam's direction has to be subtracted.",
        "idea",
        {"move": lambda w, towards, rate, decay: decayed(w, -towards, rate, decay)},
    ),
    (
        "without_correction",
        "You do not correct m and v for their start at 0, so the first steps have the wrong "
        "length. For the step, divide m by 1 - beta_1**step and v by 1 - beta_2**step.",
        "",
        {"correct": lambda m, v, beta_1, beta_2, step: (m, v)},
    ),
    (
        "corrects_m_alone",
        "You do not correct v for its start at 0. It is far too small at first, so the first steps "
        "are far too long: divide it by 1 - beta_2**step.",
        "",
        {"correct": lambda m, v, beta_1, beta_2, step: (m / (1 - beta_1**step), v)},
    ),
    (
        "corrects_v_alone",
        "You do not correct m for its start at 0. It is too small at first, so the first steps are "
        "too short: divide it by 1 - beta_1**step.",
        "",
        {"correct": lambda m, v, beta_1, beta_2, step: (m, v / (1 - beta_2**step))},
    ),
    (
        "counts_from_0",
        "You count steps from 0, so the first correction divides by 1 - beta**0, which is 0. "
        "`step` counts from 1 already: the power is `step` itself.",
        "",
        {"correct": lambda m, v, b1, b2, step: corrected(m, v, b1, b2, step - 1)},
    ),
    (
        "counts_from_2",
        "You use the power step + 1, so the corrections are too weak. `step` counts from 1 "
        "already: the power is `step` itself.",
        "",
        {"correct": lambda m, v, b1, b2, step: corrected(m, v, b1, b2, step + 1)},
    ),
    (
        "correction_without_power",
        "Your corrections are the same in every step, so later steps have the wrong length. The "
        "divisor is 1 - beta**step, which approaches 1.",
        "",
        {"correct": lambda m, v, b1, b2, step: corrected(m, v, b1, b2, 1)},
    ),
    (
        "product_for_power",
        "You multiply beta by the step; the corrections use a power, 1 - beta**step. A product "
        "soon makes the divisor negative.",
        "",
        {"correct": lambda m, v, b1, b2, step: (m / (1 - b1 * step), v / (1 - b2 * step))},
    ),
    (
        "exchanges_the_betas",
        "The betas are exchanged, so m remembers for too long and v for too short a time. beta_1 "
        "belongs to m, beta_2 to v.",
        "",
        {
            "means": lambda m, v, g, b1, b2: averaged(m, v, g, b2, b1),
            "correct": lambda m, v, b1, b2, step: corrected(m, v, b2, b1, step),
        },
    ),
    (
        "beta_for_the_new",
        "You give the new gradient the weight beta, so the means hardly remember anything. Beta is "
        "the share of the old mean that is kept; the new gradient gets 1 - beta.",
        "",
        {"means": lambda m, v, g, b1, b2: averaged(m, v, g, 1 - b1, 1 - b2)},
    ),
    (
        "v_without_square",
        "Your v averages the gradient itself, so positive and negative gradients cancel, and its "
        "root may not exist. v is the running mean of the SQUARED gradient.",
        "",
        {"means": lambda m, v, g, b1, b2: (b1 * m + (1 - b1) * g, b2 * v + (1 - b2) * g)},
    ),
    (
        "sums_instead_of_means",
        "You add the new gradient with its full weight, so m and v grow into sums. In a running "
        "mean, the new gradient gets the share 1 - beta.",
        "",
        {"means": lambda m, v, g, b1, b2: (b1 * m + g, b2 * v + g**2)},
    ),
    (
        "without_root",
        "You divide by v itself, so small gradients make huge steps. Divide by the root of v, "
        "which has the size of a gradient.",
        "",
        {"divide": lambda m, v, epsilon: m / (v + epsilon)},
    ),
    (
        "epsilon_under_the_root",
        "Your `epsilon` stands under the root, where it acts as its own root, which is far larger. "
        "Add it outside: sqrt(v) + epsilon.",
        "",
        {"divide": lambda m, v, epsilon: m / np.sqrt(v + epsilon)},
    ),
    (
        "without_epsilon",
        "You leave out `epsilon`: a weight that never had a gradient has v = 0, and 0 / 0 is NaN. "
        "Divide by sqrt(v) + epsilon.",
        "",
        {"divide": lambda m, v, epsilon: m / np.sqrt(v)},
    ),
    (
        "fixed_epsilon",
        "Your function has an `epsilon` of its own, so the argument does nothing. Use the one that "
        "is passed in.",
        "",
        {"divide": lambda m, v, epsilon: direction(m, v, 1e-8)},
    ),
)

for name, message, about, parts in PARTS:
    wrong(message, about)(variant(name, **parts))
