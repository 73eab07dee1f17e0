"""A criterion: one sentence that a right answer makes true, and what was found instead."""

import re
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from grader.criteria.numbers import instead
from grader.criteria.sketch import Sketch

RICH = 4
"""Of so many different numbers, no two mistakes give the same."""

NAMES = ("Adam", "Keras", "Gaussian", "Euclidean", "Python")
"""Words with a capital letter of their own."""


@dataclass(frozen=True)
class Criterion:
    """One judged property of an answer.

    Parameters
    ----------
    sentence : str
        The property, as the learner reads it: a whole sentence that a right answer makes true.
    passed : bool
    found : str
        What came instead, in words that go on after "got", such as "a share of 0.7", or a sentence
        of its own that begins with "Expected"; never the whole expected value.
    evidence : object
        What was observed, as plain data: a number, an array, a string. A wrong answer is
        recognized by having the same evidence as a registered mistake.
    tolerance : float
        How far two numbers of evidence may lie apart by chance alone.
    weight : float
        Its share of the exercise's points, beside the others' weights.
    is_idea : bool
        Whether the idea that the exercise teaches shows here: half of the points come only where
        all such criteria hold.
    sketch : grader.criteria.sketch.Sketch or None
        What a picture would show of it.
    call : str
        The call that shows it, in words.
    """

    sentence: str
    passed: bool
    found: str = ""
    evidence: Any = None
    tolerance: float = 0.0
    weight: float = 1.0
    is_idea: bool = False
    sketch: Sketch | None = None
    call: str = ""

    def worth(self, weight):
        """The same criterion with another share of the points."""
        return replace(self, weight=weight)

    def as_idea(self):
        """The same criterion as one in which the exercise's idea shows."""
        return replace(self, is_idea=True)

    def drawn(self, sketch):
        """The same criterion with a picture, shown where it fails."""
        return replace(self, sketch=sketch)

    @property
    def reason(self):
        """What was expected and what came, in one sentence; empty where it holds."""
        if self.passed:
            return ""
        seen = f" Seen in `{self.call}`." if self.call else ""
        if self.found.startswith("Expected"):
            end = "" if self.found.endswith((".", "?")) else "."
            return f"{self.found}{end}{seen}"
        found = (self.found or "something else").rstrip(".")
        return f"Expected: {begun_small(self.sentence)}; got {found}.{seen}"

    @property
    def is_telling(self):
        """Whether its evidence is so rich that two answers hardly share it by accident."""
        numbers = self.evidence
        if not isinstance(numbers, np.ndarray) or numbers.dtype.kind != "f":
            return False
        return np.unique(np.round(numbers[np.isfinite(numbers)], 6)).size >= RICH

    def resembles(self, other):
        """Whether `other`, the same criterion for another answer, was observed alike."""
        if self.passed != other.passed:
            return False
        if self.passed:
            return True
        mine, theirs = self.evidence, other.evidence
        if isinstance(mine, np.ndarray) or isinstance(theirs, np.ndarray):
            return _same_array(mine, theirs)
        if isinstance(mine, float) and isinstance(theirs, float):
            allowed = np.hypot(self.tolerance, other.tolerance) + 1e-9
            return bool(abs(mine - theirs) <= allowed)
        return mine == theirs


def begun_small(sentence):
    """The sentence with a small first letter, unless a name or code begins it."""
    first = re.split(r"[\s,.:'-]", sentence, maxsplit=1)[0]
    is_word = first.istitle() and first not in NAMES
    return (sentence[0].lower() + sentence[1:] if is_word else sentence).rstrip(".")


def _same_array(one, other):
    if not isinstance(one, np.ndarray) or not isinstance(other, np.ndarray):
        return False
    if one.shape != other.shape:
        return False
    return bool(np.allclose(one, other, rtol=1e-4, atol=1e-6, equal_nan=True))


def holds(condition, sentence, found="", evidence=None):
    """Criterion that passes where `condition` is true."""
    evidence = found if evidence is None else evidence
    return Criterion(sentence, bool(condition), found, evidence)


def close(actual, expected, sentence, rtol=1e-5, atol=1e-5):
    """Criterion that passes where two arrays, or an array and a number, agree.

    Parameters
    ----------
    actual : array or number
        What came, already known to be numeric.
    expected : array or number
        Broadcasts to the shape of `actual` when it is a number.
    rtol, atol : float
        The defaults let float32 pass: `atol` is in units of the largest expected magnitude, or of
        one where that is smaller.
    """
    got, want = np.asarray(actual, dtype=float), np.asarray(expected, dtype=float)
    if want.ndim and got.shape != want.shape:
        return Criterion(sentence, False, f"shape {got.shape} instead of {want.shape}", got)
    scale = max(1.0, float(np.max(np.abs(want), initial=0.0)))
    wrong = ~np.isclose(got, want, rtol=rtol, atol=atol * scale)
    return Criterion(sentence, not wrong.any(), _most_wrong(got, want, wrong), got)


def _most_wrong(got, want, wrong):
    """The entry that is most wrong, with what would be right there, and how many there are."""
    if not wrong.any():
        return ""
    if got.ndim == 0:
        return instead(float(got), float(want))
    right = np.broadcast_to(want, got.shape)
    apart = np.where(wrong, np.nan_to_num(np.abs(got - right), nan=np.inf), -1.0)
    place = tuple(int(i) for i in np.unravel_index(apart.argmax(), got.shape))
    where = str(place[0] if len(place) == 1 else place).strip("()")
    one = instead(got[place], right[place], f"at [{where}]")
    return f"{one} ({int(wrong.sum())} of {wrong.size} values differ)"
