"""What ridge regression leaves of the least-squares solution along each eigenvector."""

import numpy as np

from grader.criteria import array, close, holds
from grader.criteria.sketch import Sketch
from grader.exercise import exercise
from grader.exercises.early_stopping import ridge_mistakes
from grader.reference import early_stopping as reference


@exercise(
    reference=reference.ridge_shrinkage,
    points=1,
    hints=(
        "Along one eigenvector the loss is eigenvalue / 2 * (w - 1)^2, with its minimum at w = 1. "
        "Add strength / 2 * w^2 and set the derivative to 0: where is the minimum now?",
        "Try two limits: without a penalty nothing shrinks, and where the loss is flat the penalty "
        "alone decides.",
    ),
)
def ridge_shrinkage(student, rng):
    """eigenvalue / (eigenvalue + strength), for each eigenvalue."""
    eigenvalues = np.round(rng.uniform(0.1, 6.0, size=5), 2)
    strength = float(rng.choice([0.3, 2.5, 7.0]))
    yield _shrinks(student, eigenvalues, strength).worth(2).as_idea()
    sentence = "Each factor weighs the eigenvalue against the eigenvalue plus the strength"
    yield _right(student, eigenvalues, strength, sentence).worth(6)
    sentence = "With strength 0 nothing shrinks: every factor is 1"
    yield _right(student, eigenvalues, 0.0, sentence)
    flat = np.array([0.0, 3.0, 0.0, 1e-3])
    yield _right(student, flat, strength, "Where the loss is flat, nothing is left").worth(2)
    sentence = "One eigenvalue is enough"
    yield _right(student, np.round(rng.uniform(1.5, 3.0, size=1), 2), strength, sentence)


def _right(student, eigenvalues, strength, sentence):
    got = array(student(eigenvalues, strength), eigenvalues.shape)
    return close(got, reference.ridge_shrinkage(eigenvalues, strength), sentence)


def _shrinks(student, eigenvalues, strength):
    """Criterion: a greater eigenvalue shrinks less, none wholly, as with some strength.

    The share that is taken away, in place of the one that is left, passes as well.
    """
    curvatures = np.geomspace(0.1, 8.0, 12)
    got = array(student(curvatures, strength), curvatures.shape)
    right = reference.ridge_shrinkage(curvatures, strength)
    sentence = "The smaller an eigenvalue, the more its direction shrinks, but never to nothing"
    passed = _is_ratio(got, curvatures) or close(1 - got, right, sentence).passed
    found = (
        f"the factors {got[0]:.3g}, {got[6]:.3g} and {got[-1]:.3g} for the eigenvalues "
        f"{curvatures[0]:.3g}, {curvatures[6]:.3g} and {curvatures[-1]:.3g}, where {right[0]:.3g}, "
        f"{right[6]:.3g} and {right[-1]:.3g} are right"
    )
    words = "The factor for eigenvalues from 0.1 to 8: it grows with them, from near 0 toward 1."
    criterion = holds(passed, sentence, "" if passed else found, got)
    return criterion.drawn(Sketch("curve", np.asarray(got, dtype=float), right, words))


def _is_ratio(factors, curvatures):
    """Whether they are curvature / (curvature + a number above 0), the same number for all."""
    added = curvatures / factors - curvatures
    finite = np.all(np.isfinite(added)) and np.all(added > 0)
    return bool(finite and np.ptp(added) <= 1e-3 * added.mean())


ridge_mistakes.wrong.teach(ridge_shrinkage)


@ridge_shrinkage.alternative
def by_subtraction(eigenvalues, strength):
    return 1 - np.float64(strength) / np.add(eigenvalues, strength)


@ridge_shrinkage.alternative
def by_solving(eigenvalues, strength):
    with_penalty = np.diag(eigenvalues) + strength * np.eye(len(eigenvalues))
    return np.linalg.solve(with_penalty, eigenvalues)


@ridge_shrinkage.alternative
def as_the_minimum_of_a_parabola(eigenvalues, strength):
    parabolas = [np.polynomial.Polynomial([c / 2, -c, (c + strength) / 2]) for c in eigenvalues]
    return np.array([parabola.deriv().roots()[0] for parabola in parabolas])


@ridge_shrinkage.alternative
def one_by_one_in_single_precision(eigenvalues, strength):
    factors = [value / (value + strength) for value in eigenvalues.tolist()]
    return np.asarray(factors, dtype=np.float32)
