"""What the checks of `l1_penalty` and of `l2_penalty` have in common."""

import numpy as np

from grader.criteria import close, holds, number
from grader.criteria.numbers import instead
from grader.exercises.l1_l2.factors import agree, proportional
from grader.exercises.l1_l2.inputs import kernels, small_kernel, variations, with_small_ones

SHAPES = ((3, 4), (12,), (2, 3, 2), (1, 12), (3, 2, 2, 1))


def criteria(student, rng, size, words):
    """Criteria on a penalty.

    Parameters
    ----------
    student : grader.student.Student
    rng : numpy.random.Generator
    size : callable
        What each weight adds to the penalty.
    words : str
        The same as code.
    """

    def cost(weights, strength):
        return number(student(weights, strength))

    strength = float(rng.choice([0.3, 0.7, 1.5]))
    yield _each_weight(cost, variations(small_kernel(rng)), size, words).worth(3).as_idea()
    square = with_small_ones(rng, (4, 4))
    sentence = f"The penalty is strength * sum of {words}, with no other factor"
    yield close(cost([square], strength), strength * size(square).sum(), sentence).worth(6)
    kernel = rng.normal(size=(5, 3))
    # With a sum above 0, so that the signs, if they are left in, do not hide the strength.
    kernel *= np.sign(kernel.sum())
    yield _times_the_strength(cost, kernel, strength).worth(2).as_idea()
    yield _whatever_shape(cost, with_small_ones(rng, (12,)), strength).worth(5)
    sentence = "The penalty of several kernels is the sum of what each of them costs alone"
    yield added_up(lambda weights: cost(weights, strength), rng, sentence).worth(5).as_idea()


def _each_weight(cost, variants, size, words):
    """Criterion on kernels of which some cost the same, some twice or four times as much."""
    costs = np.array([cost([kernel], 1.0) for kernel in variants])
    right = np.array([size(kernel).sum() for kernel in variants])
    wrong = [i for i in range(len(costs)) if not agree(costs[i], right[i])]
    found = ""
    if wrong:
        kernel = variants[wrong[0]].tolist()
        found = instead(costs[wrong[0]], right[wrong[0]], f"for the kernel {kernel}")
    return proportional(costs, right, f"Every weight adds its own {words} to the penalty", found)


def _times_the_strength(cost, kernel, strength):
    costs = np.array([cost([kernel], times * strength) for times in (0, 3, 1)])
    found = (
        f"{costs[2]:.4g} at strength {strength:g}, {costs[1]:.4g} at {3 * strength:.3g} and "
        f"{costs[0]:.4g} at 0"
    )
    sentence = "Three times the strength costs three times as much, and strength 0 costs nothing"
    return proportional(costs, [0, 3, 1], sentence, found)


def _whatever_shape(cost, vector, strength):
    """Criterion: the same weights cost the same in kernels of different shapes."""
    costs = np.array([cost([vector.reshape(shape)], strength) for shape in SHAPES])
    other = next((i for i in range(len(costs)) if not agree(costs[i], costs[0])), None)
    found = ""
    if other is not None:
        found = f"{costs[0]:.4g} as a kernel of shape {SHAPES[0]}, but {costs[other]:.4g} as one of"
        found += f" shape {SHAPES[other]}"
    sentence = "The same weights cost the same, whatever the shape of the kernel that they are in"
    return holds(other is None, sentence, found, costs)


def added_up(cost, rng, sentence):
    """Criterion: a list of kernels costs what they cost one by one, together."""
    weights = kernels(rng)
    alone = np.array([cost([kernel]) for kernel in weights])
    together = cost(weights)
    one_by_one = f"{', '.join(f'{c:.4g}' for c in alone[:-1])} and {alone[-1]:.4g}"
    found = f"{together:.4g} for {len(weights)} kernels that cost {one_by_one} alone"
    free = [kernel.shape for kernel, c in zip(weights, alone, strict=True) if c == 0]
    if free:
        found = f"0 for a kernel of shape {free[0]} alone"
    passed = agree(together, alone.sum()) and not free
    return holds(passed, sentence, found, np.append(alone, together))
