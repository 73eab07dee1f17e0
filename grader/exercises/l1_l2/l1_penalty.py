"""The L1 penalty of a list of kernels."""

import numpy as np

from grader.exercise import exercise
from grader.exercises.l1_l2 import l1_variants, penalties
from grader.reference import l1_l2 as reference


@exercise(
    reference=reference.l1_penalty,
    points=1,
    hints=(
        "`np.abs(w)` removes the sign of every weight. What does the sum of these numbers tell you "
        "about one kernel?",
        "The kernels have different shapes, so they do not fit into one array. Get one number from "
        "each kernel and add these numbers up. Where does the strength come in, once for all?",
    ),
)
def l1_penalty(student, rng):
    """The strength times the sum of abs(w) over all weights of all kernels."""
    yield from penalties.criteria(student, rng, np.abs, "abs(w)")


l1_variants.wrong.teach(l1_penalty)


@l1_penalty.alternative
def weight_by_weight(weights, strength):
    total = 0.0
    for w in weights:
        for value in w.flat:
            total += value if value > 0 else -value
    return strength * total


@l1_penalty.alternative
def by_one_long_vector(weights, strength):
    return strength * np.linalg.norm(np.concatenate([w.ravel() for w in weights]), ord=1)


@l1_penalty.alternative
def in_single_precision(weights, strength):
    return np.float32(strength) * np.sum([np.sum(np.abs(w.astype(np.float32))) for w in weights])


@l1_penalty.alternative
def by_signs(weights, strength):
    return np.asarray(
        sum(np.einsum("i,i->", np.sign(w.ravel()), w.ravel()) for w in weights) * strength
    )


@l1_penalty.alternative
def by_a_tensor(weights, strength):
    import tensorflow as tf

    return tf.add_n([tf.reduce_sum(tf.abs(strength * tf.constant(w))) for w in weights])
