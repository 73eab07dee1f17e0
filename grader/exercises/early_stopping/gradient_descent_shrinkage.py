"""How far gradient descent gets along each eigenvector in a number of steps."""

import numpy as np

from grader.criteria import array, close, holds
from grader.criteria.sketch import Sketch
from grader.exercise import exercise
from grader.exercises.early_stopping import descent_mistakes
from grader.reference import early_stopping as reference


@exercise(
    reference=reference.gradient_descent_shrinkage,
    points=1,
    hints=(
        "Along one eigenvector, every step multiplies the distance to the minimum by the same "
        "factor, 1 - learning_rate * eigenvalue. What is left of the distance after n_steps?",
        "What is left of the way and what is covered add up to 1. At first, nothing is covered.",
    ),
)
def gradient_descent_shrinkage(student, rng):
    """1 - (1 - learning_rate * eigenvalue)^n_steps, for each eigenvalue."""
    eigenvalues = np.round(rng.uniform(0.05, 1.5, size=5), 2)
    rate, several = round(rng.uniform(0.1, 0.4), 2), int(rng.integers(4, 9))
    yield _geometric(student, rate).worth(2).as_idea()
    for steps, sentence, weight in (
        (several, "After n_steps, it is the share of the way to the minimum that is covered", 5),
        (1, "One step covers learning_rate * eigenvalue of the way", 1),
        (0, "Without a step, nothing is covered", 1),
    ):
        yield _right(student, eigenvalues, rate, steps, sentence).worth(weight)
    steps = int(rng.integers(80, 120))
    flat = np.array([0.0, 1e-4, 0.5])
    yield _right(student, flat, rate, steps, "Where the loss is flat, no step leads anywhere")
    # In the last direction, every step leads farther away from the minimum.
    steep = np.round(np.append(rng.uniform(1.1, 1.9, size=4), rng.uniform(2.3, 2.7)) / rate, 2)
    sentence = "Where steps overshoot, more than the whole way may be covered"
    yield _right(student, steep, rate, int(rng.choice([3, 5])), sentence).worth(2)


def _right(student, eigenvalues, rate, steps, sentence):
    got = array(student(eigenvalues, rate, steps), eigenvalues.shape)
    expected = reference.gradient_descent_shrinkage(eigenvalues, rate, steps)
    return close(got, expected, sentence)


def _geometric(student, rate):
    """Criterion: what is left shrinks by a factor of its own along each axis, as with some rate.

    The share that is left, in place of the one that is covered, passes as well.
    """
    eigenvalues, steps = np.array([0.2, 0.4, 0.6, 0.9]), range(1, 9)
    got = np.stack([array(student(eigenvalues, rate, n), eigenvalues.shape) for n in steps])
    right = [reference.gradient_descent_shrinkage(eigenvalues, rate, n) for n in steps]
    passed = any(_is_geometric(left) for left in (1 - got, got))
    sentence = (
        "Every step covers the same share of what is left, more of it where the loss is steep"
    )
    told, wanted = (
        "{:.3g}, {:.3g} and {:.3g}".format(*(share[2] for share in shares[:3]))
        for shares in (got, right)
    )
    found = f"{told} after 1, 2 and 3 steps for the eigenvalue 0.6, where {wanted} are right"
    words = "The share that is covered after 1 to 8 steps, for the eigenvalue 0.6: it nears 1."
    sketch = Sketch("curve", got[:, 2].astype(float), np.array(right)[:, 2], words)
    return holds(passed, sentence, "" if passed else found, got).drawn(sketch)


def _is_geometric(left):
    """Whether each row is the one before times numbers in (0, 1) that fall from left to right."""
    factors = left[1] / left[0]
    same = np.allclose(left[1:], factors * left[:-1], rtol=1e-3, atol=1e-5)
    return bool(same and np.all(np.diff(np.append(factors, 0.0)) < 0) and factors[0] < 1)


descent_mistakes.wrong.teach(gradient_descent_shrinkage)


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
def by_the_power_of_a_matrix(eigenvalues, learning_rate, n_steps):
    step = np.eye(len(eigenvalues)) - learning_rate * np.diag(eigenvalues)
    return 1 - np.diagonal(np.linalg.matrix_power(step, n_steps))


@gradient_descent_shrinkage.alternative
def one_by_one_in_single_precision(eigenvalues, learning_rate, n_steps):
    left = [(1.0 - learning_rate * float(value)) ** n_steps for value in eigenvalues]
    return np.array([1.0 - share for share in left], dtype=np.float32)
