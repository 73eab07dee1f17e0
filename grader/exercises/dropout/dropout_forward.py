"""Inverted dropout, forward."""

from dataclasses import replace

import numpy as np

from grader.criteria import arrays, holds
from grader.criteria.chance import fresh
from grader.criteria.masks import beside_an_example, count_varies, drops_at
from grader.criteria.sketch import Sketch
from grader.exercise import exercise
from grader.exercises.dropout import forward_mistakes, mask_mistakes
from grader.exercises.dropout.coins import all_dropped, any_two, apart
from grader.exercises.dropout.gates import Gated, away_from_zero, drawn_anew, scaled, unchanged
from grader.reference import dropout as reference

NAMES = ("out", "mask")


@exercise(
    reference=reference.dropout_forward,
    points=3,
    hints=(
        "`rng.random(x.shape)` gives every unit a number of its own, uniform between 0 and 1. For "
        "which of these numbers is the unit kept, if it is to be dropped with probability `rate`?",
        "If only a share 1 - rate of the units is left, by what factor must they grow so that the "
        "sum stays the same on average?",
        "With training=False there is nothing to draw: return `x` and a mask full of True.",
    ),
)
def dropout_forward(student, rng):
    """Kept units are x / (1 - rate), dropped ones 0; the mask says which were kept."""
    rate = float(rng.choice([0.2, 0.3, 0.7, 0.8]))
    # With this number of units, no share that is really kept is exactly 1 - rate.
    x = away_from_zero(rng, (119, 61))
    out, mask = _forward(student, x, rate, fresh(rng))
    gated = Gated(out, x)
    yield scaled(gated, rate, "Every output is either 0 or x / (1 - rate)", "x").as_idea()
    yield from _random_units(gated.kept, rate)
    yield _boolean(mask).worth(3)
    yield _tells(mask, gated.kept).worth(9)
    yield from _prediction(student, rng, rate)
    yield from _odd_rates(student, rng)
    anew, repeatable = drawn_anew(lambda rng: _drawn(student, x, rate, rng), rng, "units")
    yield anew.as_idea()
    yield repeatable
    yield from _other_shapes(student, rng, rate)


def _forward(student, x, rate, rng, **options):
    returned = student(x, rate, rng, **options)
    return arrays(returned, (x.shape, x.shape), NAMES)


def _drawn(student, x, rate, rng):
    """What the output and the mask say of each unit."""
    out, mask = _forward(student, x, rate, rng)
    return np.array([Gated(out, x).kept, mask != 0])


def _random_units(kept, rate):
    """Criteria on which units are dropped: how many, and independently of what."""
    words = "Gray units were dropped. "
    share = beside_an_example(kept, rate, f"{words}The share of gray should be {rate:.0%}.")
    yield drops_at(kept, rate, "units").as_idea().drawn(share)
    sentence = "Each unit of a row is dropped independently of the row's other units"
    across = apart(kept, 1, sentence, "rows that are dropped or kept as a whole")
    picture = beside_an_example(kept, rate, f"{words}Look along the rows.")
    yield across.as_idea().drawn(picture)
    sentence = "Each row is given a mask of its own"
    down = apart(kept, 0, sentence, "rows that all lose the same units")
    picture = beside_an_example(kept, rate, f"{words}Compare the rows with each other.")
    yield down.worth(10).drawn(picture)


def _boolean(mask):
    """Criterion for the mask's type."""
    numbers = "" if mask.max() <= 1 else f" with numbers up to {float(mask.max()):.3g}"
    found = f"a mask of dtype {mask.dtype}{numbers}"
    return holds(mask.dtype == bool, "The mask is boolean", found, f"numbers{bool(numbers)}")


def _tells(mask, kept):
    """Criterion: the mask says what became of the units that the output shows."""
    told = mask.astype(bool)
    found = ""
    if np.any(told != mask):
        found = "numbers other than 0 and 1"
    elif told.all() or not told.any():
        found = f"{bool(told.all())} everywhere"
    elif np.array_equal(told, ~kept):
        found = "True where units were dropped and False where they were kept"
    elif np.any(told != kept):
        found = "a mask of other units than those that the output drops"
    words = "Yours is the mask that you return; beside it stands which units your output keeps."
    sketch = Sketch("mask", told[:20, :40], kept[:20, :40], words)
    sentence = "The mask is True where the output keeps a unit and False where it drops one"
    return holds(not found, sentence, found).drawn(sketch)


def _prediction(student, rng, rate):
    """Criteria on training=False."""
    x = away_from_zero(rng, (14, 45))
    x[:, 0] = 0.0  # as a ReLU before it leaves many: the mask does not depend on x
    out, mask = _forward(student, x, rate, fresh(rng), training=False)
    yield unchanged(out, x, "With training=False the output is x", "x").as_idea()
    yield _all_true(mask, "With training=False the mask is boolean and True everywhere").worth(1.5)


def _odd_rates(student, rng):
    """Criteria on rates that are no multiples of 0.05, on many rows and on narrow ones."""
    x, rate = away_from_zero(rng, (60, 160)), float(rng.choice([0.43, 0.53]))
    many = _shown(student, rng, x, rate)
    call, share = student.notes.call(), drops_at(many, rate, "units")
    high = drops_at(_shown(student, rng, x, 0.97), 0.97, "units")
    yield (high if share.passed else replace(share, call=call)).as_idea()
    sentence = "The masks of any two rows, near or far, have nothing to do with each other"
    yield replace(any_two(many, sentence, "rows"), call=call).worth(3)
    narrow = _shown(student, rng, away_from_zero(rng, (1200, 2)), rate)
    yield all_dropped(narrow, rate, "rows", "units").worth(3)


def _shown(student, rng, x, rate):
    """Which units an answer's output keeps."""
    return Gated(_forward(student, x, rate, fresh(rng))[0], x).kept


def _other_shapes(student, rng, rate):
    """Criteria on one axis and on three, where x has zeros in it, as after a ReLU."""
    x = np.maximum(away_from_zero(rng, (60, 2, 60)), 0.0)
    mask = _forward(student, x, rate, fresh(rng))[1].astype(bool)
    told = mask[x == 0]
    sentence = "Units whose value is 0 are dropped and kept like all others, and the mask says so"
    yield holds(told.any() and not told.all(), sentence, _alike(told)).worth(3)
    yield _along_every_axis(mask)
    out, mask = _forward(student, x, 0.0, fresh(rng))
    yield unchanged(out, x, "With rate 0 the output is x", "x").worth(0.5)
    yield _all_true(mask, "With rate 0 the mask is boolean and True everywhere").worth(0.5)
    x, generator = away_from_zero(rng, (61,)), fresh(rng)
    masks = [Gated(_forward(student, x, rate, generator)[0], x).kept for _ in range(120)]
    sentence = "How many units are dropped is left to chance in every call"
    yield count_varies(masks, 1 - np.mean(masks), sentence).worth(4)


def _along_every_axis(mask):
    """Criterion: along no axis do all units share their fate."""
    shared = [axis for axis in range(mask.ndim) if np.all(mask == mask.take([0], axis))]
    found = f"one draw for all units along axis {min(shared, default=0)}"
    sentence = "With three axes, too, each unit has a draw of its own"
    return holds(not shared, sentence, found if shared else "", shared)


def _alike(told):
    return f"a mask that is {bool(told.all())} wherever x is 0"


def _all_true(mask, sentence):
    """Criterion for a mask that drops nothing."""
    found = "a mask with False in it" if not mask.all() else f"a mask of dtype {mask.dtype}"
    evidence = "some False" if not mask.all() else "numbers"
    return holds(mask.dtype == bool and mask.all(), sentence, found, evidence)


forward_mistakes.wrong.teach(dropout_forward)
mask_mistakes.wrong.teach(dropout_forward)


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


@dropout_forward.alternative
def in_a_copy_backward(x, rate, rng, training=True):
    out, rate = x.copy(), rate * training
    dropped = (rng.random(x.shape[::-1]) < rate).T
    out[dropped] = 0
    out /= 1 - rate
    return out, np.logical_not(dropped)


@dropout_forward.alternative
def by_waiting_times(x, rate, rng, training=True):
    survival = 1 - rate if training else 1.0
    mask = rng.exponential(size=x.size) >= -np.log(survival)
    mask = mask.reshape(x.shape)
    return np.divide(x, survival, where=mask, out=np.zeros_like(x)), mask
