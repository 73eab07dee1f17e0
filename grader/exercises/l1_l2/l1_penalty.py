"""The L1 penalty of a list of kernels."""

import numpy as np

from grader.criteria import close, number
from grader.exercise import exercise
from grader.exercises.l1_l2.inputs import kernels
from grader.reference import l1_l2 as reference


@exercise(
    reference=reference.l1_penalty,
    points=1,
    hints=(
        "`np.abs(w)` makes every weight positive. What does its sum say about one kernel?",
        "The kernels have different shapes: take one number from each of them, then add these "
        "numbers up. Where does the strength come in, once for all?",
    ),
)
def l1_penalty(student, rng):
    """The strength times the sum of abs(w) over all weights of all kernels."""
    strength = float(rng.choice([0.3, 0.7, 1.5]))
    vector, matrix = rng.normal(size=7), rng.normal(size=(5, 3))
    # A sum below 0 tells the absolute value of a sum from the sum itself.
    vector *= -np.sign(vector.sum())
    cost = number(student([vector], strength))
    expected = reference.l1_penalty([vector], strength)
    yield close(cost, expected, "A kernel of one dimension costs strength * sum of abs(w)")
    cost = number(student([matrix], strength))
    expected = reference.l1_penalty([matrix], strength)
    yield close(cost, expected, "So does a matrix: all its weights count").worth(2)
    weights = kernels(rng)
    expected = reference.l1_penalty(weights, strength)
    everything = number(student(weights, strength))
    yield close(everything, expected, "Every kernel counts, of whatever dimension").worth(3)
    costs = [number(student(weights[1:], times * strength)) for times in (0, 1, 3)]
    expected = reference.l1_penalty(weights[1:], strength)
    sentence = "Three times the strength costs three times as much, and no strength nothing"
    yield close(costs, expected * np.array([0, 1, 3]), sentence).worth(2)


@l1_penalty.mistake(
    "The signs are left in, so positive and negative weights cancel: take abs(w) of each weight."
)
def without_abs(weights, strength):
    return strength * sum(w.sum() for w in weights)


@l1_penalty.mistake(
    "The absolute value is taken of a sum, in which weights have cancelled already: take it of "
    "each weight."
)
def abs_of_the_sum(weights, strength):
    return strength * sum(abs(w.sum()) for w in weights)


@l1_penalty.mistake("The weights are squared: that is the L2 penalty. L1 adds absolute values.")
def squares(weights, strength):
    return strength * sum((w**2).sum() for w in weights)


@l1_penalty.mistake("This is the mean of each kernel; the penalty is a sum over all weights.")
def mean_of_each_kernel(weights, strength):
    return strength * sum(np.abs(w).mean() for w in weights)


@l1_penalty.mistake("This is the mean over all weights; the penalty is their sum.")
def mean_of_all(weights, strength):
    return strength * sum(np.abs(w).sum() for w in weights) / sum(w.size for w in weights)


@l1_penalty.mistake("This is the mean over the kernels; the penalty is the sum of all of them.")
def mean_over_kernels(weights, strength):
    return strength * sum(np.abs(w).sum() for w in weights) / len(weights)


@l1_penalty.mistake("Only the first kernel counts: go through the whole list.")
def first_kernel_alone(weights, strength):
    return strength * np.abs(weights[0]).sum()


@l1_penalty.mistake(
    "Only the last kernel counts: each one replaces the sum of those before it (= in place of +=)."
)
def last_kernel_alone(weights, strength):
    return strength * np.abs(weights[-1]).sum()


@l1_penalty.mistake("The strength is missing: it is the factor in front of the sum.")
def without_strength(weights, strength):
    return sum(np.abs(w).sum() for w in weights)


@l1_penalty.mistake("A factor of a half is too much: the penalty is strength * sum of abs(w).")
def half_of_it(weights, strength):
    return 0.5 * strength * sum(np.abs(w).sum() for w in weights)


@l1_penalty.mistake(
    "`np.linalg.norm(w, 1)` of a matrix is its largest column sum; the penalty adds all weights."
)
def matrix_norm(weights, strength):
    return strength * sum(np.linalg.norm(w, 1) for w in weights)


@l1_penalty.mistake(
    "Kernels of one dimension are left out as if they were biases: what is in the list counts."
)
def without_vectors(weights, strength):
    return strength * sum(np.abs(w).sum() for w in weights if w.ndim > 1)


@l1_penalty.mistake("One number a kernel comes back: add them up.")
def one_for_each_kernel(weights, strength):
    return [strength * float(np.abs(w).sum()) for w in weights]


@l1_penalty.mistake(
    "Kernels of different shapes do not make one array: take each kernel's sum, then add the sums."
)
def all_in_one_array(weights, strength):
    return strength * np.abs(np.array(weights)).sum()


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
