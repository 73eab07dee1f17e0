"""What ridge regression leaves of the least-squares solution along each eigenvector."""

import numpy as np

from grader.criteria import array, close
from grader.exercise import exercise
from grader.reference import early_stopping as reference


@exercise(
    reference=reference.ridge_shrinkage,
    points=1,
    hints=(
        "Along one eigenvector the loss is eigenvalue / 2 * (w - 1)^2, with its minimum at w = 1. "
        "Add strength / 2 * w^2 and set the derivative to 0: where is the minimum now?",
        "Two limits to try: without a penalty nothing shrinks, and where the loss is flat the "
        "penalty alone decides.",
    ),
)
def ridge_shrinkage(student, rng):
    """eigenvalue / (eigenvalue + strength), for each eigenvalue."""
    eigenvalues = rng.uniform(0.1, 6.0, size=7)
    strength = float(rng.choice([0.3, 2.5, 7.0]))
    sentence = "Each factor weighs the eigenvalue against the strength"
    yield _right(student, eigenvalues, strength, sentence).worth(6)
    sentence = "With strength 0 nothing shrinks: every factor is 1"
    yield _right(student, eigenvalues, 0.0, sentence)
    flat = np.array([0.0, 3.0, 0.0, 1e-3])
    yield _right(student, flat, strength, "Where the loss is flat, nothing is left").worth(2)
    sentence = "One eigenvalue is enough"
    yield _right(student, rng.uniform(0.5, 2.0, size=1), strength, sentence)


def _right(student, eigenvalues, strength, sentence):
    got = array(student(eigenvalues, strength), eigenvalues.shape)
    return close(got, reference.ridge_shrinkage(eigenvalues, strength), sentence)


def _wrong(name, message, formula):
    def answer(eigenvalues, strength):
        return formula(eigenvalues, strength)

    answer.__name__ = name
    ridge_shrinkage.mistake(message)(answer)


_wrong(
    "what_is_taken_away",
    "This is the share that the penalty takes away; the factor is what it leaves.",
    lambda eigenvalues, strength: strength / (eigenvalues + strength),
)
_wrong(
    "of_least_squares_and_ridge",
    "The numerator is missing: this is 1 / (eigenvalue + strength), not compared with what least "
    "squares would give, which is 1 / eigenvalue.",
    lambda eigenvalues, strength: 1 / (eigenvalues + strength),
)
_wrong(
    "of_singular_values",
    "The eigenvalues are squared, as singular values would have to be; eigenvalues are squares of "
    "those already.",
    lambda eigenvalues, strength: eigenvalues**2 / (eigenvalues**2 + strength),
)
_wrong(
    "squared_strength",
    "The strength is squared; it stands beside the eigenvalue as it is.",
    lambda eigenvalues, strength: eigenvalues / (eigenvalues + strength**2),
)
_wrong(
    "same_for_all",
    "The strength is the same for all, but not the factor: a small eigenvalue gives in more.",
    lambda eigenvalues, strength: np.full(eigenvalues.shape, 1 / (1 + strength)),
)
_wrong(
    "divides_by_one_plus_strength",
    "The eigenvalue is missing in the denominator: eigenvalue + strength, not 1 + strength.",
    lambda eigenvalues, strength: eigenvalues / (1 + strength),
)
_wrong(
    "without_brackets",
    "Brackets are missing: eigenvalues / eigenvalues + strength is 1 + strength.",
    lambda eigenvalues, strength: eigenvalues / eigenvalues + strength,
)
_wrong(
    "strength_times_eigenvalue",
    "The ratio is upside down: it is 1 / (1 + strength / eigenvalue), so that a small eigenvalue "
    "shrinks more.",
    lambda eigenvalues, strength: 1 / (1 + strength * eigenvalues),
)
_wrong(
    "doubled_strength",
    "The strength counts double: the penalty is strength / 2 * w^2 here, beside eigenvalue / 2.",
    lambda eigenvalues, strength: eigenvalues / (eigenvalues + 2 * strength),
)
_wrong(
    "halved_strength",
    "The strength counts half: it stands beside the eigenvalue as it is.",
    lambda eigenvalues, strength: eigenvalues / (eigenvalues + strength / 2),
)
_wrong(
    "strength_times_n",
    "The strength is multiplied by the number of eigenvalues; it acts on each of them alike.",
    lambda eigenvalues, strength: eigenvalues / (eigenvalues + len(eigenvalues) * strength),
)
_wrong(
    "over_the_sum",
    "The denominator is summed over all eigenvalues; every direction shrinks by itself.",
    lambda eigenvalues, strength: eigenvalues / (eigenvalues.sum() + strength),
)
_wrong(
    "subtracts_the_strength",
    "The strength is subtracted in the denominator: a penalty adds to the curvature.",
    lambda eigenvalues, strength: eigenvalues / (eigenvalues - strength),
)
_wrong(
    "soft_threshold",
    "This moves every factor by the same amount, down to 0, as an L1 penalty does.",
    lambda eigenvalues, strength: (
        np.maximum(eigenvalues - strength, 0) / np.maximum(eigenvalues, 1e-9)
    ),
)
_wrong(
    "exponential",
    "Ridge regression does not shrink by an exponential: it divides eigenvalue by eigenvalue + "
    "strength.",
    lambda eigenvalues, strength: 1 - np.exp(-eigenvalues / strength) if strength else eigenvalues,
)


@ridge_shrinkage.alternative
def by_subtraction(eigenvalues, strength):
    return 1 - np.float64(strength) / np.add(eigenvalues, strength)


@ridge_shrinkage.alternative
def by_solving(eigenvalues, strength):
    penalised = np.diag(eigenvalues) + strength * np.eye(len(eigenvalues))
    return np.linalg.solve(penalised, eigenvalues)


@ridge_shrinkage.alternative
def one_by_one_in_single_precision(eigenvalues, strength):
    factors = [value / (value + strength) for value in eigenvalues.tolist()]
    return np.asarray(factors, dtype=np.float32)
