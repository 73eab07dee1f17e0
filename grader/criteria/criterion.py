"""A criterion: one sentence that a right answer makes true, and what was found instead."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from grader.remote.plain import describe


@dataclass(frozen=True)
class Criterion:
    """One judged property of an answer.

    Parameters
    ----------
    sentence : str
        The property, as the learner reads it.
    passed : bool
    found : str
        What was found instead, in words; never the whole expected value.
    evidence : object
        What was observed, as plain data: a number, an array, a string. A wrong answer is
        recognised by having the same evidence as a registered mistake.
    tolerance : float
        How far two numbers of evidence may lie apart by chance alone.
    weight : float
        Its share of the exercise's points, beside the others' weights.
    """

    sentence: str
    passed: bool
    found: str = ""
    evidence: Any = None
    tolerance: float = 0.0
    weight: float = 1.0

    def worth(self, weight):
        """The same criterion with another share of the points."""
        return replace(self, weight=weight)

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
        return Criterion(sentence, False, f"the shape is {got.shape}, not {want.shape}", got)
    scale = max(1.0, float(np.max(np.abs(want), initial=0.0)))
    wrong = ~np.isclose(got, want, rtol=rtol, atol=atol * scale)
    return Criterion(sentence, not wrong.any(), _first_wrong(got, wrong), got)


def _first_wrong(got, wrong):
    """Name one wrong entry by its place and value, and how many there are."""
    if not wrong.any():
        return ""
    if got.ndim == 0:
        return f"your value is {describe(float(got))}"
    place = tuple(int(i) for i in np.argwhere(wrong)[0])
    where = place[0] if len(place) == 1 else place
    share = f"{int(wrong.sum())} of {wrong.size} values differ"
    return f"{share}; yours at [{str(where).strip('()')}] is {got[place]:.4g}"
