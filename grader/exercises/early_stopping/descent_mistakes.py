"""Wrong formulas for how far gradient descent gets along each eigenvector."""

import numpy as np

from grader.exercises.wrong import Wrong

wrong = Wrong()


def _wrong(name, message, formula, about=""):
    def answer(eigenvalues, learning_rate, n_steps):
        return formula(eigenvalues, learning_rate, n_steps)

    answer.__name__ = name
    wrong(message, about)(answer)


_wrong(
    "adds_up_the_steps",
    "You add up the steps as if each of them covered the same distance, so many steps would cover "
    "more than the whole way. Each step covers a share of what is still left: that is a power, (1 "
    "- learning_rate * eigenvalue) ** n_steps.",
    lambda eigenvalues, rate, steps: steps * rate * eigenvalues,
    "idea",
)
_wrong(
    "one_step",
    "You ignore n_steps: this is what a single step covers, however many are made. Each step "
    "covers the same share of what is still left, so (1 - learning_rate * eigenvalue) ** n_steps "
    "of the way is left in the end.",
    lambda eigenvalues, rate, steps: rate * eigenvalues,
    "idea",
)
_wrong(
    "continuous_time",
    "This is the limit of infinitely short steps, 1 - exp(-learning_rate * eigenvalue * n_steps). "
    "Steps of a finite length leave (1 - learning_rate * eigenvalue) ** n_steps of the way.",
    lambda eigenvalues, rate, steps: 1 - np.exp(-rate * eigenvalues * steps),
)
_wrong(
    "as_ridge_does",
    "This is the shrinkage of ridge regression with a strength of 1 / (learning_rate * n_steps). "
    "It resembles that of gradient descent, but gradient descent leaves a power, (1 - "
    "learning_rate * eigenvalue) ** n_steps.",
    lambda eigenvalues, rate, steps: eigenvalues * rate * steps / (eigenvalues * rate * steps + 1),
    "idea",
)
_wrong(
    "what_is_left",
    "This is the share of the way that is left. The shrinkage factor is the share that is "
    "covered, which is 1 minus that: it is 0 at the start and grows toward 1.",
    lambda eigenvalues, rate, steps: (1 - rate * eigenvalues) ** steps,
)
_wrong(
    "power_of_the_step",
    "You take the power of what a step covers, which gets smaller with every step. Take the power "
    "of what a step leaves, 1 - learning_rate * eigenvalue, and subtract it from 1.",
    lambda eigenvalues, rate, steps: (rate * eigenvalues) ** steps,
)
_wrong(
    "one_minus_the_power_of_the_step",
    "You take the power of what a step covers. But it is what a step leaves that is multiplied "
    "again and again, so take the power of 1 - learning_rate * eigenvalue.",
    lambda eigenvalues, rate, steps: 1 - (rate * eigenvalues) ** steps,
)
_wrong(
    "without_the_learning_rate",
    "The learning rate is missing, so short steps would lead as far as long ones. A step covers "
    "learning_rate * eigenvalue of what is left.",
    lambda eigenvalues, rate, steps: 1 - (1 - eigenvalues) ** steps,
)
_wrong(
    "without_the_eigenvalues",
    "You multiply by the eigenvalues outside the power, so they do not change how fast the way is "
    "covered. Each eigenvalue belongs inside: 1 - learning_rate * eigenvalue.",
    lambda eigenvalues, rate, steps: eigenvalues * (1 - (1 - rate) ** steps),
)
_wrong(
    "factor_of_two",
    "There is a factor 2 too many, so every step covers twice as much as it should. The "
    "eigenvalues are those of the Hessian of the loss, which already contains the 2 of the square.",
    lambda eigenvalues, rate, steps: 1 - (1 - 2 * rate * eigenvalues) ** steps,
)
_wrong(
    "one_step_too_few",
    "Your power is n_steps - 1, so the last step is missing. The exponent is n_steps, and with 0 "
    "steps nothing is covered.",
    lambda eigenvalues, rate, steps: 1 - (1 - rate * eigenvalues) ** (steps - 1),
)
_wrong(
    "one_step_too_many",
    "Your power is n_steps + 1, so there is one step too many. The exponent is n_steps, and with "
    "0 steps nothing is covered.",
    lambda eigenvalues, rate, steps: 1 - (1 - rate * eigenvalues) ** (steps + 1),
)
_wrong(
    "away_from_the_minimum",
    "The sign is wrong: this goes away from the minimum, farther with every step. A step leaves 1 "
    "- learning_rate * eigenvalue of the distance, not 1 + learning_rate * eigenvalue.",
    lambda eigenvalues, rate, steps: 1 - (1 + rate * eigenvalues) ** steps,
)
_wrong(
    "without_brackets",
    "Parentheses are missing: Python takes the power first, so this is 1 - learning_rate * "
    "eigenvalue ** n_steps. Write (1 - learning_rate * eigenvalue) ** n_steps, and subtract that "
    "from 1.",
    lambda eigenvalues, rate, steps: 1 - (1 - rate * eigenvalues**steps),
)
_wrong(
    "by_logarithms",
    "Where learning_rate * eigenvalue is above 1, what a step leaves is negative and has no "
    "logarithm, so you get NaN. Take the power directly.",
    lambda eigenvalues, rate, steps: -np.expm1(steps * np.log1p(-rate * eigenvalues)),
)
_wrong(
    "clipped_to_one",
    "You clip the result to 1, which hides that steps may be too long. With learning_rate * "
    "eigenvalue above 1, gradient descent overshoots, and the factor is above 1 after odd numbers "
    "of steps.",
    lambda eigenvalues, rate, steps: np.clip(1 - (1 - rate * eigenvalues) ** steps, 0, 1),
    "slip",
)
_wrong(
    "absolute_distance",
    "You take the absolute value of what a step leaves, which hides that steps may be too long. "
    "Where they overshoot, what is left is negative: the weight is beyond the minimum then, and "
    "the factor is above 1.",
    lambda eigenvalues, rate, steps: 1 - np.abs(1 - rate * eigenvalues) ** steps,
    "slip",
)
