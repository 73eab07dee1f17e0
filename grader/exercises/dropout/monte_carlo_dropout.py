"""Monte-Carlo dropout: many passes with dropout left on, their mean and spread."""

import numpy as np

from grader.criteria import arrays, close, draws_from, holds, near
from grader.criteria.chance import fresh
from grader.criteria.masks import drops_at
from grader.exercise import exercise
from grader.reference import dropout as reference

NAMES = ("mean", "std")


@exercise(
    reference=reference.monte_carlo_dropout,
    points=3,
    hints=(
        "Write one pass first: ReLU of the first layer, inverted dropout on it, second layer. "
        "Dropout stays on although nothing is trained.",
        "Collect the outputs of n_samples passes, each with a mask of its own, in one array with "
        "the passes along the first axis.",
        "mean and std are taken over the passes (axis=0), for each row and each output.",
    ),
)
def monte_carlo_dropout(student, rng):
    """Mean and standard deviation (ddof 0) over passes that differ only in what they drop."""
    rate = float(rng.choice([0.2, 0.3, 0.7]))
    yield from _one_pass(student, rng, rate)
    yield from _two_passes(student, rng, rate)
    yield from _many_passes(student, rng, rate)


def _ask(student, x, layers, rate, n_samples, rng):
    returned = student(x, *layers, rate, n_samples, rng)
    shape = (len(x), layers[2].shape[1])
    return arrays(returned, (shape, shape), NAMES)


def _visible_units(rng, n, d, hidden):
    """Layers that show their hidden units: the second is the identity, some units are negative."""
    x, w1 = rng.normal(size=(n, d)), rng.normal(size=(d, hidden))
    b1, b2 = rng.uniform(-0.5, 0.5, size=hidden), rng.normal(size=hidden)
    return x, (w1, b1, np.eye(hidden), b2), x @ w1 + b1


def _one_pass(student, rng, rate):
    """Criteria for a single pass, which shows what it drops."""
    x, layers, before = _visible_units(rng, 50, 4, 60)
    mean, std = _ask(student, x, layers, rate, 1, fresh(rng))
    units, alive = mean - layers[3], before > 0.05
    yield close(units[before < 0], 0.0, "The hidden units go through a ReLU, the bias comes last")
    kept = alive & (np.abs(units) > 0.02)
    expected = before[kept] / (1 - rate)
    yield close(units[kept], expected, "Kept hidden units are scaled by 1 / (1 - rate)").worth(2)
    # One mask may serve all rows of a pass, so only the first row of each call counts.
    flags = [kept[0][alive[0]]]
    while sum(map(len, flags)) < 1000:
        again, _ = _ask(student, x[:1], layers, rate, 1, fresh(rng))
        flags.append((np.abs(again - layers[3]) > 0.02)[0][alive[0]])
    dropped = "Hidden units are dropped with probability `rate`"
    yield drops_at(np.concatenate(flags), rate, dropped).worth(2)
    yield close(std, 0.0, "With one pass the standard deviation is 0")
    x = x[:5]
    yield draws_from(lambda rng: _ask(student, x, layers, rate, 1, rng)[0], rng)


def _two_passes(student, rng, rate):
    """Criteria for two passes: where just one kept a unit, mean and std are both half of it."""
    x, layers, before = _visible_units(rng, 9, 3, 80)
    mean, std = _ask(student, x, layers, rate, 2, fresh(rng))
    half = np.maximum(before, 0.0) / (1 - rate) / 2
    once = (half > 0.05) & (np.abs(mean - layers[3] - half) < 0.01)
    yield holds(once.any(), "Each pass draws a mask of its own", "both dropped the same units")
    deviation = "The standard deviation divides by the number of passes (ddof 0)"
    yield close(std[once], half[once], deviation, rtol=1e-4)


def _many_passes(student, rng, rate):
    """Criteria for many passes: what the mean and the spread must come to."""
    n_samples = 400
    x, w1, b1 = rng.normal(size=(1, 5)), rng.normal(size=(5, 50)), rng.uniform(0, 1, size=50)
    layers = (w1, b1, rng.normal(size=(50, 3)), rng.normal(size=3))
    mean, std = _ask(student, x, layers, rate, n_samples, fresh(rng))
    hidden = np.maximum(x @ w1 + b1, 0.0)[0]
    exact = hidden @ layers[2][:, 0] + layers[3][0]
    spread = np.sqrt(np.sum((hidden * layers[2][:, 0]) ** 2) * rate / (1 - rate))
    middle = "Over many passes the mean comes near the pass without dropout"
    sigma = spread / np.sqrt(n_samples)
    yield near(float(mean[0, 0]), float(exact), sigma, middle, "the mean")
    width = "The spread is that of single passes, as dropout makes it"
    sigma = spread * np.sqrt(0.75 / n_samples)
    yield near(float(std[0, 0]), float(spread), sigma, width, "the standard deviation").worth(2)


def _passes(x, w1, b1, w2, b2, rate, n_samples, rng, scale=None):
    """Outputs of all passes, shape (n_samples, n, k)."""
    hidden = np.maximum(x @ w1 + b1, 0.0)
    gates = rng.random((n_samples, *hidden.shape)) >= rate
    return hidden * gates * (1 / (1 - rate) if scale is None else scale) @ w2 + b2


@monte_carlo_dropout.mistake(
    "Dropout is off: all passes are the same. Monte-Carlo dropout leaves it on at prediction."
)
def without_dropout(x, w1, b1, w2, b2, rate, n_samples, rng):
    mean = np.maximum(x @ w1 + b1, 0.0) @ w2 + b2
    return mean, np.zeros_like(mean)


@monte_carlo_dropout.mistake("One mask serves all passes; each pass needs a mask of its own.")
def one_mask_for_all_passes(x, w1, b1, w2, b2, rate, n_samples, rng):
    mean = _passes(x, w1, b1, w2, b2, rate, 1, rng)[0]
    return mean, np.zeros_like(mean)


@monte_carlo_dropout.mistake("The kept hidden units are not scaled by 1 / (1 - rate).")
def forgets_the_scale(x, w1, b1, w2, b2, rate, n_samples, rng):
    out = _passes(x, w1, b1, w2, b2, rate, n_samples, rng, scale=1.0)
    return out.mean(axis=0), out.std(axis=0)


@monte_carlo_dropout.mistake("The variance comes back; the standard deviation is its square root.")
def returns_the_variance(x, w1, b1, w2, b2, rate, n_samples, rng):
    out = _passes(x, w1, b1, w2, b2, rate, n_samples, rng)
    return out.mean(axis=0), out.var(axis=0)


@monte_carlo_dropout.mistake("The standard deviation divides by n_samples - 1; here ddof is 0.")
def sample_deviation(x, w1, b1, w2, b2, rate, n_samples, rng):
    out = _passes(x, w1, b1, w2, b2, rate, n_samples, rng)
    return out.mean(axis=0), out.std(axis=0, ddof=1) if n_samples > 1 else 0 * out[0]


@monte_carlo_dropout.mistake(
    "This is the standard error of the mean, which shrinks with more passes; the spread of the "
    "passes is asked for."
)
def standard_error(x, w1, b1, w2, b2, rate, n_samples, rng):
    out = _passes(x, w1, b1, w2, b2, rate, n_samples, rng)
    return out.mean(axis=0), out.std(axis=0) / np.sqrt(n_samples)


@monte_carlo_dropout.mistake("The first layer has no ReLU.")
def forgets_the_relu(x, w1, b1, w2, b2, rate, n_samples, rng):
    hidden = x @ w1 + b1
    gates = (rng.random((n_samples, *hidden.shape)) >= rate) / (1 - rate)
    out = hidden * gates @ w2 + b2
    return out.mean(axis=0), out.std(axis=0)


@monte_carlo_dropout.mistake("The inputs are dropped; it is the hidden units that should be.")
def drops_the_inputs(x, w1, b1, w2, b2, rate, n_samples, rng):
    gates = (rng.random((n_samples, *x.shape)) >= rate) / (1 - rate)
    out = np.maximum(x * gates @ w1 + b1, 0.0) @ w2 + b2
    return out.mean(axis=0), out.std(axis=0)


@monte_carlo_dropout.mistake("The outputs are dropped; it is the hidden units that should be.")
def drops_the_outputs(x, w1, b1, w2, b2, rate, n_samples, rng):
    exact = np.maximum(x @ w1 + b1, 0.0) @ w2 + b2
    out = exact * (rng.random((n_samples, *exact.shape)) >= rate) / (1 - rate)
    return out.mean(axis=0), out.std(axis=0)


@monte_carlo_dropout.mistake(
    "Mean and spread are taken over the outputs of a row; take them over the passes."
)
def over_the_outputs(x, w1, b1, w2, b2, rate, n_samples, rng):
    out = _passes(x, w1, b1, w2, b2, rate, n_samples, rng)
    everything = out.mean(axis=0)
    spread = np.broadcast_to(out.std(axis=(0, 2))[:, None], everything.shape)
    return everything, spread.copy()


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
    out = _passes(*(a.astype(np.float32) for a in (x, w1, b1, w2, b2)), rate, n_samples, rng)
    out = out.astype(np.float32)
    return out.mean(axis=0), out.std(axis=0)
