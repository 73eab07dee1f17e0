"""Inverted dropout, forward."""

import numpy as np

from grader.criteria import arrays, close, draws_from, holds
from grader.criteria.chance import fresh
from grader.criteria.masks import count_varies, drops_at, independent
from grader.exercise import exercise
from grader.reference import dropout as reference

NAMES = ("out", "mask")


@exercise(
    reference=reference.dropout_forward,
    points=3,
    hints=(
        "`rng.random(x.shape)` gives every unit a number of its own, uniform between 0 and 1. For "
        "which of these numbers is the unit kept, if it is to be dropped with probability `rate`?",
        "If only a share 1 - rate of the units is left, by what must the others grow so that the "
        "sum stays the same on average?",
        "With training=False there is nothing to draw: `x` comes back, with a mask full of True.",
    ),
)
def dropout_forward(student, rng):
    """Kept units are x / (1 - rate), dropped ones 0; the mask says which were kept."""
    rate = float(rng.choice([0.2, 0.3, 0.7, 0.8]))
    x = rng.normal(size=(120, 60))
    out, mask = _forward(student, x, rate, fresh(rng))
    found = f"your mask has dtype {mask.dtype} and values up to {float(mask.max()):.3g}"
    yield holds(mask.dtype == bool, "The mask is boolean", found)
    mask = mask.astype(bool)
    yield close(out[~mask], 0.0, "Where the mask is False, the output is 0").worth(2)
    scaled = "Where the mask is True, the output is x / (1 - rate)"
    none = holds(mask.any(), scaled, "your mask is False everywhere")
    kept = close(out[mask], x[mask] / (1 - rate), scaled) if none.passed else none
    yield kept.worth(8)
    yield drops_at(mask, rate, "Each unit is dropped with probability `rate`").worth(6)
    yield independent(mask, rate, 0, "Each row is given a mask of its own")
    yield independent(mask, rate, 1, "Each unit of a row is dropped independently of the others")
    small, generator = rng.normal(size=(1, 21)), fresh(rng)
    masks = [_forward(student, small, rate, generator)[1].astype(bool) for _ in range(120)]
    yield count_varies(
        masks, rate, "How many units are dropped is left to chance in every call"
    ).worth(2)
    yield draws_from(lambda generator: _forward(student, x, rate, generator)[1], rng).worth(5)
    yield from _without_chance(student, rng, rate)


def _without_chance(student, rng, rate):
    """Criteria for the cases in which nothing is dropped; x has zeros in it, as after a ReLU."""
    x = np.maximum(rng.normal(size=(3, 4, 5)), 0.0)
    out, mask = _forward(student, x, 0.0, fresh(rng))
    yield close(out, x, "With rate 0 the output is x")
    yield holds(mask.all(), "With rate 0 every unit is kept", "your mask has a False in it")
    out, mask = _forward(student, x, rate, fresh(rng), training=False)
    yield close(out, x, "With training=False the output is x").worth(4)
    yield holds(mask.all(), "With training=False every unit is kept", "your mask has a False in it")


def _forward(student, x, rate, rng, **options):
    returned = student(x, rate, rng, **options)
    return arrays(returned, (x.shape, x.shape), NAMES)


@dropout_forward.mistake(
    "`rate` is the probability of being DROPPED; this keeps units with that probability."
)
def keeps_at_rate(x, rate, rng, training=True):
    if not training:
        return x.copy(), np.ones(x.shape, bool)
    mask = rng.random(x.shape) < rate
    return x * mask / (1 - rate), mask


@dropout_forward.mistake(
    "`rate` is read as the probability of being kept, in the mask and in the scale: here it is "
    "the probability of being dropped."
)
def rate_is_the_keep_probability(x, rate, rng, training=True):
    if not training:
        return x.copy(), np.ones(x.shape, bool)
    mask = rng.random(x.shape) < rate
    return np.where(mask, x / max(rate, 1e-9), 0.0), mask


@dropout_forward.mistake(
    "The kept units are not scaled by 1 / (1 - rate), so the layer's output shrinks on average."
)
def forgets_the_scale(x, rate, rng, training=True):
    if not training:
        return x.copy(), np.ones(x.shape, bool)
    mask = rng.random(x.shape) >= rate
    return x * mask, mask


@dropout_forward.mistake(
    "The scaling is left to inference, as in the paper of 2014; inverted dropout scales while "
    "training, by 1 / (1 - rate), and does nothing at inference."
)
def scales_at_inference(x, rate, rng, training=True):
    if not training:
        return x * (1 - rate), np.ones(x.shape, bool)
    mask = rng.random(x.shape) >= rate
    return x * mask, mask


@dropout_forward.mistake("The kept units are divided by `rate`; a share 1 - rate of them is left.")
def divides_by_the_rate(x, rate, rng, training=True):
    if not training or rate == 0:
        return x.copy(), np.ones(x.shape, bool)
    mask = rng.random(x.shape) >= rate
    return np.where(mask, x / rate, 0.0), mask


@dropout_forward.mistake("`training` is ignored: units are dropped at inference too.")
def always_drops(x, rate, rng, training=True):
    return reference.dropout_forward(x, rate, rng)


@dropout_forward.mistake("All rows share one mask; every row of the batch needs its own.")
def one_mask_for_all_rows(x, rate, rng, training=True):
    if not training:
        return x.copy(), np.ones(x.shape, bool)
    mask = np.broadcast_to(rng.random(x.shape[-1:]) >= rate, x.shape)
    return np.where(mask, x / (1 - rate), 0.0), mask


@dropout_forward.mistake("Whole rows are dropped; every single unit must be drawn for itself.")
def drops_whole_rows(x, rate, rng, training=True):
    if not training:
        return x.copy(), np.ones(x.shape, bool)
    kept = rng.random((len(x),) + (1,) * (x.ndim - 1)) >= rate
    mask = np.broadcast_to(kept, x.shape)
    return np.where(mask, x / (1 - rate), 0.0), mask


@dropout_forward.mistake(
    "Exactly a share `rate` of the units is dropped each time; each unit must be dropped "
    "independently, so that their number varies."
)
def drops_an_exact_share(x, rate, rng, training=True):
    mask = np.ones(x.size, bool)
    if training:
        mask[rng.permutation(x.size)[: round(rate * x.size)]] = False
    mask = mask.reshape(x.shape)
    return np.where(mask, x / (1 - rate), 0.0) if training else x.copy(), mask


@dropout_forward.mistake("The mask is upside down: True must mean kept.")
def mask_of_the_dropped(x, rate, rng, training=True):
    out, mask = reference.dropout_forward(x, rate, rng, training)
    return out, ~mask


@dropout_forward.mistake("The mask is a number array; turn it into booleans, True for kept.")
def mask_of_numbers(x, rate, rng, training=True):
    out, mask = reference.dropout_forward(x, rate, rng, training)
    return out, mask.astype(float)


@dropout_forward.mistake("The mask has the scale in it; it must be boolean, True for kept.")
def mask_with_the_scale(x, rate, rng, training=True):
    out, mask = reference.dropout_forward(x, rate, rng, training)
    return out, mask / (1 - rate) if training else mask.astype(float)


@dropout_forward.mistake(
    "The mask is read off the output (out != 0): a kept unit whose value is 0 looks dropped."
)
def mask_from_the_output(x, rate, rng, training=True):
    out, _ = reference.dropout_forward(x, rate, rng, training)
    return out, out != 0


@dropout_forward.mistake(
    "The draws come from the global np.random; draw from the `rng` that is handed in."
)
def draws_globally(x, rate, rng, training=True):
    return reference.dropout_forward(x, rate, np.random.default_rng(), training)


@dropout_forward.mistake(
    "A seed is set inside the function, so that every call drops the very same units."
)
def seeds_inside(x, rate, rng, training=True):
    return reference.dropout_forward(x, rate, np.random.default_rng(0), training)


@dropout_forward.alternative
def by_uniform_numbers(x, rate, rng, training=True):
    keep_probability = 1.0 - rate
    if training:
        mask = rng.uniform(size=x.shape) < keep_probability
    else:
        mask, keep_probability = np.full(x.shape, True), 1.0
    return [x * mask / keep_probability, mask]


@dropout_forward.alternative
def by_binomial_draws(x, rate, rng, training=True):
    if training is False:
        return x, np.ones_like(x, dtype=bool)
    mask = rng.binomial(1, 1 - rate, size=x.shape).astype(bool)
    return mask * (x / (1 - rate)), mask


@dropout_forward.alternative
def unit_by_unit(x, rate, rng, training=True):
    mask = np.ones(x.shape, dtype=bool)
    out = np.array(x)
    if training:
        for place in np.ndindex(x.shape):
            mask[place] = rng.random() > rate if rate > 0 else True
            out[place] = x[place] / (1 - rate) if mask[place] else 0
    return out, mask


@dropout_forward.alternative
def by_choice_in_single_precision(x, rate, rng, training=True):
    if not training:
        return x.astype(np.float32), np.ones(x.shape, dtype=np.bool_)
    mask = rng.choice([False, True], size=x.shape, p=[rate, 1 - rate])
    return (x * mask / (1 - rate)).astype(np.float32), mask


@dropout_forward.alternative
def from_a_spawned_generator(x, rate, rng, training=True):
    (child,) = rng.spawn(1)
    return reference.dropout_forward(x, rate, child, training)
