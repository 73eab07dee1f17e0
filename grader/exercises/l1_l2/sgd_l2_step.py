"""One step of SGD on a loss with an L2 penalty."""

import numpy as np

from grader.criteria import array, close
from grader.exercise import exercise
from grader.reference import l1_l2 as reference


@exercise(
    reference=reference.sgd_l2_step,
    points=2,
    hints=(
        "SGD takes learning_rate times the gradient of the WHOLE objective away. What does the "
        "penalty add to the gradient of the loss?",
        "You have written the gradient of strength * sum w^2 already: `penalty_gradient`.",
    ),
)
def sgd_l2_step(student, rng):
    """New weights after one step of SGD on loss + strength * sum w^2."""
    learning_rate, strength = float(rng.choice([0.2, 0.3])), float(rng.choice([0.4, 0.7]))
    w, gradient = rng.normal(size=(2, 5, 3))
    new = array(student(w, np.zeros_like(w), learning_rate, strength), w.shape)
    expected = w * (1 - 2 * learning_rate * strength)
    sentence = (
        "Where the loss is flat, the penalty alone shrinks w, by as much as its gradient says"
    )
    yield close(new, expected, sentence).worth(3)
    new = array(student(w, gradient, learning_rate, strength), w.shape)
    expected = reference.sgd_l2_step(w, gradient, learning_rate, strength)
    yield close(new, expected, "Loss and penalty are descended together").worth(4)
    w, gradient = rng.normal(size=(2, 3, 2, 2, 3))
    named = {"learning_rate": 0.05, "strength": 2.0}
    new = array(student(w, gradient, **named), w.shape)
    expected = reference.sgd_l2_step(w, gradient, **named)
    yield close(new, expected, "It works for a kernel of any shape, at other rates")
    new = array(student(w, gradient, learning_rate, 0.0), w.shape)
    expected = w - learning_rate * gradient
    yield close(new, expected, "With strength 0 it is plain SGD")


@sgd_l2_step.mistake(
    "The factor 2 is missing: the gradient of strength * sum w^2 is 2 * strength * w. Without it, "
    "this is decoupled weight decay."
)
def without_the_two(w, gradient, learning_rate, strength):
    return w - learning_rate * (gradient + strength * w)


@sgd_l2_step.mistake(
    "The penalty's gradient is not multiplied by the learning rate; it is part of the gradient."
)
def without_the_rate(w, gradient, learning_rate, strength):
    return w - learning_rate * gradient - 2 * strength * w


@sgd_l2_step.mistake(
    "The penalty's gradient lacks the learning rate and the 2: it is 2 * strength * w, and part of "
    "the gradient."
)
def without_the_rate_and_the_two(w, gradient, learning_rate, strength):
    return w - learning_rate * gradient - strength * w


@sgd_l2_step.mistake(
    "The penalty itself is added to the gradient; what belongs there is its slope."
)
def adds_the_penalty(w, gradient, learning_rate, strength):
    return w - learning_rate * (gradient + strength * np.sum(w**2))


@sgd_l2_step.mistake(
    "Each weight's penalty is added to its gradient; what belongs there is the slope, 2 * "
    "strength * w."
)
def adds_each_penalty(w, gradient, learning_rate, strength):
    return w - learning_rate * (gradient + strength * w**2)


@sgd_l2_step.mistake("This is the slope of an L1 penalty; L2 shrinks a weight in proportion to it.")
def slope_of_l1(w, gradient, learning_rate, strength):
    return w - learning_rate * (gradient + strength * np.sign(w))


@sgd_l2_step.mistake(
    "The penalty has the wrong sign: the weights grow. Its gradient is subtracted like the loss's."
)
def penalty_uphill(w, gradient, learning_rate, strength):
    return w - learning_rate * (gradient - 2 * strength * w)


@sgd_l2_step.mistake("The step goes uphill: the gradient has to be subtracted.")
def uphill(w, gradient, learning_rate, strength):
    return w + learning_rate * (gradient + 2 * strength * w)


@sgd_l2_step.mistake(
    "The penalty's gradient is taken at weights that have moved already; both are taken at w."
)
def shrinks_afterwards(w, gradient, learning_rate, strength):
    moved = w - learning_rate * gradient
    return moved - 2 * learning_rate * strength * moved


@sgd_l2_step.mistake("The penalty is missing: this is plain SGD.")
def plain_sgd(w, gradient, learning_rate, strength):
    return w - learning_rate * gradient


@sgd_l2_step.mistake("The loss's gradient is missing: only the penalty is descended.")
def penalty_alone(w, gradient, learning_rate, strength):
    return w - 2 * learning_rate * strength * w


@sgd_l2_step.mistake("The change comes back; add the weights to it: the new weights are asked for.")
def change_alone(w, gradient, learning_rate, strength):
    return -learning_rate * (gradient + 2 * strength * w)


@sgd_l2_step.mistake("The gradient of the whole comes back; take the step as well.")
def gradient_alone(w, gradient, learning_rate, strength):
    return gradient + 2 * strength * w


@sgd_l2_step.mistake("The penalty is divided by the number of weights; it is a sum, not a mean.")
def of_a_mean(w, gradient, learning_rate, strength):
    return w - learning_rate * (gradient + 2 * strength * w / w.size)


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
