"""Mix each sample with another one of its batch."""

import numpy as np

from grader.criteria import arrays, draws_from, holds
from grader.criteria.chance import fresh
from grader.exercise import exercise
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


def _mixed(part, share, partner, other_share=None):
    """Mix one array; share is a number or one a sample."""
    share = np.reshape(share, (-1,) + (1,) * (part.ndim - 1))
    rest = 1 - share if other_share is None else np.reshape(other_share, share.shape)
    return share * part + rest * part[partner]


def _draw(x, alpha, rng):
    """One lambda a sample, and partners."""
    return rng.beta(alpha, alpha, size=len(x)), rng.permutation(len(x))


@mixup.mistake("The labels are not mixed: they must be shared out as the inputs are.")
def leaves_the_labels(x, y, alpha, rng):
    share, partner = _draw(x, alpha, rng)
    return _mixed(x, share, partner), y.copy()


@mixup.mistake("The inputs are not mixed, only the labels are.")
def leaves_the_inputs(x, y, alpha, rng):
    share, partner = _draw(x, alpha, rng)
    return x.copy(), _mixed(y, share, partner)


@mixup.mistake("Inputs and labels are mixed by two different lambdas; draw it once for both.")
def another_lambda_for_the_labels(x, y, alpha, rng):
    share, partner = _draw(x, alpha, rng)
    return _mixed(x, share, partner), _mixed(y, rng.beta(alpha, alpha, size=len(x)), partner)


@mixup.mistake("The labels come from other partners than the inputs; draw the partners once.")
def other_partners_for_the_labels(x, y, alpha, rng):
    share, partner = _draw(x, alpha, rng)
    return _mixed(x, share, partner), _mixed(y, share, rng.permutation(len(x)))


@mixup.mistake("In the labels the two weights are swapped: lambda belongs to the own one in both.")
def swaps_the_weights(x, y, alpha, rng):
    share, partner = _draw(x, alpha, rng)
    return _mixed(x, share, partner), _mixed(y, 1 - share, partner)


@mixup.mistake(
    "The mixed label is rounded to the class of the larger share; it must stay a mixture."
)
def one_hot_labels(x, y, alpha, rng):
    share, partner = _draw(x, alpha, rng)
    own = np.reshape(share >= 0.5, (-1, 1))
    return _mixed(x, share, partner), np.where(own, y, y[partner])


@mixup.mistake("The larger of lambda and 1 - lambda is taken; lambda is the Beta draw itself.")
def the_larger_share(x, y, alpha, rng):
    share, partner = _draw(x, alpha, rng)
    share = np.maximum(share, 1 - share)
    return _mixed(x, share, partner), _mixed(y, share, partner)


@mixup.mistake("lambda is uniform, whatever alpha is; draw it with rng.beta(alpha, alpha).")
def uniform_lambda(x, y, alpha, rng):
    share, partner = rng.random(len(x)), rng.permutation(len(x))
    return _mixed(x, share, partner), _mixed(y, share, partner)


@mixup.mistake("lambda always is one half; it must be drawn from Beta(alpha, alpha).")
def one_half(x, y, alpha, rng):
    partner = rng.permutation(len(x))
    return _mixed(x, 0.5, partner), _mixed(y, 0.5, partner)


@mixup.mistake("alpha is taken for lambda; it says how lambda is distributed.")
def alpha_for_lambda(x, y, alpha, rng):
    partner = rng.permutation(len(x))
    return _mixed(x, alpha, partner), _mixed(y, alpha, partner)


@mixup.mistake(
    "The partners follow from the order of the batch (reversed, or the next one), so that they "
    "never change; draw them."
)
def partners_by_order(x, y, alpha, rng):
    share, partner = rng.beta(alpha, alpha, size=len(x)), np.arange(len(x))[::-1]
    return _mixed(x, share, partner), _mixed(y, share, partner)


@mixup.mistake("The whole batch is mixed with one and the same sample; draw a partner for each.")
def one_partner_for_all(x, y, alpha, rng):
    share = rng.beta(alpha, alpha, size=len(x))
    partner = np.full(len(x), rng.integers(len(x)))
    return _mixed(x, share, partner), _mixed(y, share, partner)


@mixup.mistake(
    "The two weights do not add up to 1: they are lambda and 1 - lambda, without square roots, and "
    "the partner is not just added."
)
def square_roots(x, y, alpha, rng):
    share, partner = _draw(x, alpha, rng)
    weights = np.sqrt(share), np.sqrt(1 - share)
    return tuple(_mixed(part, weights[0], partner, weights[1]) for part in (x, y))


@mixup.mistake(
    "lambda has the shape (n,), which spreads along the LAST axis; reshape it to (n, 1, ..., 1)."
)
def spreads_along_the_last_axis(x, y, alpha, rng):
    share, partner = _draw(x, alpha, rng)
    return share * x + (1 - share) * x[partner], share * y + (1 - share) * y[partner]


@mixup.mistake(
    "lambda has the shape (n, 1), which fits (n, d) but no images: it needs as many axes as x."
)
def fits_two_axes_only(x, y, alpha, rng):
    share, partner = _draw(x, alpha, rng)
    share = share[:, None]
    return share * x + (1 - share) * x[partner], share * y + (1 - share) * y[partner]


@mixup.mistake("The draws come from the global np.random; draw from the `rng` that is handed in.")
def draws_globally(x, y, alpha, rng):
    return reference.mixup(x, y, alpha, np.random.default_rng())


@mixup.mistake("A seed is set inside, so that every call mixes alike.")
def seeds_inside(x, y, alpha, rng):
    return reference.mixup(x, y, alpha, np.random.default_rng(0))


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
