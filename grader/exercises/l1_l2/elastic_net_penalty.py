"""The L1 and the L2 penalty together."""

import numpy as np

from grader.criteria import close, holds, number
from grader.criteria.numbers import instead
from grader.exercise import exercise
from grader.exercises.l1_l2 import elastic_net_variants
from grader.exercises.l1_l2.factors import agree, proportional
from grader.exercises.l1_l2.inputs import small_kernel, variations, with_small_ones
from grader.exercises.l1_l2.penalties import added_up
from grader.reference import l1_l2 as reference


@exercise(
    reference=reference.elastic_net_penalty,
    points=1,
    hints=(
        "Each of the two penalties has a strength of its own. What must be left when one of the "
        "strengths is 0?",
        "You have already written both parts: call your two functions.",
    ),
)
def elastic_net_penalty(student, rng):
    """l1 * sum of abs(w) + l2 * sum of w^2, over all weights of all kernels."""
    l1, l2 = (float(s) for s in rng.permutation([0.3, 0.8, 1.6])[:2])

    def cost(weights, *strengths):
        return number(student(weights, *strengths))

    kernel = small_kernel(rng)
    yield _l1_alone(cost, kernel, l1).worth(2).as_idea()
    yield _l2_alone(cost, kernel, l2).worth(2).as_idea()
    w = rng.normal(size=(4, 2))
    parts = cost([w], l1, 0.0), cost([w], 0.0, l2)
    both = cost([w], l1, l2)
    found = f"{both:.4g} where the parts alone cost {parts[0]:.4g} and {parts[1]:.4g}"
    sentence = "With both strengths, the two parts are added"
    yield holds(agree(both, sum(parts)), sentence, found, both).worth(2).as_idea()
    square = [with_small_ones(rng, (4, 4))]
    both = number(student(square, l1=l1, l2=l2))
    expected = reference.elastic_net_penalty(square, l1, l2)
    sentence = "It is exactly l1 * sum of abs(w) + l2 * sum of w^2, with no other factors"
    yield close(both, expected, sentence).worth(6)
    sentence = "The penalty of several kernels is the sum of what each of them costs alone"
    yield added_up(lambda weights: cost(weights, l1, l2), rng, sentence).worth(4).as_idea()


def _l1_alone(cost, kernel, l1):
    """Criterion on the L1 part, at two strengths."""
    costs = np.array([cost([kernel], strength, 0.0) for strength in (2 * l1, l1)])
    right = np.array([2, 1]) * reference.l1_penalty([kernel], l1)
    of = f"for the kernel {kernel.tolist()}"
    found = instead(costs[1], right[1], of)
    if agree(costs[1], right[1]):
        found = instead(costs[0], right[0], f"{of} at twice this l1")
    sentence = "With l2 = 0, only the absolute values count, times l1"
    return holds(agree(costs, right), sentence, found, costs)


def _l2_alone(cost, kernel, l2):
    """Criterion on the L2 part, whatever constant factor it has."""
    kernels = [kernel, *variations(kernel)[::-1]]
    strengths = [2 * l2, *([l2] * (len(kernels) - 1))]
    pairs = list(zip(kernels, strengths, strict=True))
    costs = np.array([cost([w], 0.0, strength) for w, strength in pairs])
    right = np.array([reference.l2_penalty([w], strength) for w, strength in pairs])
    found = "a penalty of 0"
    if np.any(costs):
        found = f"{costs[-1]:.4g} for the kernel {kernel.tolist()} and {costs[-2]:.4g} for twice "
        found += f"that kernel, where {right[-1]:.4g} and {right[-2]:.4g} are right"
    if agree(costs[-2:], right[-2:]):
        found = instead(costs[0], right[0], "at twice this l2")
    return proportional(costs, right, "With l1 = 0, only the squares count, times l2", found)


elastic_net_variants.wrong.teach(elastic_net_penalty)


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


@elastic_net_penalty.alternative
def by_a_tensor(weights, l1, l2):
    import keras

    regularizer = keras.regularizers.L1L2(l1, l2)
    return sum(regularizer(keras.ops.convert_to_tensor(w, dtype="float32")) for w in weights)
