"""Dense and the batch norm behind it, folded into one Dense layer."""

import numpy as np

from grader.criteria import arrays, close
from grader.criteria.sketch import Sketch
from grader.exercise import exercise
from grader.exercises.batch_norm import fold_mistakes
from grader.reference import batch_norm as reference

NAMES = ("w", "b")
TINY = 1e-9
"""An epsilon that does not show."""
NEAR = 0.005
"""A tolerance that leaves what is done with epsilon to the criteria on epsilon."""


@exercise(
    reference=reference.fold_batch_norm,
    points=2,
    hints=(
        "At inference mean and variance are fixed numbers. Write gamma * (z - mean) / "
        "sqrt(variance + epsilon) + beta as z * scale + shift: what are the two?",
        "Put z = x @ w + b into it. Which part multiplies x, and which is left when x is 0?",
        "scale has one number for each output unit. Along which axis of `w`, shape (d, k), do the "
        "output units lie?",
    ),
)
def fold_batch_norm(student, rng):
    """One Dense layer that computes what Dense and inference-mode batch norm compute."""
    # Square first: there a wrong axis gives wrong numbers and not only an error.
    case = _case(rng, 4, 4)
    w, b = _ask(student, case, epsilon=TINY)
    expected = reference.fold_batch_norm(*case, TINY)
    sentence = "x @ w + b with your w and b is what Dense and then batch norm give for x"
    yield _computes_the_same(rng, (w, b), expected, sentence).as_idea()
    sentence = "Each column of the new w is the old one times the scale of its unit"
    yield close(w, expected[0], sentence, NEAR, NEAR).worth(2)
    sentence = "The new b is what the two layers give for x = 0"
    yield close(b, expected[1], sentence, NEAR, NEAR).worth(2)
    yield _without_gamma(student, rng)
    case, epsilon = _case(rng, 3, 6), rng.uniform(0.1, 0.5)
    w, b = _ask(student, case, epsilon=epsilon)
    expected = reference.fold_batch_norm(*case, epsilon)
    sentence = "In the new {} epsilon is added to the variance, inside the root"
    yield close(w, expected[0], sentence.format("w"))
    yield close(b, expected[1], sentence.format("b"))
    for d, k, words in ((5, 1, "unit"), (1, 5, "input")):
        case = _case(rng, d, k)
        sentence = f"x @ w + b is what Dense and batch norm give with a single {words}, too"
        got, expected = _ask(student, case, epsilon=TINY), reference.fold_batch_norm(*case, TINY)
        yield _computes_the_same(rng, got, expected, sentence)
    case = _case(rng, 2, 5)
    case = *case[:-1], case[-1] * 1e-3
    got, expected = _ask(student, case), reference.fold_batch_norm(*case)
    yield _computes_the_same(
        rng, got, expected, "With epsilon left out, the result is that of 0.001"
    )
    w, b, *parameters, variance = _case(rng, 3, 4)
    variance[0] = 0.0
    case = w, np.zeros_like(b), *parameters, variance
    got, expected = _ask(student, case, epsilon=0.2), reference.fold_batch_norm(*case, 0.2)
    sentence = "A Dense layer whose biases are 0, and a variance of 0, are folded like any other"
    yield _computes_the_same(rng, got, expected, sentence)


def _without_gamma(student, rng):
    """Criterion on units that batch norm has switched off; one of them never varied, too."""
    w, b, gamma, beta, mean, variance = _case(rng, 3, 4)
    gamma[:2], variance[0] = 0.0, 0.0
    w, b = _ask(student, (w, b, gamma, beta, mean, variance))
    got = np.vstack([w, b])[:, :2]
    sentence = "Where gamma is 0, the new w is 0 and the new b is beta"
    return close(got, np.vstack([np.zeros((3, 4)), beta])[:, :2], sentence)


def _computes_the_same(rng, got, expected, sentence):
    """Criterion: the new layer gives for some inputs what the two layers give."""
    x = rng.normal(size=(12, len(got[0])))
    yours, right = (x @ w + b for w, b in (got, expected))
    worst = int(np.argmax(np.abs(np.nan_to_num(yours) - right).sum(axis=0)))
    words = f"Unit {worst} for twelve inputs: your one layer, and Dense followed by batch norm."
    sketch = Sketch("curve", yours[:, worst], right[:, worst], words)
    return close(yours, right, sentence, NEAR, NEAR).drawn(sketch)


def _case(rng, d, k):
    """A Dense layer and a trained batch norm; some gammas are negative."""
    w, b = rng.normal(size=(d, k)), rng.uniform(0.5, 2.0, size=k)
    signs = rng.choice([-1, 1], size=(3, k))
    gamma, beta, mean = rng.uniform(0.5, 2.0, size=(3, k)) * signs
    return w, b, gamma, beta, mean, rng.uniform(0.3, 3.0, size=k)


def _ask(student, case, **options):
    return arrays(student(*case, **options), (case[0].shape, case[1].shape), NAMES)


fold_mistakes.wrong.teach(fold_batch_norm)


@fold_batch_norm.alternative
def by_a_diagonal_matrix(w, b, gamma, beta, mean, variance, epsilon=1e-3):
    scale = np.diag(gamma) @ np.diag((variance + epsilon) ** -0.5)
    return [w @ scale, (b - mean) @ scale + beta]


@fold_batch_norm.alternative
def by_asking_the_layers(w, b, gamma, beta, mean, variance, epsilon=1e-3):
    def layers(x):
        statistics = gamma, beta, mean, variance
        options = {"epsilon": epsilon, "training": False}
        return reference.batch_norm_forward(x @ w + b, *statistics, **options)[0]

    new_b = layers(np.zeros((1, len(w))))[0]
    return layers(np.eye(len(w))) - new_b, new_b


@fold_batch_norm.alternative
def unit_by_unit(w, b, gamma, beta, mean, variance, epsilon=1e-3):
    new_w, new_b = w.astype(np.float32), b.astype(np.float32)
    for unit in range(w.shape[1]):
        std = (variance[unit] + epsilon) ** 0.5
        new_w[:, unit] = w[:, unit] * gamma[unit] / std
        new_b[unit] = beta[unit] + gamma[unit] * (b[unit] - mean[unit]) / std
    return new_w, new_b
