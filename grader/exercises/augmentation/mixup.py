"""Mix each sample with another one of its batch."""

import numpy as np

from grader.criteria import arrays, holds
from grader.criteria.chance import fresh
from grader.criteria.sketch import Sketch
from grader.exercise import exercise
from grader.exercises.augmentation import mixes
from grader.exercises.augmentation.draws import all_from_rng
from grader.exercises.augmentation.mixtures import (
    Mixtures,
    drawn_lambdas,
    never_drawn,
    tied_lambda,
    wrong_lambda,
    wrong_partners,
    wrong_places,
)
from grader.reference import augmentation as reference

NAMES = ("x_mixed", "y_mixed")
TRIES = 8
"""Calls after which a batch of 20, all moved on by one number, is not left as it was by chance."""


@exercise(
    reference=reference.mixup,
    points=3,
    hints=(
        "`rng.permutation(len(x))` gives every sample a partner: x[partner] has them in order.",
        "`rng.beta(alpha, alpha)` draws lambda. The sample weighs lambda, its partner 1 - lambda: "
        "what do the two weights add up to?",
        "Labels are mixed by the same lambda with the same partner: a picture that is 0.7 cat and "
        "0.3 dog has the label 0.7 cat and 0.3 dog. With one lambda for each sample, give it the "
        "shape (n, 1, ..., 1), so that it spreads over the trailing axes.",
    ),
)
def mixup(student, rng):
    """Inputs and labels: lambda of the own one and 1 - lambda of a random partner's."""
    yield _equal_samples(student, rng)
    mix = lambda x, y, alpha, rng: _ask(student, x, y, alpha, rng)  # noqa: E731
    few = Mixtures(mix, 12, 9, 0.8, fresh(rng))
    flaw, differ = few.flaw(), few.labels_flaw()
    example = Mixtures(reference.mixup, 12, 1, 0.8, np.random.default_rng(1)).inputs[0]
    words = "Row i shows how much of each sample is in the mixed sample i."
    sentence = "Every mixed input is lambda of its own and 1 - lambda of one partner's"
    sketch = Sketch("image", few.inputs[0], example, words)
    yield holds(not flaw, sentence, flaw).worth(3).as_idea().drawn(sketch)
    words = "Row i shows how much of each class is in the label i; it must match the inputs."
    sentence = "Labels are mixed as the inputs are, by the same lambda with the same partner"
    sketch = Sketch("image", few.labels[0], few.inputs[0], words)
    yield holds(not differ, sentence, differ).worth(4).as_idea().drawn(sketch)
    for alpha, n, calls in ((0.3, 50, 8), (6.0, 32, 48)):
        large = Mixtures(mix, n, calls, alpha, fresh(rng))
        yield _distributed(large, mix, alpha, flaw, rng).worth(7)
    sentence = "Partners are drawn: they differ from sample to sample and from call to call"
    found = flaw or never_drawn(large.partners)
    yield holds(not found, sentence, found).worth(4)
    yield from all_from_rng(lambda rng: _drawn(mix, rng), rng, 3)
    sentence = "Every sample may get every other one of the batch for a partner, equally often"
    found = found or wrong_partners(Mixtures(mix, 5, 100, 6.0, fresh(rng)).partners)
    found = found or wrong_places(large.partners)
    yield holds(not found, sentence, found).worth(3)
    sentence = "Lambda has nothing to do with a sample's place in the batch or with its partner"
    found = flaw or tied_lambda(large)
    yield holds(not found, sentence, found).worth(3)
    yield from _shapes(student, rng)


def _ask(student, x, y, alpha, rng):
    return arrays(student(x, y, alpha, rng), (x.shape, y.shape), NAMES)


def _equal_samples(student, rng):
    """Criterion: weights that add up to 1 leave a batch of equal samples as it is."""
    features, labels = np.tile(rng.random(5), (5, 1)), np.tile(np.eye(5)[0], (5, 1))
    x, y = _ask(student, features, labels, 0.4, fresh(rng))
    same = np.allclose(x, features, atol=1e-5) and np.allclose(y, labels, atol=1e-5)
    return holds(same, "A batch of equal samples comes back as it is", "other samples")


def _distributed(large, mix, alpha, flaw, rng):
    """Criterion on lambda for one alpha."""
    sentence = f"With alpha {alpha:g}, lambda is distributed as Beta({alpha:g}, {alpha:g})"
    if flaw:
        return holds(False, sentence, flaw)
    drawn = drawn_lambdas(large, mix, alpha, fresh(rng))
    found = wrong_lambda(drawn, alpha)
    expected = np.random.default_rng(0).beta(alpha, alpha, size=2000)
    sketch = Sketch("distribution", drawn, expected, f"Lambda for alpha {alpha:g}.")
    return holds(not found, sentence, found).drawn(sketch)


def _drawn(mix, rng):
    """What some calls draw."""
    mixtures = Mixtures(mix, 12, 9, 1.0, rng)
    result = np.stack([mixtures.inputs, mixtures.labels])
    partners, own = (part.astype(float) for part in (mixtures.partners, mixtures.own))
    own[partners < 0] = np.nan
    return {"a result": result, "a partner": partners, "a lambda": own}


def _shapes(student, rng):
    """Criteria on labels of few classes, and on images."""
    features, labels = rng.normal(size=(20, 25)), np.eye(5)[rng.permutation(20) % 5]
    x, y, found = _mixed(student, features, labels, fresh(rng))
    expected = x @ np.linalg.pinv(features) @ labels
    right = not found and np.allclose(y, expected, atol=1e-3)
    found = found or "labels that do not tell what the inputs are made of"
    sentence = "It mixes samples (n, d) with any values, of which several have the same class"
    yield holds(right, sentence, found).worth(4)
    yield _within_a_class(student, features, labels, fresh(rng))
    images, labels = rng.random((20, 3, 4, 2)), np.eye(20)
    x, y, found = _mixed(student, images, labels, fresh(rng))
    expected = (y @ images.reshape(20, -1)).reshape(x.shape)
    right = not found and np.allclose(x, expected, atol=1e-4)
    found = found or "images that are not mixed as their labels are"
    sentence = "It mixes images (n, h, w, c)"
    yield holds(right, sentence, found).worth(4)


def _within_a_class(student, features, labels, rng):
    """Criterion: in some of the calls, some samples are mixed with others of their class."""
    alike, inverse = labels @ labels.T - np.eye(len(labels)) > 0, np.linalg.pinv(features)
    mixed = [_ask(student, features, labels, 1.5, rng)[0] for _ in range(TRIES)]
    met = any(np.any(np.abs(each @ inverse)[alike] > 1e-3) for each in mixed)
    sentence = "A partner may be of the same class"
    return holds(met, sentence, f"none that is, in {TRIES} calls with 20 samples of 5 classes")


def _mixed(student, features, labels, rng):
    """The first results that are not the batch itself, and what is wrong if there are none.

    Chance may give every sample itself for a partner, where one draw serves the whole batch.
    """
    for _ in range(TRIES):
        x, y = _ask(student, features, labels, 1.5, rng)
        if not (np.allclose(x, features) and np.allclose(y, labels)):
            return x, y, ""
    return x, y, f"the very same batch in each of {TRIES} calls"


mixes.wrong.teach(mixup)


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
