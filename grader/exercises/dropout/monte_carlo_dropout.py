"""Monte-Carlo dropout: many passes with dropout left on, their mean and spread."""

from dataclasses import replace

import numpy as np

from grader.criteria import Criterion, arrays, close, holds
from grader.criteria.chance import SIGMAS, fresh
from grader.criteria.masks import beside_an_example, count_varies, drops_at, excess_variation
from grader.exercise import exercise
from grader.exercises.dropout import monte_carlo_masks, monte_carlo_mistakes
from grader.exercises.dropout.coins import apart
from grader.exercises.dropout.gates import UNKNOWN, Gated, scaled
from grader.exercises.dropout.passes import Passes
from grader.reference import dropout as reference

MANY = 41
"""Passes of one call: enough to differ even where units share one coin; odd, so that no median of
zeros and ones is a mean.
"""
FEW, FEW_RATE = 6, 0.47
"""Passes of a call in which a mask and its complement, or one that comes twice, show best."""
MIXING, CALLS = 8, 20
"""Hidden units and calls of two passes, in which outputs show how they were made up."""


@exercise(
    reference=reference.monte_carlo_dropout,
    points=3,
    hints=(
        "Write one pass first: ReLU of the first layer, inverted dropout on it, second layer. "
        "Dropout stays on although nothing is trained.",
        "Collect the outputs of n_samples passes, each with a mask of its own, in one array with "
        "the passes along the first axis.",
        "Take mean and standard deviation over the passes (axis=0), for each row and each output.",
    ),
)
def monte_carlo_dropout(student, rng):
    """Mean and standard deviation (ddof 0) over passes that differ only in what they drop."""
    rate = float(rng.choice([0.2, 0.3, 0.7]))
    one = _some_pass(student, rng, rate)
    bias = bool(np.isfinite(one.gated().factor) or np.isnan(one.gated(bias=False).factor))
    factor = one.gated(bias).factor
    yield from _one_pass(one, bias, rate)
    yield from _many_passes(student, rng, rate, bias, factor)
    yield _of_the_outputs(student, rng)
    yield from _masks(student, rng, rate, bias, np.isfinite(factor))
    yield _single_output(student, rng)


def _some_pass(student, rng, rate):
    """A single pass in which some hidden unit was kept."""
    for _ in range(40):
        one = Passes(student, rng, 30, 70, 1, rate)
        if not one.gated().none:
            break
    return one


def _one_pass(one, bias, rate):
    """Criteria for a single pass, which shows what it drops."""
    found = "" if bias else "outputs without b2"
    if one.are_probabilities:
        found = "probabilities, which sum to 1"
    sentence = "The outputs are those of the second layer, b2 included, and not probabilities"
    yield holds(not found, sentence, found).worth(4)
    sentence = "In one pass each hidden unit counts as 0 or is divided by 1 - rate"
    counts = scaled(one.gated(bias), rate, sentence, "the unit").as_idea()
    odd = one.odd(bias) if np.isnan(one.gated(bias).factor) else ""
    yield replace(counts, found=odd, evidence=odd) if odd else counts
    cut = np.abs(one.units(bias)[one.before < -0.1])
    sentence = "Hidden units that are negative become 0 in the ReLU"
    yield holds(np.all(cut < 1e-4), sentence, "hidden units that still count").worth(5)
    sentence = "In one pass all outputs of a row see the same hidden units"
    found = "outputs for which different units are dropped"
    yield holds(one.fits_one_mask(bias), sentence, found).as_idea()
    yield _without_spread(one)


def _without_spread(one):
    """Criterion: a single pass has nothing to disagree with."""
    finite = np.isfinite(one.std).all()
    alike = finite and np.all(np.abs(np.ptp(one.std, axis=1)) < 1e-4)
    found = f"{np.abs(one.std).max():.3g}" if finite else "NaN"
    kind = "one for each row" if alike else "others" if finite else found
    sentence = "With one pass the standard deviation is 0"
    return holds(finite and np.all(np.abs(one.std) < 1e-4), sentence, found, kind)


def _many_passes(student, rng, rate, bias, factor):
    """Criteria for many passes: a unit that k of them kept shows a mean of k / MANY."""
    some = Passes(student, rng, 3, 90, MANY, rate, alive=True)
    times, spread, whole = _times_kept(some, bias, factor)
    call = student.notes.call()
    # One mask may serve all rows of a pass.
    found = "" if np.any(some.std > 1e-4) else "passes that are all alike"
    related = whole and _related(times[0], MANY)
    few = Passes(student, rng, 1, 200, FEW, FEW_RATE, alive=True)
    few_times, _, few_whole = _times_kept(few, bias, 1 / (1 - FEW_RATE), FEW)
    if not found and (related or (few_whole and _related(few_times[0], FEW))):
        found = "masks that have to do with each other"
    yield holds(not found, "Each pass draws a mask of its own", found).as_idea()
    sentence = "The mean is the sum of the passes' outputs, divided by their number"
    found = UNKNOWN if np.isnan(factor) else f"numbers that no {MANY} passes have as their mean"
    yield replace(holds(whole, sentence, found), call=call).worth(4)
    yield from (replace(each, call=call) for each in _deviation(times, spread, whole))


def _related(times, passes):
    """Whether units are kept so evenly, or so unevenly, as independent passes never do."""
    share = np.mean(times) / passes
    return 0 < share < 1 and abs(excess_variation(times, passes, share)) > SIGMAS


def _times_kept(some, bias, factor, passes=MANY):
    """How many passes kept each active unit, and how much it varies, in units of a kept one.

    The last value says whether the mean fits whole numbers.
    """
    active, one = some.active, some.before * factor
    times = np.where(active, some.units(bias) / one * passes, 0)
    spread = np.where(active, some.std[:, : one.shape[1]] / one, 0)
    whole = np.allclose(times, np.round(times), atol=0.01) and np.all(np.round(times) <= passes)
    varied = np.any(np.round(times[active]) % passes > 0) or not np.any(spread > 1e-4)
    return np.round(times), spread, bool(whole and varied)


def _deviation(times, spread, whole):
    """Criteria for the standard deviation: roughly, and with ddof 0."""
    once = (times > 0) & (times < MANY)
    told = Gated(spread[once], (np.sqrt(times * (MANY - times)) / MANY)[once])
    judged = whole and once.any()
    off = abs(told.factor - 1) if judged else 0.0
    found = told.words("the right one") if judged else UNKNOWN
    evidence = f"{told.factor:.3g}" if judged else UNKNOWN
    sentence = "The standard deviation says, for each output, how much the passes differ"
    yield Criterion(sentence, bool(whole and off < 0.1), found, evidence).worth(5)
    sentence = "The standard deviation divides by the number of passes (ddof 0)"
    yield Criterion(sentence, bool(whole and off < 1e-4), found, evidence).worth(3)


def _of_the_outputs(student, rng):
    """Criterion on outputs that mix units: in two passes, units of one sign each went together."""
    two = Passes(student, rng, 1, MIXING, 2, 0.5, alive=True)
    generator = fresh(rng)
    calls = [two, *(two.again(generator) for _ in range(CALLS))]
    alike, fits = zip(*(call.mixed_spread() for call in calls), strict=True)
    found = "" if all(fits) else "one that no two passes with these units can have"
    if not found and all(alike):
        found = "one as if the units of an output never canceled each other in part"
    sentence = "The standard deviation is that of the outputs, in which units are mixed"
    return holds(not found, sentence, found).worth(8)


def _masks(student, rng, rate, bias, can_be_told):
    """Criteria on which units single passes drop."""
    one = Passes(student, rng, 1, 41, 1, rate, alive=True)
    generator, seed = fresh(rng), int(rng.integers(2**63))
    calls = [one.again(generator) for _ in range(40)]
    sentence = "Every call draws anew which hidden units are dropped"
    anew = any(np.any(call.mean != calls[0].mean) for call in calls)
    yield holds(anew, sentence, "the same ones in one call as in another").as_idea()
    first, second = (one.again(np.random.default_rng(seed)).mean for _ in range(2))
    sentence = "All randomness comes from `rng`: the same state gives the same result"
    found = "two different results from two calls with the same state of `rng`"
    yield holds(np.array_equal(first, second), sentence, found)
    if not can_be_told:
        yield from _unknown()
        return
    calls += [one.again(generator) for _ in range(80)]
    yield from _random_units(np.array([call.gated(bias).kept for call in calls]), rate)


def _single_output(student, rng):
    """Criterion where nothing is left to chance: no unit is dropped, and there is one output."""
    x, (w1, w2) = rng.normal(size=(4, 3)), (rng.normal(size=shape) for shape in ((3, 5), (5, 1)))
    b1, b2 = rng.normal(size=5), rng.normal(size=1)
    asked = student(x, w1, b1, w2, b2, 0.0, 3, fresh(rng))
    mean, std = arrays(asked, ((4, 1), (4, 1)), ("mean", "std"))
    expected = np.maximum(x @ w1 + b1, 0) @ w2 + b2
    sentence = "With a single output and a rate of 0, all passes give the output of the network"
    return close(np.hstack([mean, std]), np.hstack([expected, 0 * expected]), sentence, 1e-4, 1e-4)


SENTENCES = (
    "Each hidden unit is dropped independently of the others",
    "How many hidden units are dropped is left to chance in every pass",
)


def _random_units(kept, rate):
    """Criteria on the masks of many passes, one a row."""
    words = "Each row is a pass, each column a hidden unit; gray ones were dropped."
    picture = beside_an_example(kept, rate, words)
    yield drops_at(kept, rate, "hidden units").as_idea().drawn(picture)
    alike = "passes in which all units are dropped or none"
    yield apart(kept, 1, SENTENCES[0], alike).as_idea().drawn(picture)
    yield count_varies(kept, 1 - np.mean(kept), SENTENCES[1]).worth(2)


def _unknown():
    """The same criteria where the outputs do not show the units."""
    share = "About a share `rate` of the hidden units is dropped"
    yield holds(False, share, UNKNOWN).as_idea()
    yield holds(False, SENTENCES[0], UNKNOWN).as_idea()
    yield holds(False, SENTENCES[1], UNKNOWN).worth(2)


monte_carlo_masks.wrong.teach(monte_carlo_dropout)
monte_carlo_mistakes.wrong.teach(monte_carlo_dropout)


@monte_carlo_dropout.alternative
def one_mask_a_pass(x, w1, b1, w2, b2, rate, n_samples, rng):
    hidden = np.clip(np.dot(x, w1) + b1, 0, None)
    samples = []
    for _ in range(n_samples):
        gate = rng.binomial(1, 1 - rate, size=hidden.shape[1]) / (1 - rate)
        samples.append(np.dot(hidden * gate, w2) + b2)
    return [np.mean(samples, axis=0), np.std(samples, axis=0)]


@monte_carlo_dropout.alternative
def running_sums(x, w1, b1, w2, b2, rate, n_samples, rng):
    outputs = []
    for _ in range(n_samples):
        hidden = x @ w1 + b1
        hidden = hidden * (hidden > 0)
        hidden[rng.random(hidden.shape) < rate] = 0
        outputs.append(hidden / (1 - rate) @ w2 + b2)
    mean = sum(outputs) / n_samples
    variance = sum((out - mean) ** 2 for out in outputs) / n_samples
    return mean, variance**0.5


@monte_carlo_dropout.alternative
def all_at_once_in_single_precision(x, w1, b1, w2, b2, rate, n_samples, rng):
    x, w1, b1, w2, b2 = (a.astype(np.float32) for a in (x, w1, b1, w2, b2))
    hidden = np.maximum(x @ w1 + b1, 0)
    masks = rng.random((n_samples, *hidden.shape)) >= rate
    out = (hidden * masks / (1 - rate) @ w2 + b2).astype(np.float32)
    return out.mean(axis=0), out.std(axis=0)


@monte_carlo_dropout.alternative
def dropped_before_the_relu(x, w1, b1, w2, b2, rate, n_samples, rng):
    outputs = np.zeros((n_samples, len(x), len(b2)))
    for i in range(n_samples):
        before, _ = reference.dropout_forward(x @ w1 + b1, rate, rng)
        outputs[i] = np.maximum(before, 0) @ w2 + b2
    return outputs.mean(0), outputs.std(0)


@monte_carlo_dropout.alternative
def one_pass_at_a_time(x, w1, b1, w2, b2, rate, n_samples, rng):
    mean = squares = np.zeros((len(x), len(b2)))
    for i in range(n_samples):
        hidden, _ = reference.dropout_forward(np.maximum(x @ w1 + b1, 0), rate, rng)
        out = hidden @ w2 + b2
        off = out - mean
        mean = mean + off / (i + 1)
        squares = squares + off * (out - mean)
    return mean, np.sqrt(squares / n_samples)
