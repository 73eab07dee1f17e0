"""Wrong formulas for what ridge regression leaves along each eigenvector."""

import numpy as np

from grader.exercises.wrong import Wrong

wrong = Wrong()


def _wrong(name, message, formula, about=""):
    def answer(eigenvalues, strength):
        return formula(eigenvalues, strength)

    answer.__name__ = name
    wrong(message, about)(answer)


_wrong(
    "same_for_all",
    "Your factor is the same for all eigenvalues. The strength is, but the factor is not: where "
    "the loss is flat, with a small eigenvalue, the penalty pulls the weight much closer to 0.",
    lambda eigenvalues, strength: np.full(eigenvalues.shape, 1 / (1 + strength)),
    "idea",
)
_wrong(
    "strength_times_eigenvalue",
    "Your ratio is upside down, so the directions of large eigenvalues shrink most. The penalty "
    "wins where the loss is flat: the factor is 1 / (1 + strength / eigenvalue), which is small "
    "where the eigenvalue is.",
    lambda eigenvalues, strength: 1 / (1 + strength * eigenvalues),
    "idea",
)
_wrong(
    "soft_threshold",
    "This takes the same amount off every eigenvalue, down to 0, as an L1 penalty does. Ridge "
    "regression makes every weight smaller by a factor, and none of them 0.",
    lambda eigenvalues, strength: np.maximum(eigenvalues - strength, 0) / eigenvalues,
    "idea",
)
_wrong(
    "exponential",
    "Ridge regression does not shrink by an exponential; that is gradient descent with very short "
    "steps. Set the derivative of the loss with the penalty to 0: you get eigenvalue / "
    "(eigenvalue + strength).",
    lambda eigenvalues, strength: 1 - np.exp(-eigenvalues / strength),
    "idea",
)
_wrong(
    "what_is_taken_away",
    "This is the share that the penalty takes away. The shrinkage factor is the share that it "
    "leaves, which is 1 minus that: with a strength of 0 it is 1.",
    lambda eigenvalues, strength: strength / (eigenvalues + strength),
)
_wrong(
    "of_least_squares_and_ridge",
    "The numerator is missing. 1 / (eigenvalue + strength) is what ridge regression multiplies "
    "X^T y by; least squares multiplies it by 1 / eigenvalue, and the shrinkage factor compares "
    "the two.",
    lambda eigenvalues, strength: 1 / (eigenvalues + strength),
)
_wrong(
    "of_singular_values",
    "You square the eigenvalues, which would be right for singular values. The eigenvalues are "
    "squares of those already.",
    lambda eigenvalues, strength: eigenvalues**2 / (eigenvalues**2 + strength),
)
_wrong(
    "squared_strength",
    "You square the strength, so a weak penalty gets weaker and a strong one stronger. It is added "
    "to the eigenvalue as it is: both are curvatures, one of the penalty and one of the loss.",
    lambda eigenvalues, strength: eigenvalues / (eigenvalues + strength**2),
)
_wrong(
    "divides_by_one_plus_strength",
    "The denominator lacks the eigenvalue, so the factor grows with it without limit. Divide by "
    "eigenvalue + strength, not by 1 + strength.",
    lambda eigenvalues, strength: eigenvalues / (1 + strength),
)
_wrong(
    "without_brackets",
    "Parentheses are missing: eigenvalues / eigenvalues + strength is 1 + strength, since Python "
    "divides first. Write eigenvalues / (eigenvalues + strength).",
    lambda eigenvalues, strength: eigenvalues / eigenvalues + strength,
)
_wrong(
    "doubled_strength",
    "Your strength counts double. Here the penalty is strength / 2 * w^2 and the loss is "
    "eigenvalue / 2 * (w - w*)^2, so both come in with the same factor, and the 2 cancels.",
    lambda eigenvalues, strength: eigenvalues / (eigenvalues + 2 * strength),
)
_wrong(
    "halved_strength",
    "Your strength counts half. The loss has a factor 1/2 as well, so it cancels: the strength is "
    "added to the eigenvalue as it is.",
    lambda eigenvalues, strength: eigenvalues / (eigenvalues + strength / 2),
)
_wrong(
    "strength_times_n",
    "You multiply the strength by the number of eigenvalues. Every direction has its own penalty, "
    "strength / 2 * w^2, however many there are.",
    lambda eigenvalues, strength: eigenvalues / (eigenvalues + len(eigenvalues) * strength),
)
_wrong(
    "over_the_sum",
    "Your denominator has the sum of all eigenvalues in it, so each direction depends on all "
    "others. Along its eigenvectors every direction shrinks by itself: divide by its own "
    "eigenvalue + strength.",
    lambda eigenvalues, strength: eigenvalues / (eigenvalues.sum() + strength),
)
_wrong(
    "subtracts_the_strength",
    "You subtract the strength in the denominator, so the factor is above 1 or negative. The "
    "penalty adds its curvature to that of the loss: eigenvalue + strength.",
    lambda eigenvalues, strength: eigenvalues / (eigenvalues - strength),
)
_wrong(
    "square_root",
    "You take a square root. The shrinkage factor multiplies the weight itself, and setting the "
    "derivative to 0 gives eigenvalue / (eigenvalue + strength) without a root.",
    lambda eigenvalues, strength: np.sqrt(eigenvalues / (eigenvalues + strength)),
)
