"""From an answer to a verdict: run the check, count, and recognise what went wrong."""

import contextlib
from dataclasses import replace

import numpy as np

from grader.criteria import Criterion, Unacceptable
from grader.remote.errors import Lost
from grader.remote.plain import shown
from grader.student import AnswerRaised, local
from grader.verdict import conclude, stub

MAX_FOUND = 1000
"""Characters of what was found."""


class Trial:
    """One run of a check on one answer.

    Parameters
    ----------
    exercise : grader.exercise.Exercise
    student : grader.student.Student
    seed : int
        Of the inputs.
    model : Trial, optional
        Another answer's trial on the same inputs: this one stops as soon as it differs.

    Attributes
    ----------
    criteria : list of Criterion
        Those that were reached, the one that stopped the check included.
    gave_nothing : bool
        Whether the answer raised or was lost instead of returning something.
    not_written : bool
        Whether the answer still is the stub.
    notes : grader.student.Notes
    """

    def __init__(self, exercise, student, seed, model=None):
        self.criteria = []
        self.gave_nothing = False
        self.not_written = False
        self.notes = student.notes
        try:
            for criterion in exercise.check(student, np.random.default_rng(seed)):
                self.criteria.append(_presentable(criterion))
                if model and not self._follows(model):
                    return
        except AnswerRaised as error:
            self.not_written = error.not_written and not self.criteria
            self._stop("It runs without an error", str(error), error.report["type"])
            self.gave_nothing = True
        except Unacceptable as error:
            self._stop("It returns what was asked for", str(error), str(error))
        except Lost as error:
            self._stop("It gives an answer", f"there was none: {error}", str(error))
            self.gave_nothing = True
        except Exception as error:  # fail closed: whatever came was not foreseen by the check
            unforeseen = f"it could not be judged ({type(error).__name__}: {error})"
            self._stop("It returns what was asked for", unforeseen, unforeseen)

    def _stop(self, sentence, found, evidence):
        self.criteria.append(_presentable(Criterion(sentence, False, found, evidence)))

    def _follows(self, model):
        place = len(self.criteria) - 1
        within = place < len(model.criteria)
        return within and self.criteria[place].resembles(model.criteria[place])

    def repeats(self, model):
        """Whether all that this trial saw is alike in another one."""
        if len(self.criteria) != len(model.criteria):
            return False
        pairs = zip(self.criteria, model.criteria, strict=True)
        alike = all(mine.resembles(theirs) for mine, theirs in pairs)
        return alike and self.notes.changed == model.notes.changed

    @property
    def clean(self):
        """Whether all that was reached holds."""
        return all(criterion.passed for criterion in self.criteria)


def _presentable(criterion):
    """The criterion; what was found may be words of the answer's."""
    return replace(criterion, found=shown(criterion.found, MAX_FOUND))


def judge(exercise, student, seed=None):
    """Judge an answer.

    Parameters
    ----------
    exercise : grader.exercise.Exercise
    student : grader.student.Student
    seed : int, optional
        Of the inputs; drawn afresh by default.

    Returns
    -------
    grader.verdict.Verdict
    """
    seed = int(np.random.SeedSequence().generate_state(1)[0]) if seed is None else seed
    trial = Trial(exercise, student, seed)
    if trial.not_written:
        return stub(exercise, seed)
    mistake = None if trial.clean else recognise(exercise, trial, seed)
    return conclude(exercise, trial, weights_of(exercise, seed), mistake, seed)


def weights_of(exercise, seed):
    """The weights of all criteria: told by the exercise, or seen in a run of the reference."""
    if exercise.weights:
        return exercise.weights
    complete = Trial(exercise, local(exercise.reference), seed)
    return tuple(criterion.weight for criterion in complete.criteria)


def recognise(exercise, trial, seed):
    """The registered mistake that the answer shows on the same inputs, or None."""
    for mistake in exercise.mistakes:
        # Evidence that came from an answer can be such that comparing it fails.
        with contextlib.suppress(Exception):
            if Trial(exercise, local(mistake.answer), seed, model=trial).repeats(trial):
                return mistake
    return None
