"""Wrong steps of SGD with decoupled weight decay."""

import numpy as np

from grader.exercises.wrong import Wrong

wrong = Wrong()


@wrong(
    "There is a factor 2 in the decay, so the weights shrink twice as fast as they should. The 2 "
    "belongs to the gradient of an L2 penalty; decay takes learning_rate * decay * w."
)
def with_the_two_of_l2(w, gradient, learning_rate, decay):
    return w - learning_rate * gradient - 2 * learning_rate * decay * w


@wrong(
    "There is a half in the decay, so the weights shrink half as fast as they should. Decay takes "
    "learning_rate * decay * w."
)
def with_a_half(w, gradient, learning_rate, decay):
    return w - learning_rate * gradient - learning_rate * decay * w / 2


@wrong(
    "You do not multiply the decay by the learning rate, so the weights still shrink as fast when "
    "the learning rate has become small. Here, as in Keras and PyTorch, it is multiplied."
)
def without_the_rate(w, gradient, learning_rate, decay):
    return w - learning_rate * gradient - decay * w


@wrong(
    "You let the weights decay after the gradient's step, so the step itself decays too. It is the "
    "old w that decays."
)
def decays_afterwards(w, gradient, learning_rate, decay):
    moved = w - learning_rate * gradient
    return moved - learning_rate * decay * moved


@wrong(
    "You multiply the new weights by 1 - decay, so the gradient's step decays as well, and as "
    "fast at a small learning rate as at a large one. Subtract learning_rate * decay * w, with "
    "the old w."
)
def shrinks_the_result(w, gradient, learning_rate, decay):
    return (w - learning_rate * gradient) * (1 - decay)


@wrong(
    "The decay has the wrong sign, so the weights grow in every step. It must be subtracted.",
    about="idea",
)
def grows(w, gradient, learning_rate, decay):
    return w - learning_rate * gradient + learning_rate * decay * w


@wrong("The step goes uphill, so the loss grows. The gradient has to be subtracted.", about="idea")
def uphill(w, gradient, learning_rate, decay):
    return w + learning_rate * gradient - learning_rate * decay * w


@wrong(
    "Every weight loses the same amount, as it does under an L1 penalty. Decay takes the same "
    "SHARE of every weight, so large weights lose more.",
    about="idea",
)
def the_same_amount(w, gradient, learning_rate, decay):
    return w - learning_rate * gradient - learning_rate * decay * np.sign(w)


@wrong(
    "The decay is missing: this is plain SGD, and nothing shrinks the weights. Subtract "
    "learning_rate * decay * w as well.",
    about="idea",
)
def plain_sgd(w, gradient, learning_rate, decay):
    return w - learning_rate * gradient


@wrong(
    "The gradient is missing: the weights only decay, and the network learns nothing. Subtract "
    "learning_rate * gradient as well.",
    about="idea",
)
def decay_alone(w, gradient, learning_rate, decay):
    return w - learning_rate * decay * w


@wrong(
    "The learning rate and the decay are exchanged. The rate says how far the whole step goes, the "
    "decay how much the weights shrink: w - learning_rate * gradient - learning_rate * decay * w.",
)
def exchanges_rate_and_decay(w, gradient, learning_rate, decay):
    return w - decay * gradient - learning_rate * decay * w


@wrong(
    "You shrink the gradient, which only makes the steps shorter. It is the weights that decay.",
    about="idea",
)
def decays_the_gradient(w, gradient, learning_rate, decay):
    return w - learning_rate * (1 - decay) * gradient


@wrong(
    "You let the learning rate decay, which only makes the steps shorter. It is the weights that "
    "decay.",
    about="idea",
)
def decays_the_rate(w, gradient, learning_rate, decay):
    return w - learning_rate / (1 + decay) * gradient


@wrong(
    "Your old weights are multiplied by the small share that they should lose, so they are all but "
    "wiped out. They keep the share 1 - learning_rate * decay.",
    about="idea",
)
def keeps_the_share_decay(w, gradient, learning_rate, decay):
    return decay * w - learning_rate * gradient


@wrong(
    "You return no new weights, but a change of them. The old weights belong to the result: it "
    "begins with w, from which the step is subtracted."
)
def change_alone(w, gradient, learning_rate, decay):
    return -learning_rate * gradient - learning_rate * decay * w
