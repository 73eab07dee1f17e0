"""Cases for one step of AdamW, and what Keras makes of them."""

import numpy as np

from grader.exercises.l1_l2.inputs import with_small_ones
from grader.reference import l1_l2 as reference


def middle(rng, shape):
    """w, gradient, m and v in the middle of a training, and the number of the step."""
    gradient, m = rng.normal(size=(2, *shape))
    # A weight without a gradient goes on moving by what m remembers.
    gradient.flat[0] = 0.0
    v = rng.uniform(0.05, 0.5, size=shape)
    return with_small_ones(rng, shape), gradient, 0.4 * m, v, int(rng.integers(3, 8))


def first(rng):
    """The same before the first step; no gradient is so small that epsilon shows."""
    gradient = rng.uniform(0.3, 2.0, size=7) * rng.choice([-1.0, 1.0], size=7)
    return rng.normal(size=7), gradient, np.zeros(7), np.zeros(7), 1


def flat(rng, shape):
    """The same where no gradient was ever other than 0, but for what v remembers."""
    w = rng.uniform(0.3, 2.0, size=shape) * rng.choice([-1.0, 1.0], size=shape)
    w.flat[:2] = 0.9, -1.3
    v = rng.permutation(np.linspace(0.1, 0.5, w.size)).reshape(shape)
    return w, np.zeros(shape), np.zeros(shape), v, 1


def never_a_gradient(rng):
    """The same before the first step, with a gradient of 0."""
    return rng.normal(size=8), np.zeros(8), np.zeros(8), np.zeros(8), 1


def with_epsilon(rng):
    """Pairs of a case and settings in which epsilon shows: a large one, and a tiny v."""
    zero, ones = np.zeros(4), rng.choice([-1.0, 1.0], size=4)
    small = ones * np.array([5e-7, 1e-6, 2e-6, 4e-6])
    start = 0.01 * ones
    return (
        ((*middle(rng, (9,))[:4], 1000), {"learning_rate": 0.4, "decay": 0.0, "epsilon": 2.0}),
        ((start, small, zero, zero, 1), {"learning_rate": 0.5, "decay": 0.0}),
    )


def nearer(w, case, settings):
    """The right w that is nearer to this one: by the paper's formula, or by Keras'."""
    both = reference.adamw_step(*case, **settings)[0], as_in_keras(*case, **settings)[0]
    return min(both, key=lambda right: float(np.abs(w - right).max()))


def as_in_keras(
    w, gradient, m, v, step, learning_rate, decay, beta_1=0.9, beta_2=0.999, epsilon=1e-7
):
    """A step of ``keras.optimizers.AdamW``, which adds epsilon to a root that is not corrected."""
    m = m + (gradient - m) * (1 - beta_1)
    v = v + (gradient**2 - v) * (1 - beta_2)
    rate = learning_rate * np.sqrt(1 - beta_2**step) / (1 - beta_1**step)
    return w * (1 - learning_rate * decay) - rate * m / (np.sqrt(v) + epsilon), m, v
