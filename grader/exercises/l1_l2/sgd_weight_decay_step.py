"""One step of SGD with decoupled weight decay."""

import numpy as np

from grader.criteria import array, close
from grader.exercise import exercise
from grader.reference import l1_l2 as reference


@exercise(
    reference=reference.sgd_weight_decay_step,
    points=1,
    hints=(
        "The weights lose a fixed share of themselves in each step, whatever the gradient is.",
        "The share is learning_rate * decay. Which w is it a share of: the one before the step, "
        "or the one after it?",
    ),
)
def sgd_weight_decay_step(student, rng):
    """New weights: w - learning_rate * gradient - learning_rate * decay * w."""
    learning_rate, decay = float(rng.choice([0.2, 0.3])), float(rng.choice([0.4, 0.7]))
    w, gradient = rng.normal(size=(2, 5, 3))
    new = array(student(w, np.zeros_like(w), learning_rate, decay), w.shape)
    expected = w * (1 - learning_rate * decay)
    sentence = "Where the loss is flat, w loses the share learning_rate * decay of itself"
    yield close(new, expected, sentence).worth(3)
    new = array(student(w, gradient, learning_rate, decay), w.shape)
    expected = reference.sgd_weight_decay_step(w, gradient, learning_rate, decay)
    yield close(new, expected, "The gradient's step and the decay both start from w").worth(4)
    w, gradient = rng.normal(size=(2, 3, 2, 2, 3))
    named = {"learning_rate": 0.05, "decay": 2.0}
    new = array(student(w, gradient, **named), w.shape)
    expected = reference.sgd_weight_decay_step(w, gradient, **named)
    yield close(new, expected, "It works for a kernel of any shape, at other rates")
    new = array(student(w, gradient, learning_rate, 0.0), w.shape)
    expected = w - learning_rate * gradient
    yield close(new, expected, "With decay 0 it is plain SGD")


@sgd_weight_decay_step.mistake(
    "There is a factor 2 in the decay: it belongs to the gradient of an L2 penalty. Decay takes "
    "learning_rate * decay * w away."
)
def with_the_two_of_l2(w, gradient, learning_rate, decay):
    return w - learning_rate * gradient - 2 * learning_rate * decay * w


@sgd_weight_decay_step.mistake("There is a half in the decay; it is learning_rate * decay * w.")
def with_a_half(w, gradient, learning_rate, decay):
    return w - learning_rate * gradient - learning_rate * decay * w / 2


@sgd_weight_decay_step.mistake(
    "The decay is not multiplied by the learning rate; here, as in Keras and in PyTorch, it is."
)
def without_the_rate(w, gradient, learning_rate, decay):
    return w - learning_rate * gradient - decay * w


@sgd_weight_decay_step.mistake(
    "The weights decay after the gradient's step, the new ones: it is the old w that decays."
)
def decays_afterwards(w, gradient, learning_rate, decay):
    moved = w - learning_rate * gradient
    return moved - learning_rate * decay * moved


@sgd_weight_decay_step.mistake(
    "The decay has the wrong sign: the weights grow; it must be subtracted."
)
def grows(w, gradient, learning_rate, decay):
    return w - learning_rate * gradient + learning_rate * decay * w


@sgd_weight_decay_step.mistake("The step goes uphill: the gradient has to be subtracted.")
def uphill(w, gradient, learning_rate, decay):
    return w + learning_rate * gradient - learning_rate * decay * w


@sgd_weight_decay_step.mistake(
    "Every weight loses the same amount, as under an L1 penalty; decay takes a share of it."
)
def the_same_amount(w, gradient, learning_rate, decay):
    return w - learning_rate * gradient - learning_rate * decay * np.sign(w)


@sgd_weight_decay_step.mistake("The decay is missing: this is plain SGD.")
def plain_sgd(w, gradient, learning_rate, decay):
    return w - learning_rate * gradient


@sgd_weight_decay_step.mistake("The gradient is missing: the weights only decay.")
def decay_alone(w, gradient, learning_rate, decay):
    return w - learning_rate * decay * w


@sgd_weight_decay_step.mistake("It is the weights that decay, not the gradient.")
def decays_the_gradient(w, gradient, learning_rate, decay):
    return w - learning_rate * (1 - decay) * gradient


@sgd_weight_decay_step.mistake("The learning rate decays in place of the weights.")
def decays_the_rate(w, gradient, learning_rate, decay):
    return w - learning_rate / (1 + decay) * gradient


@sgd_weight_decay_step.mistake(
    "The old weights are multiplied by `decay`; they keep the share 1 - learning_rate * decay."
)
def keeps_the_share_decay(w, gradient, learning_rate, decay):
    return decay * w - learning_rate * gradient


@sgd_weight_decay_step.mistake("The change comes back; the new weights are asked for.")
def change_alone(w, gradient, learning_rate, decay):
    return -learning_rate * gradient - learning_rate * decay * w


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
