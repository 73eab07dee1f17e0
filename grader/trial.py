"""One run of a check on one answer."""

import itertools
from dataclasses import replace

import numpy as np

from grader.calls import call_of
from grader.criteria import Criterion, Unacceptable
from grader.remote.errors import Lost
from grader.remote.plain import shown
from grader.reshaping import Reshaped
from grader.student import AnswerRaised

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
    follow : list of Criterion, optional
        Those of another answer on the same inputs: this trial stops as soon as it differs.
    reshape : bool
        Whether results of another form are put into the one that was asked for.

    Attributes
    ----------
    criteria : list of Criterion
        Those that were reached, the one that ended the check included.
    ended : bool
        Whether the answer ended the check.
    gave_nothing : bool
        Whether it did so by raising, or being lost, instead of returning something.
    misshapen : bool
        Whether it did so by returning something of another type or shape.
    not_written : bool
        Whether the answer still is the stub.
    counts : bool
        Whether points may come of it: no part of a result was made up.
    notes : grader.student.Notes
    """

    def __init__(self, exercise, student, seed, follow=None, reshape=False):
        self.criteria = []
        self.ended = self.gave_nothing = self.misshapen = self.not_written = False
        self.call = call_of(exercise)
        asked = student.called(self.call)
        self.notes = asked.notes
        if reshape:
            asked = Reshaped(asked, exercise.reference)
        self._run(exercise.check(asked, np.random.default_rng(seed)), follow)
        self.counts = not (reshape and asked.made_up)

    def _run(self, check, follow):
        try:
            for criterion in check:
                self._add(criterion)
                if follow is not None and not self._follows(follow):
                    return
        except AnswerRaised as error:
            self.not_written = error.not_written and not self.criteria
            self.gave_nothing = True
            sentence = "It runs without an error"
            if error.misfits:
                sentence = f"It takes the parameters ({self.call.signature})"
            self._end(sentence, str(error), error.kind)
        except Unacceptable as error:
            self.misshapen = True
            self._end("It returns what was asked for", str(error), str(error))
        except Lost as error:
            self.gave_nothing = True
            self._end("It gives an answer", f"none: {error}", str(error))
        except Exception as error:  # fail closed: whatever came was not foreseen by the check
            unforeseen = f"something that cannot be judged ({type(error).__name__}: {error})"
            self._end("It returns what was asked for", unforeseen, unforeseen)

    def _add(self, criterion):
        """Keep a criterion; what was found may be words of the answer's."""
        call = "" if criterion.passed else criterion.call or self.notes.call()
        self.criteria.append(
            replace(criterion, found=shown(criterion.found, MAX_FOUND), call=shown(call))
        )

    def _end(self, sentence, found, evidence):
        self.ended = True
        self._add(Criterion(sentence, False, found, evidence))

    def _follows(self, goal):
        place = len(self.criteria) - 1
        return place < len(goal) and self.criteria[place].resembles(goal[place])

    def shows(self, goal):
        """Whether the criteria of another trial, or its first ones, are alike in this one."""
        if len(self.criteria) < len(goal) or (self.clean and len(self.criteria) > len(goal)):
            return False
        pairs = zip(self.criteria, goal, strict=False)
        return all(mine.resembles(theirs) for mine, theirs in pairs)

    def explains(self, goal):
        """How many of the first criteria of another trial are alike in this one.

        It is 0 unless one of them is a failure that shows numbers as no other mistake has them.
        """
        pairs = zip(self.criteria, goal, strict=False)
        alike = [theirs for _, theirs in itertools.takewhile(lambda p: p[0].resembles(p[1]), pairs)]
        return len(alike) if any(not one.passed and one.is_telling for one in alike) else 0

    def repeats(self, other):
        """Whether all that this trial saw is alike in another one."""
        same = len(self.criteria) == len(other.criteria) and self.shows(other.criteria)
        return same and self.notes.changed == other.notes.changed

    @property
    def clean(self):
        """Whether all that was reached holds."""
        return all(criterion.passed for criterion in self.criteria)
