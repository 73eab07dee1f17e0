"""How far gradient descent comes along each eigenvector in a number of steps."""

import numpy as np

from grader.criteria import array, close
from grader.exercise import exercise
from grader.reference import early_stopping as reference


@exercise(
    reference=reference.gradient_descent_shrinkage,
    points=1,
    hints=(
        "Along one eigenvector every step multiplies the distance to the minimum by the same "
        "factor, 1 - learning_rate * eigenvalue. What is left of it after n_steps?",
        "What is left and what is covered add up to 1. At the start, nothing is covered.",
    ),
)
def gradient_descent_shrinkage(student, rng):
    """1 - (1 - learning_rate * eigenvalue)^n_steps, for each eigenvalue."""
    eigenvalues, rate = rng.uniform(0.05, 1.5, size=7), rng.uniform(0.1, 0.4)
    for steps, sentence, weight in (
        (int(rng.integers(4, 9)), "After some steps, the share of the way that is covered", 5),
        (1, "One step covers learning_rate * eigenvalue of it", 1),
        (0, "Without a step nothing is covered", 1),
    ):
        yield _right(student, eigenvalues, rate, steps, sentence).worth(weight)
    steps = int(rng.integers(80, 120))
    flat = np.array([0.0, 1e-3, 0.5])
    yield _right(student, flat, rate, steps, "Where the loss is flat, no step leads anywhere")
    steep = rng.uniform(1.1, 1.9, size=4) / rate
    sentence = "Where steps are so long that they overshoot, more than the whole way is covered"
    yield _right(student, steep, rate, int(rng.choice([3, 5])), sentence)


def _right(student, eigenvalues, rate, steps, sentence):
    got = array(student(eigenvalues, rate, steps), eigenvalues.shape)
    expected = reference.gradient_descent_shrinkage(eigenvalues, rate, steps)
    return close(got, expected, sentence)


def _wrong(name, message, formula):
    def answer(eigenvalues, learning_rate, n_steps):
        return formula(eigenvalues, learning_rate, n_steps)

    answer.__name__ = name
    gradient_descent_shrinkage.mistake(message)(answer)


_wrong(
    "what_is_left",
    "This is what is left of the way; the shrinkage factor is what is covered: 1 minus it.",
    lambda eigenvalues, rate, steps: (1 - rate * eigenvalues) ** steps,
)
_wrong(
    "one_step",
    "n_steps is ignored: this is what one step covers.",
    lambda eigenvalues, rate, steps: rate * eigenvalues,
)
_wrong(
    "adds_up_the_steps",
    "The steps are added up as if each covered the same; each covers a share of what is left.",
    lambda eigenvalues, rate, steps: steps * rate * eigenvalues,
)
_wrong(
    "power_of_the_step",
    "The power is taken of what a step covers; take it of what a step leaves.",
    lambda eigenvalues, rate, steps: (rate * eigenvalues) ** steps,
)
_wrong(
    "one_minus_the_power_of_the_step",
    "The power is taken of what a step covers; take it of what a step leaves.",
    lambda eigenvalues, rate, steps: 1 - (rate * eigenvalues) ** steps,
)
_wrong(
    "continuous_time",
    "This is the limit of infinitely short steps, 1 - exp(-learning_rate * eigenvalue * n_steps); "
    "steps of a real length leave the power of 1 - learning_rate * eigenvalue.",
    lambda eigenvalues, rate, steps: 1 - np.exp(-rate * eigenvalues * steps),
)
_wrong(
    "without_the_learning_rate",
    "The learning rate is missing: a step covers learning_rate * eigenvalue.",
    lambda eigenvalues, rate, steps: 1 - (1 - eigenvalues) ** steps,
)
_wrong(
    "without_the_eigenvalues",
    "The eigenvalues stand outside of the power; each has a factor of its own, inside.",
    lambda eigenvalues, rate, steps: eigenvalues * (1 - (1 - rate) ** steps),
)
_wrong(
    "factor_of_two",
    "There is a 2 too many: the eigenvalues are those of the Hessian, which has it in it already.",
    lambda eigenvalues, rate, steps: 1 - (1 - 2 * rate * eigenvalues) ** steps,
)
_wrong(
    "one_step_too_few",
    "It is one step short: the power is n_steps.",
    lambda eigenvalues, rate, steps: 1 - (1 - rate * eigenvalues) ** max(steps - 1, 0),
)
_wrong(
    "one_step_too_many",
    "It is one step ahead: the power is n_steps.",
    lambda eigenvalues, rate, steps: 1 - (1 - rate * eigenvalues) ** (steps + 1),
)
_wrong(
    "away_from_the_minimum",
    "The sign is wrong: a step leaves 1 - learning_rate * eigenvalue, not 1 + it.",
    lambda eigenvalues, rate, steps: 1 - (1 + rate * eigenvalues) ** steps,
)
_wrong(
    "by_logarithms",
    "Where learning_rate * eigenvalue is above 1, 1 minus it has no logarithm: take the power.",
    lambda eigenvalues, rate, steps: -np.expm1(steps * np.log1p(-rate * eigenvalues)),
)
_wrong(
    "clipped_to_one",
    "The result is clipped: steps that are too long overshoot, and then it is above 1.",
    lambda eigenvalues, rate, steps: np.clip(1 - (1 - rate * eigenvalues) ** steps, 0, 1),
)
_wrong(
    "as_ridge_does",
    "This is the shrinkage of ridge regression of a strength of 1 / (learning_rate * n_steps), "
    "which only resembles that of gradient descent.",
    lambda eigenvalues, rate, steps: eigenvalues * rate * steps / (eigenvalues * rate * steps + 1),
)


@gradient_descent_shrinkage.alternative
def step_by_step(eigenvalues, learning_rate, n_steps):
    weights = np.zeros_like(eigenvalues)
    for _ in range(n_steps):
        weights -= learning_rate * eigenvalues * (weights - 1)
    return weights


@gradient_descent_shrinkage.alternative
def as_a_geometric_sum(eigenvalues, learning_rate, n_steps):
    covered = learning_rate * eigenvalues
    powers = (1 - covered)[None, :] ** np.arange(n_steps)[:, None]
    return covered * powers.sum(axis=0)


@gradient_descent_shrinkage.alternative
def one_by_one_in_single_precision(eigenvalues, learning_rate, n_steps):
    left = [(1.0 - learning_rate * float(value)) ** n_steps for value in eigenvalues]
    return np.array([1.0 - share for share in left], dtype=np.float32)
