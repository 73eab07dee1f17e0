"""A class that watches a training: when to stop, and which weights to go back to."""

from dataclasses import replace

import numpy as np

from grader.criteria import holds
from grader.exercise import exercise
from grader.exercises.early_stopping import (
    improving_stoppers,
    keepers,
    stopper_alternatives,
    waiting_stoppers,
)
from grader.exercises.early_stopping.pictures import listed
from grader.exercises.early_stopping.stopper_cases import drawn
from grader.exercises.early_stopping.stopper_criteria import are_of, exactly, from_zero, roughly
from grader.exercises.early_stopping.watching import (
    best_value,
    best_weight,
    last_weights,
    made,
    updated,
    watched,
)
from grader.exercises.wrong import teach
from grader.reference import early_stopping as reference
from grader.remote.plain import Reused
from grader.student import AnswerRaised

SHAPES = ((2, 3), (3,), (3, 1))


@exercise(
    id="EarlyStopper",
    reference=reference.EarlyStopper,
    points=4,
    hints=(
        "`update` is called once per epoch. What does the object have to remember from one call to "
        "the next? Give each of these a start in `__init__`; the best value has none yet.",
        "On the first update there is nothing to compare with, so it always improves. For all "
        "later ones, write down for each mode what an improvement is.",
        "The caller goes on training with the very arrays that it passed in, and changes them. "
        "What will a list that you merely kept hold later on? And copies of its arrays?",
    ),
)
def early_stopper(student, rng):
    """`update` says when to stop; best_value, best_epoch and best_weights say where to go back."""
    given = drawn(int(rng.integers(2**32)))
    told, got = given.clear, _got(student, given.clear)
    yield _afresh(student, told.cases[0], got[0])
    first, got = from_zero(told, got)
    yield first.worth(5)
    sentence = "The waiting starts over whenever a value is better than the best one so far"
    yield roughly(told, got, sentence, slice(1)).worth(4).as_idea()
    sentence = "best_epoch and best_value belong to the last update that improved"
    yield roughly(told, got, sentence, slice(1, 3)).worth(3)

    def ask(told):
        return told, _got(student, told) - [0, not first.passed, 0]

    sentence = "`update` returns True as soon as `patience` updates in a row have not improved"
    yield exactly(*ask(given.sharp), sentence).worth(18)
    sentence = "The first update always improves, and the waiting starts after it"
    yield exactly(*ask(given.from_the_first), sentence).worth(5)
    yield _two_at_work(student, given.falling).worth(3)
    for name, weight, sentence in LATER:
        yield roughly(*ask(getattr(given, name)), sentence).worth(weight)
    yield _by_position(student, given.min_delta_of_maxima, [0, not first.passed, 0])
    yield from _weights(student, given, rng)


def _by_position(student, told, off):
    """Criterion on the order of arguments; one who takes the last by name alone has none."""
    sentence = "Passed without names, the arguments are patience, min_delta and mode, in this order"
    try:
        got = np.array([watched(student, *case, named=False) for case in told.cases])
    except AnswerRaised as error:
        if not error.misfits:
            raise
        return holds(True, sentence)
    return roughly(told, got - off, sentence)


LATER = (
    ("zero", 2, "A value of 0 or below is a value like any other"),
    ("tie", 2, "A value equal to the best one is no improvement"),
    ("min_delta", 4, "Only a value below the best one minus `min_delta`, 0.0 by default, improves"),
    ("maxima", 4, 'With mode="max", a value improves where it is greater than the best one'),
    ("huge", 2, "The first value is the best one so far, however bad it is"),
    (
        "min_delta_of_maxima",
        3,
        'With mode="max", only a value above the best one plus `min_delta` improves',
    ),
)
"""Criteria on cases of these names: their weights, and what they ask for."""


def _got(student, told):
    return np.array([watched(student, *case) for case in told.cases])


def _afresh(student, case, before):
    """Criterion: an object that is told what an earlier one was told does the same."""
    same = np.array_equal(watched(student, *case), before, equal_nan=True)
    found = (
        "one that goes on where an earlier object ended: keep what `update` remembers in "
        "attributes of `self`, set in `__init__`, and not in the body of the class"
    )
    return holds(same, "Each new object starts from the beginning", found, same).worth(2)


def _two_at_work(student, losses):
    """Criterion: what one stopper is told does not reach another."""
    streams = losses[:3], 3 - losses[:3]
    alone = [
        [_said(stopper, value) for value in stream] for stopper, stream in _pair(student, streams)
    ]
    pair, together = [stopper for stopper, _ in _pair(student, streams)], []
    for values in zip(*streams, strict=True):
        together.append([_said(*each) for each in zip(pair, values, strict=True)])
    right = [values.min() for values in streams]
    # Each object's weights are the value that they came with.
    for of, what in ((best_value, "values"), (best_weight, "weights")):
        got = [of(stopper) for stopper in pair]
        found = f"the best {what} {listed(got)} of two objects, where {listed(right)} are right"
        if got != right:
            break
    else:
        found = "one that waits longer, or less, because of what the other one is told"
    sentence = "Two objects that are in use at the same time do not disturb each other"
    undisturbed = got == right and np.array_equal(np.transpose(together), alone)
    return holds(undisturbed, sentence, found, np.array(got))


def _pair(student, streams):
    """A new stopper for each of some series of losses."""
    return [(made(student(2)), stream) for stream in streams]


def _said(stopper, value):
    return updated(stopper, value, [np.array([value])])


def _weights(student, given, rng):
    """Criteria on best_weights: first with new arrays in every epoch, then with the same ones."""
    weights = [[rng.normal(size=shape) for shape in SHAPES] for _ in given.fifth]
    got = last_weights(made(student(2)), given.fifth, weights)
    sentence = "best_weights are the weights that came with the best value"
    yield are_of(5, got, weights, sentence).worth(4).as_idea()
    reused = Reused(weights[0])
    in_place = [replace(reused, values=values) for values in weights]
    got = last_weights(made(student(2)), given.fifth, in_place)
    sentence = "best_weights stay as they are when the caller changes its arrays later"
    yield are_of(5, got, weights, sentence).worth(4).as_idea()
    single = [[array.astype(np.float32) for array in each] for each in weights]
    reused = Reused(single[0])
    in_place = [replace(reused, values=values) for values in single]
    got = last_weights(made(student(2, mode="max")), 20 - given.fifth, in_place)
    sentence = 'The same holds with mode="max", and for arrays in single precision, as Keras has'
    yield are_of(5, got, single, sentence)
    weights = weights[: len(given.first)]
    got = last_weights(made(student(2, min_delta=0.25)), given.first, weights)
    sentence = "Where no value improves on the first one, best_weights are the first ones"
    yield are_of(0, got, weights, sentence).worth(2)


for each in (waiting_stoppers, improving_stoppers, keepers):
    teach(early_stopper, {"idea": each.IDEAS, "": each.OTHERS})
teach(early_stopper, {"slip": keepers.SLIPS})
for each in stopper_alternatives.ALTERNATIVES:
    early_stopper.alternative(each)
