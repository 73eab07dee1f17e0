"""The L2 penalty of a list of kernels."""

import numpy as np

from grader.criteria import close, number
from grader.exercise import exercise
from grader.exercises.l1_l2.inputs import kernels
from grader.reference import l1_l2 as reference


@exercise(
    reference=reference.l2_penalty,
    points=1,
    hints=(
        "Square the weights of one kernel, then add the squares up. Nothing is divided and no root "
        "is taken: this is the convention of keras.regularizers.L2.",
        "A kernel of a convolution has four dimensions; `np.sum` without an axis adds all of them.",
    ),
)
def l2_penalty(student, rng):
    """The strength times the sum of w^2 over all weights of all kernels; no half, no mean."""
    strength = float(rng.choice([0.3, 0.7, 1.5]))
    vector, matrix = rng.normal(size=7), rng.normal(size=(5, 3))
    cost = number(student([vector], strength))
    expected = reference.l2_penalty([vector], strength)
    yield close(cost, expected, "A kernel of one dimension costs strength * sum of w^2")
    cost = number(student([matrix], strength))
    expected = reference.l2_penalty([matrix], strength)
    yield close(cost, expected, "So does a matrix: all its weights count").worth(2)
    weights = kernels(rng)
    expected = reference.l2_penalty(weights, strength)
    everything = number(student(weights, strength))
    yield close(everything, expected, "Every kernel counts, of whatever dimension").worth(3)
    costs = [number(student(weights[1:], times * strength)) for times in (0, 1, 3)]
    expected = reference.l2_penalty(weights[1:], strength)
    sentence = "Three times the strength costs three times as much, and no strength nothing"
    yield close(costs, expected * np.array([0, 1, 3]), sentence).worth(2)


@l2_penalty.mistake(
    "A factor of a half is in front: many texts write it so, but here, as in Keras, the penalty is "
    "strength * sum of w^2."
)
def half_of_it(weights, strength):
    return strength / 2 * sum((w**2).sum() for w in weights)


@l2_penalty.mistake("This is the mean of each kernel; the penalty is a sum over all weights.")
def mean_of_each_kernel(weights, strength):
    return strength * sum((w**2).mean() for w in weights)


@l2_penalty.mistake("This is the mean over all weights; the penalty is their sum.")
def mean_of_all(weights, strength):
    return strength * sum((w**2).sum() for w in weights) / sum(w.size for w in weights)


@l2_penalty.mistake("The root is too much: the penalty is the SQUARED norm of each kernel.")
def norm_of_each_kernel(weights, strength):
    return strength * sum(np.linalg.norm(w) for w in weights)


@l2_penalty.mistake("The root is too much: the penalty is the SQUARED norm of all weights.")
def norm_of_all(weights, strength):
    return strength * np.sqrt(sum((w**2).sum() for w in weights))


@l2_penalty.mistake(
    "`np.linalg.norm(w, 2)` of a matrix is its largest singular value; the penalty adds the "
    "squares of all weights."
)
def spectral_norm(weights, strength):
    return strength * sum(np.linalg.norm(w, 2) ** 2 for w in weights)


@l2_penalty.mistake("The sum is squared; square each weight before you add them up.")
def square_of_the_sum(weights, strength):
    return strength * sum(w.sum() ** 2 for w in weights)


@l2_penalty.mistake("These are absolute values: that is the L1 penalty. L2 adds squares.")
def absolute_values(weights, strength):
    return strength * sum(np.abs(w).sum() for w in weights)


@l2_penalty.mistake("The strength is squared with the weights; it stands in front of the sum.")
def squares_the_strength(weights, strength):
    return sum(((strength * w) ** 2).sum() for w in weights)


@l2_penalty.mistake("This is the mean over the kernels; the penalty is the sum of all of them.")
def mean_over_kernels(weights, strength):
    return strength * sum((w**2).sum() for w in weights) / len(weights)


@l2_penalty.mistake("Only the first kernel counts: go through the whole list.")
def first_kernel_alone(weights, strength):
    return strength * (weights[0] ** 2).sum()


@l2_penalty.mistake(
    "Only the last kernel counts: each one replaces the sum of those before it (= in place of +=)."
)
def last_kernel_alone(weights, strength):
    return strength * (weights[-1] ** 2).sum()


@l2_penalty.mistake("The strength is missing: it is the factor in front of the sum.")
def without_strength(weights, strength):
    return sum((w**2).sum() for w in weights)


@l2_penalty.mistake(
    "Kernels of one dimension are left out as if they were biases: what is in the list counts."
)
def without_vectors(weights, strength):
    return strength * sum((w**2).sum() for w in weights if w.ndim > 1)


@l2_penalty.mistake("One number a kernel comes back: add them up.")
def one_for_each_kernel(weights, strength):
    return [strength * float((w**2).sum()) for w in weights]


@l2_penalty.mistake(
    "Kernels of different shapes do not make one array: take each kernel's sum, then add the sums."
)
def all_in_one_array(weights, strength):
    return strength * np.square(np.array(weights)).sum()


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
