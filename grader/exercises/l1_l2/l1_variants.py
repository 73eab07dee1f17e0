"""Wrong ways to compute the L1 penalty."""

import numpy as np

from grader.exercises.wrong import Wrong

wrong = Wrong()


@wrong(
    "You add the weights with their signs, so positive and negative weights cancel: large weights "
    "can then cost nothing. Take `abs(w)` of each weight before you add.",
    about="idea",
)
def without_abs(weights, strength):
    return strength * sum(w.sum() for w in weights)


@wrong(
    "You take the absolute value of a sum, and in that sum positive and negative weights have "
    "already canceled. Take `abs(w)` of each weight first, then add.",
    about="idea",
)
def abs_of_the_sum(weights, strength):
    return strength * sum(abs(w.sum()) for w in weights)


@wrong(
    "You square the weights, which gives the L2 penalty. A square hardly charges for small "
    "weights, so it does not push them to 0; L1 adds absolute values.",
    about="idea",
)
def squares(weights, strength):
    return strength * sum((w**2).sum() for w in weights)


@wrong(
    "`np.linalg.norm(w)` is the Euclidean norm, the root of the sum of squares, unless you ask for "
    "another one. The L1 penalty is the sum of the absolute values.",
    about="idea",
)
def euclidean_norm(weights, strength):
    return strength * sum(np.linalg.norm(w) for w in weights)


@wrong(
    "You take the mean of each kernel. Then a weight in a large kernel is penalized less than the "
    "same weight in a small one; the penalty is a sum over all weights.",
    about="idea",
)
def mean_of_each_kernel(weights, strength):
    return strength * sum(np.abs(w).mean() for w in weights)


@wrong(
    "You divide by the number of weights, so each weight is penalized less the larger the network "
    "is. The penalty is the sum over all weights, not their mean.",
    about="idea",
)
def mean_of_all(weights, strength):
    return strength * sum(np.abs(w).sum() for w in weights) / sum(w.size for w in weights)


@wrong(
    "You divide by the number of kernels, so each layer is penalized less the more layers there "
    "are. Add up what all the kernels cost; do not average it."
)
def mean_over_kernels(weights, strength):
    return strength * sum(np.abs(w).sum() for w in weights) / len(weights)


@wrong(
    "Only the first kernel counts, as if `return` stood inside the loop. All other layers would "
    "stay without a penalty: go through the whole list, then return the total."
)
def first_kernel_alone(weights, strength):
    for w in weights:
        return strength * np.abs(w).sum()


@wrong(
    "Only the last kernel counts: each kernel replaces the total of those before it. Add to the "
    "total with `+=` where you now set it with `=`."
)
def last_kernel_alone(weights, strength):
    for w in weights:
        penalty = strength * np.abs(w).sum()
    return penalty


@wrong(
    "The total is multiplied by the strength again in each pass of the loop, so the first kernels "
    "get the strength several times. Multiply once, after the loop."
)
def multiplies_in_the_loop(weights, strength):
    penalty = 0.0
    for w in weights:
        penalty = strength * (penalty + np.abs(w).sum())
    return penalty


@wrong(
    "You do not use the strength, so nobody can make the penalty weaker or stronger. It is the "
    "factor in front of the sum."
)
def without_strength(weights, strength):
    return sum(np.abs(w).sum() for w in weights)


@wrong(
    "There is a factor of 1/2 too much, so the penalty pulls half as hard as its strength says. "
    "It is strength * sum of abs(w)."
)
def half_of_it(weights, strength):
    return 0.5 * strength * sum(np.abs(w).sum() for w in weights)


@wrong(
    "For a matrix, `np.linalg.norm(w, 1)` is the largest of the column sums, so most weights do "
    "not count at all. Add the absolute values of all weights.",
    about="idea",
)
def matrix_norm(weights, strength):
    return strength * sum(np.linalg.norm(w, 1) for w in weights)


@wrong(
    "You leave out kernels of one dimension, as if they were biases. The biases have been left out "
    "already: everything in the list counts."
)
def without_vectors(weights, strength):
    return strength * sum(np.abs(w).sum() for w in weights if w.ndim > 1)


@wrong(
    "Python's own `sum` adds the rows of a matrix to each other, and what comes out is an array. "
    "`np.sum`, or `.sum()`, adds all weights of a kernel of any shape."
)
def pythons_sum(weights, strength):
    return strength * sum(sum(np.abs(w)) for w in weights)


@wrong(
    "You return one number for each kernel. The loss needs a single number to add: return the sum "
    "of them."
)
def one_for_each_kernel(weights, strength):
    return [strength * float(np.abs(w).sum()) for w in weights]


@wrong(
    "Kernels of different shapes do not fit into one array, so `np.array(weights)` fails. Compute "
    "the sum of each kernel, then add the sums."
)
def all_in_one_array(weights, strength):
    return strength * np.abs(np.array(weights)).sum()
