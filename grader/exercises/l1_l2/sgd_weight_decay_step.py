"""One step of SGD with decoupled weight decay."""

import numpy as np

from grader.exercise import exercise
from grader.exercises.l1_l2 import decay_variants
from grader.exercises.l1_l2.steps import Steps
from grader.reference import l1_l2 as reference


@exercise(
    reference=reference.sgd_weight_decay_step,
    points=1,
    hints=(
        "In each step, the weights lose a fixed share of themselves, whatever the gradient is.",
        "The share is learning_rate * decay. Which w is it a share of: the one before the step or "
        "the one after it?",
    ),
)
def sgd_weight_decay_step(student, rng):
    """New weights: w - learning_rate * gradient - learning_rate * decay * w."""
    steps = Steps(student, rng)
    yield steps.plain("With decay 0, it is plain SGD").worth(2).as_idea()
    sentence = "Where the loss is flat, every weight loses the same share of itself"
    yield steps.in_proportion(sentence).worth(2).as_idea()
    sentence = "Twice the learning rate, or twice the decay, takes twice as much from the weights"
    yield steps.times_both(sentence, "decay").worth(3)
    yield steps.exact(1, "The share that a weight loses is learning_rate * decay").worth(6)
    sentence = "The gradient's step and the decay both start from the same w"
    yield steps.together(sentence).worth(3)
    yield steps.single_column()


decay_variants.wrong.teach(sgd_weight_decay_step)


@sgd_weight_decay_step.alternative
def shrinks_first(w, gradient, learning_rate, decay):
    return w * (1 - learning_rate * decay) - learning_rate * gradient


@sgd_weight_decay_step.alternative
def by_half_an_l2_penalty(w, gradient, learning_rate, decay):
    return reference.sgd_l2_step(w, gradient, learning_rate, decay / 2)


@sgd_weight_decay_step.alternative
def weight_by_weight(w, gradient, learning_rate, decay):
    new = np.empty_like(w)
    for place, value in np.ndenumerate(w):
        new[place] = value - learning_rate * (gradient[place] + decay * value)
    return new


@sgd_weight_decay_step.alternative
def in_single_precision(w, gradient, learning_rate, decay):
    w, gradient = w.astype(np.float32), gradient.astype(np.float32)
    new = w - np.float32(learning_rate) * gradient
    new -= np.float32(learning_rate * decay) * w
    return new


@sgd_weight_decay_step.alternative
def by_the_optimizer_of_keras(w, gradient, learning_rate, decay):
    import keras

    variable = keras.Variable(w.astype("float32"))
    optimizer = keras.optimizers.SGD(learning_rate, weight_decay=decay)
    optimizer.apply([gradient.astype("float32")], [variable])
    return variable.value
