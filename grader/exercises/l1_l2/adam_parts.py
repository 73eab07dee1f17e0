"""A step of AdamW in parts, any of which can be exchanged."""

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
        m, v = means(m, v, seen(gradient, w, decay), beta_1, beta_2)
        towards = divide(*correct(m, v, beta_1, beta_2, step), epsilon)
        return move(w, towards, learning_rate, decay), m, v

    step.__name__ = name
    return step
