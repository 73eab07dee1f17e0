"""Wrong steps of SGD on a loss with an L2 penalty."""

import numpy as np

from grader.exercises.wrong import Wrong

wrong = Wrong()


@wrong(
    "The factor 2 is missing, so the penalty pulls half as hard as its strength says. The gradient "
    "of strength * sum w^2 is 2 * strength * w; without the 2, this is decoupled weight decay."
)
def without_the_two(w, gradient, learning_rate, strength):
    return w - learning_rate * (gradient + strength * w)


@wrong(
    "You do not multiply the penalty's gradient by the learning rate, so a smaller rate would not "
    "make smaller steps. It is part of the gradient.",
    about="idea",
)
def without_the_rate(w, gradient, learning_rate, strength):
    return w - learning_rate * gradient - 2 * strength * w


@wrong(
    "In the penalty's part, the learning rate and the factor 2 are missing. Its gradient is 2 * "
    "strength * w, and the learning rate multiplies the whole gradient.",
    about="idea",
)
def without_the_rate_and_the_two(w, gradient, learning_rate, strength):
    return w - learning_rate * gradient - strength * w


@wrong(
    "You multiply the penalty's part by the learning rate twice, so it hardly acts at all. Add its "
    "gradient to that of the loss, then multiply once.",
    about="idea",
)
def rate_twice(w, gradient, learning_rate, strength):
    return w - learning_rate * (gradient + 2 * learning_rate * strength * w)


@wrong(
    "You add the penalty itself to the gradient, one number for all weights, so all of them move "
    "down alike. What you need is its derivative with respect to each weight.",
    about="idea",
)
def adds_the_penalty(w, gradient, learning_rate, strength):
    return w - learning_rate * (gradient + strength * np.sum(w**2))


@wrong(
    "You add each weight's penalty to its gradient, so negative weights move away from 0. What you "
    "need is the derivative, 2 * strength * w.",
    about="idea",
)
def adds_each_penalty(w, gradient, learning_rate, strength):
    return w - learning_rate * (gradient + strength * w**2)


@wrong(
    "This is the gradient of an L1 penalty, which takes the same amount from every weight. L2 "
    "shrinks each weight in proportion to its size.",
    about="idea",
)
def slope_of_l1(w, gradient, learning_rate, strength):
    return w - learning_rate * (gradient + strength * np.sign(w))


@wrong(
    "The penalty has the wrong sign, so the weights grow. Subtract its gradient, as you subtract "
    "that of the loss.",
    about="idea",
)
def penalty_uphill(w, gradient, learning_rate, strength):
    return w - learning_rate * (gradient - 2 * strength * w)


@wrong(
    "The step goes uphill: loss and penalty both grow. The gradient has to be subtracted.",
    about="idea",
)
def uphill(w, gradient, learning_rate, strength):
    return w + learning_rate * (gradient + 2 * strength * w)


@wrong(
    "You take the penalty's gradient at weights that have already moved. SGD computes the whole "
    "gradient at the old w, then takes one step."
)
def shrinks_afterwards(w, gradient, learning_rate, strength):
    moved = w - learning_rate * gradient
    return moved - 2 * learning_rate * strength * moved


@wrong(
    "The penalty is missing: this is plain SGD, and nothing shrinks the weights. Add the gradient "
    "of strength * sum w^2.",
    about="idea",
)
def plain_sgd(w, gradient, learning_rate, strength):
    return w - learning_rate * gradient


@wrong(
    "The gradient of the loss is missing: you descend the penalty alone, and the network learns "
    "nothing from the data. Add the two gradients.",
    about="idea",
)
def penalty_alone(w, gradient, learning_rate, strength):
    return w - 2 * learning_rate * strength * w


@wrong(
    "The learning rate and the strength are exchanged. The rate says how far the whole step goes, "
    "the strength how much the penalty counts: w - learning_rate * (gradient + 2 * strength * w).",
)
def exchanges_rate_and_strength(w, gradient, learning_rate, strength):
    return w - strength * (gradient + 2 * learning_rate * w)


@wrong(
    "You return no new weights, but a change of them. The old weights belong to the result: it "
    "begins with w, from which the step is subtracted.",
)
def change_alone(w, gradient, learning_rate, strength):
    return -learning_rate * (gradient + 2 * strength * w)


@wrong(
    "You return the gradient of the whole objective. Now take the step: subtract learning_rate "
    "times this gradient from w."
)
def gradient_alone(w, gradient, learning_rate, strength):
    return gradient + 2 * strength * w


@wrong(
    "You divide the penalty by the number of weights, so the pull on each weight depends on the "
    "size of its kernel. The penalty is a sum, not a mean.",
    about="idea",
)
def of_a_mean(w, gradient, learning_rate, strength):
    return w - learning_rate * (gradient + 2 * strength * w / w.size)
