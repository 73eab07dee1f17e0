"""The L2 penalty of a list of kernels."""

import numpy as np

from grader.exercise import exercise
from grader.exercises.l1_l2 import l2_variants, penalties
from grader.reference import l1_l2 as reference


@exercise(
    reference=reference.l2_penalty,
    points=1,
    hints=(
        "Square the weights of one kernel, then add up the squares. Nothing is divided and no root "
        "is taken: this is the convention of `keras.regularizers.L2`.",
        "The kernel of a convolution has four dimensions; `np.sum` without an axis adds over all "
        "of them. How do you get from one number for each kernel to one number for the network?",
    ),
)
def l2_penalty(student, rng):
    """The strength times the sum of w^2 over all weights of all kernels; no half, no mean."""
    yield from penalties.criteria(student, rng, np.square, "w^2")


l2_variants.wrong.teach(l2_penalty)


@l2_penalty.alternative
def by_norms(weights, strength):
    return strength * sum(np.linalg.norm(w) ** 2 for w in weights)


@l2_penalty.alternative
def by_dot_products(weights, strength):
    total = 0
    for w in weights:
        total += np.dot(w.ravel(), w.ravel())
    return np.array(strength * total)


@l2_penalty.alternative
def with_keras(weights, strength):
    import keras

    regularizer = keras.regularizers.L2(strength)
    return float(sum(float(regularizer(keras.ops.convert_to_tensor(w))) for w in weights))


@l2_penalty.alternative
def in_single_precision(weights, strength):
    return strength * np.sum([np.vdot(w, w) for w in weights], dtype=np.float32)


@l2_penalty.alternative
def by_traces(weights, strength):
    return strength * np.add.reduce([np.trace(np.outer(w, w)) for w in weights])
