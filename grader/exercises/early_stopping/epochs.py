"""Asks for the two epochs of `stopping_epoch`, and compares them with the right ones."""

from dataclasses import replace

import numpy as np

from grader.criteria import holds, number, pair
from grader.exercises.early_stopping.pictures import listed, runs
from grader.reference import early_stopping as reference

NAMES = ("stopped_epoch", "best_epoch")
FIRST_EXCHANGED = "the two in the other order"
FROM_ONE = "epochs counted from 1"


class Epochs:
    """Asks for the two epochs of each case; reads them however they are counted and ordered."""

    def __init__(self, student):
        self._student = student
        self._first, self._exchanged = 0, False

    def __call__(self, cases):
        """What comes back for each case, shape (cases, 2)."""
        got = []
        for losses, patience, min_delta in cases:
            options = {"min_delta": min_delta} if min_delta else {}
            parts = pair(self._student(losses, patience, **options), NAMES)
            got.append([number(part, f"`{name}`") for part, name in zip(parts, NAMES, strict=True)])
        return np.array(got)

    def form(self, cases, got, right):
        """Criterion: the two are in order and counted from 0. From now on they are read so."""
        self._exchanged = bool(np.all(got[:, 0] < got[:, 1]))
        self._first = int(np.all(self.read(got)[:, 1] == right[:, 1] + 1))
        sentence = "The result is (stopped_epoch, best_epoch), counted from 0 as in Keras"
        wrong = [FIRST_EXCHANGED] * self._exchanged + [FROM_ONE] * self._first
        found = f"{_pair(got[0])}, where {_pair(right[0])} is right: {' and '.join(wrong)}"
        criterion = holds(not wrong, sentence, found if wrong else "", tuple(wrong))
        return replace(criterion, call=_call(cases[0]))

    def read(self, got):
        """The same with stopped_epoch first, both from 0."""
        return (got[:, ::-1] if self._exchanged else got) - self._first


def right_epochs(cases):
    """What should come back for each case, shape (cases, 2)."""
    return np.array([reference.stopping_epoch(*case) for case in cases])


def roughly(cases, got, sentence, columns=slice(None)):
    """Criterion: stopped_epoch is right but for one epoch at most, best_epoch exactly."""
    return _judged(cases, got, np.abs(got - right_epochs(cases)) > [1, 0], sentence, columns)


def exactly(cases, got, sentence, columns=slice(None)):
    """Criterion: both numbers, or the one in these columns, are right for every case."""
    return _judged(cases, got, got != right_epochs(cases), sentence, columns)


def _judged(cases, got, differ, sentence, columns):
    """Criterion on the numbers in some columns; the shortest losses that show it are told."""
    # What is no number differs as well, whatever it is compared with.
    wrong = np.flatnonzero(np.any((differ | np.isnan(got))[:, columns], axis=1))
    if not wrong.size:
        return holds(True, sentence)
    shown = min(wrong, key=lambda i: len(cases[i].losses))
    yours, right = got[shown], right_epochs(cases)[shown]
    found = f"{_pair(yours)} for (stopped_epoch, best_epoch), where {_pair(right)} is right"
    criterion = holds(False, sentence, found, got[:, columns])
    return replace(criterion, call=_call(cases[shown]), sketch=_sketch(cases[shown], yours, right))


def _sketch(case, yours, right):
    """The losses up to where training stops, or else up to the best epoch."""
    column = int(yours[0] == right[0])
    what = ("stops", "has its best epoch")[column]
    words = (
        f"Both lines are the validation loss. Yours {what} at epoch {yours[column]:g}; the right "
        f"rule {what} at epoch {right[column]}."
    )
    return runs(case.losses, yours[column], right[column], words)


def _pair(numbers):
    return f"({numbers[0]:g}, {numbers[1]:g})"


def _call(case):
    options = f", min_delta={case.min_delta:g}" if case.min_delta else ""
    return f"stopping_epoch([{listed(case.losses)}], patience={case.patience}{options})"
