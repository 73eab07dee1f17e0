"""The open exercise: choose a polynomial, and say how good it is going to be."""

import numpy as np

from grader.criteria import Unacceptable, array, holds, number, pair
from grader.criteria.chance import fresh
from grader.exercise import exercise
from grader.exercises.overfitting import choosing, wrong_choices
from grader.exercises.overfitting.choosing import Curve
from grader.remote.plain import describe

CURVES = 120
NAMES = ("weights", "expected_error")
ENOUGH = 1e-3
"""How far above the least error on its points a fit may typically be, as a share of the noise."""


@exercise(
    reference=choosing.choose_polynomial,
    points=4,
    hints=(
        "Make folds with your `k_fold`, and ask your `cross_validation_error` for every degree "
        "from 0 to 12, with the same folds for all of them.",
        "`np.argmin` finds the degree with the smallest error. Which of the numbers that you have "
        "tells what to expect on new points?",
        "Once the degree is chosen, fit it to all the points: "
        "`fit_least_squares(polynomial_features(x, degree), y)`.",
    ),
)
def choose_polynomial(student, rng):
    """Choose a polynomial for noisy points, and say which error to expect on new ones."""
    curves = [Curve(rng, quiet=i % 2 == 1) for i in range(CURVES)]
    answers = [_ask(student, curve, fresh(rng)) for curve in curves]
    weights, expected = ([answer[i] for answer in answers] for i in (0, 1))
    sizes = {len(each) for each in weights}
    sentence = "The degree follows the data: different curves get different degrees"
    found = f"degree {min(sizes) - 1} for every one of the {CURVES} curves"
    evidence = "one degree" if len(sizes) == 1 else ""
    yield holds(len(sizes) > 1, sentence, found, evidence)
    yield _near_the_best(curves[1::2], weights[1::2], "fast waves with little noise", 0.22)
    yield _near_the_best(curves[::2], weights[::2], "slow waves with much noise", 0.14)
    yield _fitted_to_all(curves, weights)
    yield _honest(curves, weights, expected)


def _ask(student, curve, rng):
    """Weights and expected error for one curve."""
    weights, expected = pair(student(curve.x, curve.y, rng), NAMES)
    if np.ndim(weights) != 1 or not 1 <= np.size(weights) <= choosing.N:
        raise Unacceptable(
            "Expected `weights` to be an array of shape (degree + 1,), the constant first; got "
            f"{describe(weights)}."
        )
    weights = array(weights, np.shape(weights), "`weights`").astype(float)
    # The degree is that of the last coefficient that is not 0.
    weights = np.append(weights[:1], np.trim_zeros(weights[1:], "b"))
    return weights, number(expected, "`expected_error`")


def _near_the_best(curves, weights, kind, limit):
    """Criterion: on hidden points the error is close to that of the best degree."""
    far = _excess(curves, weights)
    evidence = _flaw(curves, weights, far) if far > limit else ""
    sentence = (
        f"On hidden points of {kind}, the error is on average at most {np.expm1(limit):.0%} above "
        "that of the best degree"
    )
    return holds(far <= limit, sentence, f"{np.expm1(far):.0%}", evidence).worth(2.5)


def _fitted_to_all(curves, weights):
    """Criterion: no weights of this degree are clearly nearer to the points that were given."""
    excess = np.median(
        [
            (curve.residual(each) - curve.residual(curve.fitted(len(each) - 1))) / curve.noise**2
            for curve, each in zip(curves, weights, strict=True)
        ]
    )
    found = "weights that another fit of the same degree beats on them"
    evidence = "a part" if excess < 0.3 else "far"
    sentence = f"The weights are fitted to all {choosing.N} points"
    return holds(excess <= ENOUGH, sentence, found, evidence if excess > ENOUGH else "")


def _flaw(curves, weights, far):
    """What kind of choice leads so far from the best degree: only what nothing else does."""
    if _excess(curves, [each[::-1] for each in weights]) < far / 2:
        return "reversed"
    chosen = [len(each) - 1 for each in weights]
    if any(np.mean(choosing.by_blocks(curves, k) == chosen) > 0.95 for k in range(2, 11)):
        return "in order"
    raised = [
        curve.fitted(min(degree + 1, 12)) for curve, degree in zip(curves, chosen, strict=True)
    ]
    return "one too low" if _excess(curves, raised) < 0.4 * far else "far"


def _excess(curves, weights):
    """Mean logarithm of the error over the least possible one, each at most 1."""
    pairs = zip(curves, weights, strict=True)
    return np.mean([min(1.0, np.log(curve.error(w) / curve.least)) for curve, w in pairs])


def _honest(curves, weights, expected):
    """Criterion: the errors that were expected are those on hidden points, or nearly."""
    actual = np.array([curve.error(w) for curve, w in zip(curves, weights, strict=True)])
    ratios = np.maximum(expected, 1e-12) / actual
    middle, chosen = np.median(ratios[1::2]), len({len(each) for each in weights}) > 1
    passed = bool(0.86 <= middle <= 2.7) and chosen
    seen = [curve.residual(w) for curve, w in zip(curves, weights, strict=True)]
    evidence = ""
    if np.mean(np.isclose(expected, seen, rtol=1e-3)) > 0.8:
        evidence = "training error"
    elif not passed:
        evidence = _wrong_error(expected, actual, middle) if chosen else "no choice"
    sentence = (
        "The expected error is typically 0.86 to 2.7 times the error on hidden points of fast waves"
    )
    found = f"{middle:.2f} times" + ("" if chosen else ", without a degree having been chosen")
    return holds(passed, sentence, found, evidence).worth(6)


def _wrong_error(expected, actual, middle):
    """What kind of number comes in place of the error: from curve to curve, a root follows it."""
    if middle < 0.86:
        return "too small"
    expected = np.maximum(expected, 1e-12)
    slope = np.polyfit(np.log(actual), np.log(expected), 1)[0]
    squared = np.median(expected[1::2] ** 2 / actual[1::2])
    return "root" if 0.3 < slope < 0.7 and 0.5 < squared < 4 else "too large"


wrong_choices.wrong.teach(choose_polynomial)


@choose_polynomial.alternative
def with_polyfit(x, y, rng):
    folds = np.array_split(rng.permutation(len(x)), 5)
    best, least = 0, np.inf
    for degree in range(13):
        errors = []
        for fold in folds:
            rest = np.setdiff1d(np.arange(len(x)), fold)
            model = np.polyfit(x[rest], y[rest], degree)
            errors.append(np.mean((np.polyval(model, x[fold]) - y[fold]) ** 2))
        if np.mean(errors) < least:
            best, least = degree, np.mean(errors)
    return np.polyfit(x, y, best)[::-1], least


@choose_polynomial.alternative
def leaving_one_out(x, y, rng):
    errors, fits = [], []
    for degree in range(13):
        features = np.polynomial.polynomial.polyvander(x, degree)
        inverse = np.linalg.pinv(features)
        fits.append(inverse @ y)
        leverage = np.sum(features * inverse.T, axis=1)
        errors.append(np.mean(((y - features @ fits[-1]) / (1 - leverage)) ** 2))
    return fits[int(np.argmin(errors))], min(errors)
