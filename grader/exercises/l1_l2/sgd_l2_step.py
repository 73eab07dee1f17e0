"""One step of SGD on a loss with an L2 penalty."""

import numpy as np

from grader.exercise import exercise
from grader.exercises.l1_l2 import l2_step_variants
from grader.exercises.l1_l2.steps import Steps
from grader.reference import l1_l2 as reference


@exercise(
    reference=reference.sgd_l2_step,
    points=2,
    hints=(
        "SGD subtracts learning_rate times the gradient of the WHOLE objective. What does the "
        "penalty add to the gradient of the loss?",
        "You have already written the gradient of strength * sum w^2: `penalty_gradient`.",
    ),
)
def sgd_l2_step(student, rng):
    """New weights after one step of SGD on loss + strength * sum w^2."""
    steps = Steps(student, rng)
    yield steps.plain("With strength 0, it is plain SGD").worth(2).as_idea()
    sentence = "Where the loss is flat, every weight loses the same share of itself"
    yield steps.in_proportion(sentence).worth(2).as_idea()
    sentence = (
        "The penalty's pull is part of the gradient: twice the learning rate, or twice the "
        "strength, takes twice as much"
    )
    yield steps.times_both(sentence, "strength").worth(2).as_idea()
    sentence = "The share that a weight loses is what the derivative of strength * w^2 says"
    yield steps.exact(2, sentence).worth(8)
    sentence = "Loss and penalty both pull from the same w, so what they do adds up"
    yield steps.together(sentence).worth(3)
    yield steps.single_column()


l2_step_variants.wrong.teach(sgd_l2_step)


@sgd_l2_step.alternative
def shrinks_first(w, gradient, learning_rate, strength):
    return (1 - 2 * learning_rate * strength) * w - learning_rate * gradient


@sgd_l2_step.alternative
def weight_by_weight(w, gradient, learning_rate, strength):
    new = w.copy()
    for place in np.ndindex(w.shape):
        slope = gradient[place] + strength * 2 * w[place]
        new[place] -= learning_rate * slope
    return new


@sgd_l2_step.alternative
def with_keras_in_single_precision(w, gradient, learning_rate, strength):
    import keras

    variable = keras.Variable(w.astype("float32"))
    total = gradient + 2 * strength * w
    keras.optimizers.SGD(learning_rate).apply([total.astype("float32")], [variable])
    return np.asarray(variable)


@sgd_l2_step.alternative
def by_automatic_differentiation(w, gradient, learning_rate, strength):
    import tensorflow as tf

    variable = tf.Variable(w)
    with tf.GradientTape() as tape:
        objective = tf.reduce_sum(gradient * variable) + strength * tf.reduce_sum(variable**2)
    return variable - learning_rate * tape.gradient(objective, variable)
