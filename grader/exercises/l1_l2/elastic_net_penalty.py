"""The L1 and the L2 penalty together."""

import numpy as np

from grader.criteria import close, number
from grader.exercise import exercise
from grader.exercises.l1_l2.inputs import kernels
from grader.reference import l1_l2 as reference


@exercise(
    reference=reference.elastic_net_penalty,
    points=1,
    hints=(
        "Each of the two penalties has a strength of its own. What must be left if one of them "
        "is 0?",
        "You have written both parts already: call your two functions.",
    ),
)
def elastic_net_penalty(student, rng):
    """l1 * sum of abs(w) + l2 * sum of w^2, over all weights of all kernels."""
    l1, l2 = (float(s) for s in rng.permutation([0.3, 0.7, 1.6])[:2])
    weights = kernels(rng)
    alone = number(student(weights, l1, 0.0))
    expected = reference.l1_penalty(weights, l1)
    yield close(alone, expected, "With l2 = 0 it is the L1 penalty of strength l1").worth(2)
    alone = number(student(weights, 0.0, l2))
    expected = reference.l2_penalty(weights, l2)
    yield close(alone, expected, "With l1 = 0 it is the L2 penalty of strength l2").worth(2)
    one = number(student(weights[:1], l1, l2))
    expected = reference.elastic_net_penalty(weights[:1], l1, l2)
    yield close(one, expected, "For one kernel it is both of them, added").worth(2)
    both = number(student(weights, l1=l1, l2=l2))
    expected = reference.elastic_net_penalty(weights, l1, l2)
    yield close(both, expected, "It is both of them for every kernel of the list").worth(2)


def _sums(weights):
    """The sums of abs(w) and of w^2."""
    return sum(np.abs(w).sum() for w in weights), sum((w**2).sum() for w in weights)


@elastic_net_penalty.mistake(
    "The strengths are exchanged: l1 belongs to the absolute values, l2 to the squares."
)
def exchanges_the_strengths(weights, l1, l2):
    absolute, squared = _sums(weights)
    return l2 * absolute + l1 * squared


@elastic_net_penalty.mistake(
    "There is a half in front of the squares, as in scikit-learn; here, as in Keras, there is none."
)
def half_of_the_squares(weights, l1, l2):
    absolute, squared = _sums(weights)
    return l1 * absolute + l2 / 2 * squared


@elastic_net_penalty.mistake("The L2 part is missing.")
def without_l2(weights, l1, l2):
    return l1 * _sums(weights)[0]


@elastic_net_penalty.mistake("The L1 part is missing.")
def without_l1(weights, l1, l2):
    return l2 * _sums(weights)[1]


@elastic_net_penalty.mistake("The two penalties are multiplied; they are added.")
def product(weights, l1, l2):
    absolute, squared = _sums(weights)
    return l1 * absolute * l2 * squared


@elastic_net_penalty.mistake(
    "`l2` is read as scikit-learn's l1_ratio; here l1 and l2 are two strengths of their own."
)
def strength_and_ratio(weights, l1, l2):
    absolute, squared = _sums(weights)
    return l1 * (l2 * absolute + (1 - l2) / 2 * squared)


@elastic_net_penalty.mistake("One strength serves both parts; each part has its own.")
def one_strength(weights, l1, l2):
    return l1 * sum(_sums(weights))


@elastic_net_penalty.mistake("The two strengths are added up; each part has its own strength.")
def added_strengths(weights, l1, l2):
    return (l1 + l2) * sum(_sums(weights))


@elastic_net_penalty.mistake(
    "The signs are left in, so positive and negative weights cancel in the L1 part: take abs(w)."
)
def without_abs(weights, l1, l2):
    return l1 * sum(w.sum() for w in weights) + l2 * _sums(weights)[1]


@elastic_net_penalty.mistake("The root is too much: the L2 part is the sum of w^2 itself.")
def norm_of_all(weights, l1, l2):
    absolute, squared = _sums(weights)
    return l1 * absolute + l2 * np.sqrt(squared)


@elastic_net_penalty.mistake("The root is too much: the L2 part is each kernel's SQUARED norm.")
def norm_of_each_kernel(weights, l1, l2):
    return l1 * _sums(weights)[0] + l2 * sum(np.linalg.norm(w) for w in weights)


@elastic_net_penalty.mistake("These are means over all weights; the penalties are sums.")
def mean_of_all(weights, l1, l2):
    absolute, squared = _sums(weights)
    return (l1 * absolute + l2 * squared) / sum(w.size for w in weights)


@elastic_net_penalty.mistake("These are means of each kernel; the penalties are sums.")
def mean_of_each_kernel(weights, l1, l2):
    return sum(np.mean(l1 * np.abs(w) + l2 * w**2) for w in weights)


@elastic_net_penalty.mistake("Only the first kernel counts: go through the whole list.")
def first_kernel_alone(weights, l1, l2):
    absolute, squared = _sums(weights[:1])
    return l1 * absolute + l2 * squared


@elastic_net_penalty.mistake(
    "Only the last kernel counts: each one replaces the sum of those before it (= in place of +=)."
)
def last_kernel_alone(weights, l1, l2):
    absolute, squared = _sums(weights[-1:])
    return l1 * absolute + l2 * squared


@elastic_net_penalty.mistake("Two penalties come back; they are to be added up.")
def two_numbers(weights, l1, l2):
    absolute, squared = _sums(weights)
    return l1 * absolute, l2 * squared


@elastic_net_penalty.alternative
def kernel_by_kernel(weights, l1, l2):
    total = 0.0
    for w in weights:
        total += np.sum(l1 * np.abs(w) + l2 * w * w)
    return total


@elastic_net_penalty.alternative
def by_one_long_vector(weights, l1, l2):
    w = np.concatenate([np.ravel(kernel) for kernel in weights]).astype(np.float32)
    return l1 * np.linalg.norm(w, 1) + l2 * np.inner(w, w)


@elastic_net_penalty.alternative
def by_horner(weights, l1, l2):
    return float(sum(np.tensordot(abs(w), l1 + l2 * abs(w), axes=w.ndim) for w in weights))
