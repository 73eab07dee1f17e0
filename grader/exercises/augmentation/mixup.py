"""Mix each sample with another one of its batch."""

import numpy as np

from grader.criteria import arrays, draws_from, holds
from grader.criteria.chance import fresh
from grader.exercise import exercise
from grader.exercises.augmentation import mixes
from grader.exercises.augmentation.mixtures import Mixtures, wrong_lambda, wrong_partners
from grader.reference import augmentation as reference

NAMES = ("x_mixed", "y_mixed")


@exercise(
    reference=reference.mixup,
    points=3,
    hints=(
        "`rng.permutation(len(x))` gives every sample a partner: x[partner] has them in order.",
        "`rng.beta(alpha, alpha)` draws lambda. The sample weighs lambda, its partner 1 - lambda: "
        "what do the two weights add up to?",
        "Labels are mixed by the same lambda with the same partner: a picture that is 0.7 cat and "
        "0.3 dog has the label 0.7 cat and 0.3 dog. With one lambda a sample, give it the shape "
        "(n, 1, ..., 1), so that it spreads over the trailing axes.",
    ),
)
def mixup(student, rng):
    """Inputs and labels: lambda of the own one and 1 - lambda of a random partner's."""
    yield _equal_samples(student, rng)
    trials = {
        alpha: Mixtures(lambda x, y, rng, alpha=alpha: _ask(student, x, y, alpha, rng), fresh(rng))
        for alpha in (0.3, 6.0)
    }
    first = trials[0.3]
    sentence = "Every mixed input is lambda of its own and 1 - lambda of one partner's"
    flaw = first.flaw or trials[6.0].flaw
    yield holds(not flaw, sentence, flaw).worth(4)
    sentence = "Labels are mixed as the inputs are: same lambda, same partner"
    differ = first.labels or trials[6.0].labels
    yield holds(not differ and not flaw, sentence, differ or flaw).worth(4)
    for alpha, trial in trials.items():
        size = "small" if alpha < 1 else "large"
        sentence = f"With a {size} alpha, lambda is distributed as Beta(alpha, alpha)"
        found = flaw or wrong_lambda(trial.shares, alpha)
        yield holds(not found, sentence, found).worth(3)
    sentence = "Every sample may get every other one of the batch for a partner, equally often"
    found = flaw or wrong_partners(trials[6.0].partners)
    yield holds(not found, sentence, found).worth(3)
    yield from _shapes(student, rng)
    yield draws_from(lambda rng: _calls(student, rng), rng).worth(2)


def _equal_samples(student, rng):
    """Criterion: weights that add up to 1 leave a batch of equal samples as it is."""
    features, labels = np.tile(rng.random(5), (5, 1)), np.tile(np.eye(5)[0], (5, 1))
    x, y = _ask(student, features, labels, 0.4, fresh(rng))
    same = np.allclose(x, features, atol=1e-5) and np.allclose(y, labels, atol=1e-5)
    return holds(same, "A batch of equal samples comes back as it is", "it does not")


def _ask(student, x, y, alpha, rng):
    return arrays(student(x, y, alpha, rng), (x.shape, y.shape), NAMES)


def _calls(student, rng):
    return np.array([_ask(student, np.eye(5), np.eye(5), 1.0, rng)[0] for _ in range(10)])


def _shapes(student, rng):
    """Criteria on images, and on labels of few classes."""
    images, labels = rng.random((20, 3, 4, 2)), np.eye(20)
    x, y = _ask(student, images, labels, 1.5, fresh(rng))
    expected = (y @ images.reshape(20, -1)).reshape(x.shape)
    right = np.allclose(x, expected, atol=1e-4) and not np.allclose(y, labels)
    sentence = "It mixes images (n, h, w, c)"
    yield holds(right, sentence, "they are not mixed as their labels are").worth(2)
    features, labels = rng.random((20, 25)), np.eye(5)[rng.permutation(20) % 5]
    x, y = _ask(student, features, labels, 1.5, fresh(rng))
    expected = x @ np.linalg.pinv(features) @ labels
    right = np.allclose(y, expected, atol=1e-3) and not np.allclose(x, features)
    sentence = "It mixes samples (n, d) of which several have the same class"
    yield holds(right, sentence, "the labels are not mixed as the inputs are").worth(2)


for wrong in mixes.MISTAKES:
    mixup.mistake(" ".join(wrong.__doc__.split()))(wrong)


@mixup.alternative
def one_lambda_a_batch(x, y, alpha, rng):
    lam, order = rng.beta(alpha, alpha), rng.permutation(len(x))
    return lam * x + (1 - lam) * x[order], lam * y + (1 - lam) * y[order]


@mixup.alternative
def independent_partners(x, y, alpha, rng):
    partner = rng.integers(len(x), size=len(x))
    lam = rng.beta(alpha, alpha, len(x))
    mixed = [p + ((1 - lam) * (p[partner] - p).T).T for p in (x, y)]
    return mixed


@mixup.alternative
def sample_by_sample(x, y, alpha, rng):
    x_mixed, y_mixed = np.zeros(x.shape, np.float32), np.zeros(y.shape, np.float32)
    for i in range(len(x)):
        j = rng.choice(len(x))
        lam = rng.beta(alpha, alpha)
        x_mixed[i] = lam * x[i] + (1 - lam) * x[j]
        y_mixed[i] = lam * y[i] + (1 - lam) * y[j]
    return x_mixed, y_mixed


@mixup.alternative
def by_a_matrix(x, y, alpha, rng):
    n = len(x)
    lam = np.diag(rng.beta(alpha, alpha, n))
    weights = lam + (np.eye(n) - lam) @ np.eye(n)[rng.permutation(n)]
    return [np.tensordot(weights, part, axes=1) for part in (x, y)]


@mixup.alternative
def by_gamma_draws(x, y, alpha, rng):
    order = np.arange(len(x))
    rng.shuffle(order)
    a, b = rng.gamma(alpha), rng.gamma(alpha)
    return tuple((a * part + b * part[order]) / (a + b) for part in (x, y))
