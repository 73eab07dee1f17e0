"""A class that watches a training: when to stop, and which weights to go back to."""

from copy import deepcopy
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import count
from types import SimpleNamespace

import numpy as np

from grader.criteria import Unacceptable, array, close, holds, number
from grader.criteria.cases import telling
from grader.exercise import exercise
from grader.exercises.early_stopping import stoppers
from grader.exercises.early_stopping.inputs import curve, through_zero, walk
from grader.reference import early_stopping as reference
from grader.remote.plain import Reused, describe
from grader.student import Student

SHAPES = ((2, 3), (3,), (3, 1))


@exercise(
    id="EarlyStopper",
    reference=reference.EarlyStopper,
    points=4,
    hints=(
        "`update` is called once an epoch. What must the object remember from call to call? Give "
        "each of these a start in __init__; the best value has none yet.",
        "For the first update there is nothing to compare with: it always improves. After that, "
        "write down for each mode what an improvement is.",
        "The caller goes on training with the very arrays that it handed in, and changes them. "
        "What is then in a list that you merely kept, and what in copies of its arrays?",
    ),
)
def early_stopper(student, rng):
    """`update` says when to stop; best_value, best_epoch and best_weights: what to go back to."""
    cases, got = _asked(student, rng, curve, WAITING)
    sentence = "`update` returns True when `patience` updates in a row did not improve"
    yield _agrees(cases, got, slice(1), sentence).worth(5)
    yield _agrees(cases, got, slice(1, 3), "best_epoch and best_value are right by then").worth(3)
    cases, got = _asked(student, rng, walk, [stoppers.CountsEqualValues])
    yield _agrees(cases, got, slice(3), "A value that equals the best one is no improvement")
    cases, got = _asked(student, rng, walk, MIN_DELTA, "min")
    less = "With min_delta, only a value below the best one minus min_delta improves"
    yield _agrees(cases, got, slice(3), less).worth(3)
    cases, got = _asked(student, rng, walk, MIN_DELTA, "max")
    more = 'With mode="max", only a value above the best one plus min_delta improves'
    yield _agrees(cases, got, slice(3), more).worth(3)
    yield _two_at_work(student, rng)
    yield from _weights(student, rng)
    cases = [
        (np.append([np.inf] * 4, curve(rng)), 2),
        (-20.0 - curve(rng), 2, 0.0, "max"),
        (np.append([-np.inf] * 4, curve(rng)), 2, 0.25, "max"),
    ]
    got = np.array([_watch(student, *case) for case in cases])
    first = "The first update always improves, whatever its value and the mode"
    yield _agrees(cases, got, slice(1), first)
    cases, got = _asked(student, rng, through_zero, [stoppers.ZeroIsNoValue])
    yield _agrees(cases, got, slice(3), "A value of 0 is one like any other")


WAITING = [
    stoppers.WaitsOneMore,
    stoppers.WaitsOneLess,
    stoppers.WaitsInTotal,
    stoppers.ComparesWithThePrevious,
]
MIN_DELTA = [
    stoppers.ReachesMinDelta,
    stoppers.IgnoresMinDelta,
    stoppers.TurnsMinDeltaRound,
    stoppers.BestCreeps,
]


def _asked(student, rng, draw, wrong, mode=None):
    """Cases that tell the right class from wrong ones, and what the answer makes of them.

    With `mode`, they have a min_delta as well.
    """

    def cases():
        values = [20 - draw(rng) if mode == "max" else draw(rng) for _ in range(5)]
        options = (float(rng.choice([0.25, 0.375])), mode) if mode else ()
        return [(each, int(rng.integers(2, 5)), *options) for each in values]

    classes = [stoppers.Watcher, *wrong]
    found = telling(cases, [partial(stoppers.outcome, each) for each in classes])
    return found, np.array([_watch(student, *case) for case in found])


def _watch(student, values, patience, *options):
    """As `stoppers.outcome`, for the answer."""
    named = dict(zip(("min_delta", "mode"), options, strict=False))
    stopper, stopped = _made(student(patience, **named)), -1
    for epoch, value in enumerate(values):
        if _update(stopper, value, [np.array([value])]):
            stopped = epoch
            break
    return stopped, *_best(stopper)


def _made(stopper):
    if not isinstance(stopper, Student):
        raise Unacceptable(f"Expected an object with a method update; got {describe(stopper)}.")
    return stopper


def _update(stopper, value, weights):
    """Whether to stop; None is taken for False, since only True is asked for."""
    said = stopper.update(float(value), weights)
    if said is None or isinstance(said, bool | np.bool_ | int):
        return bool(said)
    if isinstance(said, np.ndarray) and said.size == 1 and said.dtype == bool:
        return bool(said)
    raise Unacceptable(f"Expected `update` to return True or False; got {describe(said)}.")


def _best(stopper):
    """best_epoch and best_value, NaN in the place of None: there was no best one yet."""
    names = ("best_epoch", "best_value")
    values = [stopper.member(name) for name in names]
    return tuple(
        np.nan if value is None else number(value, f"`{name}`")
        for value, name in zip(values, names, strict=True)
    )


def _agrees(cases, got, columns, sentence):
    """Criterion: some of the numbers of `_watch` are right for every case."""
    expected = np.array([stoppers.outcome(reference.EarlyStopper, *case) for case in cases])
    wrong = np.flatnonzero(np.any(got[:, columns] != expected[:, columns], axis=1))
    if not wrong.size:
        return holds(True, sentence)
    case = min(wrong, key=lambda i: len(cases[i][0]))
    # Where it stops at another time, what is best by then says nothing new about the mistake.
    evidence = np.where(got[:, :1] == expected[:, :1], got, got[:, :1])
    return holds(False, sentence, _shown(*got[case], *cases[case]), evidence)


def _shown(stopped, best_epoch, best_value, values, patience, min_delta=0.0, mode="min"):
    given = f"patience {patience}" + (f", min_delta {min_delta:g}" if min_delta else "")
    given += f' and mode "{mode}"' if mode == "max" else ""
    said = "never returns True" if stopped < 0 else f"first returns True in epoch {stopped:g}"
    shown = ", ".join(f"{value:g}" for value in values)
    return (
        f"for the values {shown} with {given} your `update` {said}, and then best_epoch is "
        f"{best_epoch:g}, best_value {best_value:g}"
    )


def _two_at_work(student, rng):
    """Criterion: what one stopper is told does not reach another."""
    losses = curve(rng)[:4]
    pair = [_made(student(5)) for _ in range(2)]
    for loss in losses:
        for stopper, value in zip(pair, (loss, 3 - loss), strict=True):
            _update(stopper, value, [np.array([value])])
    got = [_best(stopper) for stopper in pair]
    expected = [
        stoppers.outcome(reference.EarlyStopper, values, 5)[1:] for values in (losses, 3 - losses)
    ]
    found = "" if got == expected else f"best_epoch and best_value of the two are {got}"
    return holds(got == expected, "Two objects at work at a time do not disturb each other", found)


def _weights(student, rng):
    """Criteria on best_weights: first with new arrays in every epoch, then with the same ones."""
    falling = np.sort(curve(rng)[:5])[::-1]
    # Only the last update, two after the best one, ends the training.
    losses = np.append(falling[[0, 2, 1, 3, 4]], [-8.0, -9.0, -7.5, -8.5])
    weights = [[rng.normal(size=shape) for shape in SHAPES] for _ in losses]
    right = np.concatenate([array.ravel() for array in weights[6]])
    got = _last_weights(_made(student(2)), losses, weights)
    sentence = "best_weights are those that came with the best value"
    yield close(got, right, sentence).worth(4)
    reused = Reused(weights[0])
    got = _last_weights(
        _made(student(2)), losses, [replace(reused, values=values) for values in weights]
    )
    sentence = "Later changes to the caller's arrays do not touch best_weights"
    yield close(got, right, sentence).worth(6)


def _last_weights(stopper, losses, weights):
    """What best_weights are in the end, in one array."""
    for loss, each in zip(losses, weights, strict=True):
        _update(stopper, loss, each)
    best = stopper.member("best_weights")
    if not isinstance(best, list | tuple) or len(best) != len(SHAPES):
        wanted = f"a list of {len(SHAPES)} arrays"
        raise Unacceptable(f"Expected `best_weights` to be {wanted}; got {describe(best)}.")
    parts = [
        array(part, shape, f"`best_weights[{i}]`")
        for i, (part, shape) in enumerate(zip(best, SHAPES, strict=True))
    ]
    return np.concatenate([part.ravel() for part in parts])


for each in stoppers.MISTAKES:
    early_stopper.mistake(" ".join(each.__doc__.split()))(each)


@early_stopper.alternative
@dataclass
class AsDataclass:
    patience: int
    min_delta: float = 0.0
    mode: str = "min"
    history: list = field(default_factory=list)
    best_epoch: int = 0
    best_weights: tuple = ()

    @property
    def best_value(self):
        return self.history[self.best_epoch]

    def update(self, value, weights):
        self.history.append(value)
        sign = -1 if self.mode == "max" else 1
        epoch = len(self.history) - 1
        if epoch == 0 or sign * value + self.min_delta < sign * self.best_value:
            self.best_epoch, self.best_weights = epoch, tuple(np.array(w) for w in weights)
        return np.bool_(epoch >= self.best_epoch + self.patience)


@early_stopper.alternative
class WithSlots:
    __slots__ = ("_better", "best_epoch", "best_value", "best_weights", "epoch", "patience")

    def __init__(self, patience, min_delta=0.0, mode="min"):
        rules = {
            "min": lambda value: value - self.best_value < -min_delta,
            "max": lambda value: value - self.best_value > min_delta,
        }
        self._better, self.patience, self.epoch = rules[mode], patience, 0
        self.best_epoch = -1

    def update(self, value, weights):
        if self.best_epoch < 0 or self._better(value):
            self.best_value, self.best_epoch = np.float32(value), np.int64(self.epoch)
            self.best_weights = deepcopy(weights)
        self.epoch += 1
        if self.epoch - 1 - self.best_epoch >= self.patience:
            return True


@early_stopper.alternative
def made_by_a_function(patience, min_delta=0.0, mode="min"):
    state = SimpleNamespace(best_value=None, best_epoch=None, best_weights=None)
    left, epochs = [patience], count()

    def update(value, weights):
        epoch, best = next(epochs), state.best_value
        gain = 0.0 if best is None else (best - value if mode == "min" else value - best)
        left[0] -= 1
        if best is None or gain > min_delta:
            left[0] = patience
            state.best_value, state.best_epoch = value, epoch
            state.best_weights = [1.0 * w for w in weights]
        return left[0] == 0

    state.update = update
    return state
