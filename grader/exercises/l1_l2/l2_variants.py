"""Wrong ways to compute the L2 penalty."""

import numpy as np

from grader.exercises.wrong import Wrong

wrong = Wrong()


@wrong(
    "There is a factor of 1/2 in front, so the penalty pulls half as hard as its strength says. "
    "Many texts write it that way; here, as in Keras, it is strength * sum of w^2."
)
def half_of_it(weights, strength):
    return strength / 2 * sum((w**2).sum() for w in weights)


@wrong(
    "You take the mean of each kernel. Then a weight in a large kernel is penalized less than the "
    "same weight in a small one; the penalty is a sum over all weights.",
    about="idea",
)
def mean_of_each_kernel(weights, strength):
    return strength * sum((w**2).mean() for w in weights)


@wrong(
    "You divide by the number of weights, so each weight is penalized less the larger the network "
    "is. The penalty is the sum over all weights, not their mean.",
    about="idea",
)
def mean_of_all(weights, strength):
    return strength * sum((w**2).sum() for w in weights) / sum(w.size for w in weights)


@wrong(
    "You take a root: this is the norm of each kernel, which grows only in proportion to the "
    "weights. The penalty is the SQUARED norm, so large weights cost far more than small ones.",
    about="idea",
)
def norm_of_each_kernel(weights, strength):
    return strength * sum(np.linalg.norm(w) for w in weights)


@wrong(
    "You take a root at the end: this is the norm of all weights, which grows only in proportion "
    "to them. The penalty is the sum of the squares itself.",
    about="idea",
)
def norm_of_all(weights, strength):
    return strength * np.sqrt(sum((w**2).sum() for w in weights))


@wrong(
    "For a matrix, `np.linalg.norm(w, 2)` is the largest singular value, which sees only one "
    "direction of the kernel. The penalty adds up the squares of all weights.",
    about="idea",
)
def spectral_norm(weights, strength):
    return strength * sum(np.linalg.norm(w, 2) ** 2 for w in weights)


@wrong(
    "You square a sum, in which positive and negative weights have already canceled. Square each "
    "weight first, then add.",
    about="idea",
)
def square_of_the_sum(weights, strength):
    return strength * sum(w.sum() ** 2 for w in weights)


@wrong(
    "`w.T @ w` is a product of matrices: it multiplies different weights with each other. `w**2` "
    "squares every weight by itself.",
    about="idea",
)
def product_of_matrices(weights, strength):
    return strength * sum(np.sum(w.T @ w) for w in weights)


@wrong(
    "You add absolute values, which gives the L1 penalty: it pulls on small weights as hard as on "
    "large ones. L2 adds squares.",
    about="idea",
)
def absolute_values(weights, strength):
    return strength * sum(np.abs(w).sum() for w in weights)


@wrong(
    "You square the strength together with the weights, so a small strength nearly vanishes. It "
    "stands in front of the sum, outside the square."
)
def squares_the_strength(weights, strength):
    return sum(((strength * w) ** 2).sum() for w in weights)


@wrong(
    "You divide by the number of kernels, so each layer is penalized less the more layers there "
    "are. Add up what all the kernels cost; do not average it."
)
def mean_over_kernels(weights, strength):
    return strength * sum((w**2).sum() for w in weights) / len(weights)


@wrong(
    "Only the first kernel counts, as if `return` stood inside the loop. All other layers would "
    "stay without a penalty: go through the whole list, then return the total."
)
def first_kernel_alone(weights, strength):
    for w in weights:
        return strength * (w**2).sum()


@wrong(
    "Only the last kernel counts: each kernel replaces the total of those before it. Add to the "
    "total with `+=` where you now set it with `=`."
)
def last_kernel_alone(weights, strength):
    for w in weights:
        penalty = strength * (w**2).sum()
    return penalty


@wrong(
    "You do not use the strength, so nobody can make the penalty weaker or stronger. It is the "
    "factor in front of the sum."
)
def without_strength(weights, strength):
    return sum((w**2).sum() for w in weights)


@wrong(
    "You leave out kernels of one dimension, as if they were biases. The biases have been left out "
    "already: everything in the list counts."
)
def without_vectors(weights, strength):
    return strength * sum((w**2).sum() for w in weights if w.ndim > 1)


@wrong(
    "Python's own `sum` adds the rows of a matrix to each other, and what comes out is an array. "
    "`np.sum`, or `.sum()`, adds all weights of a kernel of any shape."
)
def pythons_sum(weights, strength):
    return strength * sum(sum(w**2) for w in weights)


@wrong(
    "You return one number for each kernel. The loss needs a single number to add: return the sum "
    "of them."
)
def one_for_each_kernel(weights, strength):
    return [strength * float((w**2).sum()) for w in weights]


@wrong(
    "Kernels of different shapes do not fit into one array, so `np.array(weights)` fails. Compute "
    "the sum of each kernel, then add the sums."
)
def all_in_one_array(weights, strength):
    return strength * np.square(np.array(weights)).sum()
