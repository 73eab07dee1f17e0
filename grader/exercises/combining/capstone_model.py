"""A learner's trained model as something to ask: for probabilities, and for what it expects."""

import contextlib
import time

import numpy as np

from grader.criteria import Unacceptable
from grader.remote.plain import Model, Tensor, describe
from grader.student import AnswerRaised, Student


class Trained:
    """What an answer returned, trained, wherever it lives.

    Parameters
    ----------
    student : grader.student.Student
    given : tuple of ndarray
        What the answer is called with.

    Attributes
    ----------
    seconds : float
        That training took, on the wall clock.
    expected : float or None
        The accuracy that it expects of itself.
    objection : str
        Why there is none, in words.

    Raises
    ------
    Unacceptable
        Where the answer has no method ``predict``.
    """

    def __init__(self, student, given):
        begin = time.monotonic()
        answer = student(*given)
        self.seconds = time.monotonic() - begin
        if isinstance(answer, Model):
            answer = student.at(answer.number)
        if not isinstance(answer, Student):
            wanted = "Expected a model with a method predict"
            advice = ": did you forget a return?" if answer is None else "."
            raise Unacceptable(f"{wanted}; got {describe(answer)}{advice}")
        self._answer = answer
        # Asked for before any hidden signal is shown.
        self.expected, self.objection = _share(self._member("expected_accuracy"))

    def predict(self, x):
        """Whatever it says of some signals, an array.

        Raises
        ------
        Unacceptable
            Where it has no such method, or returns no array of numbers.
        """
        try:
            value = self._answer.predict(x)
        except AnswerRaised as error:
            if _is_missing(error, "predict"):
                raise Unacceptable(
                    "Expected a model with a method predict; yours has none."
                ) from None
            raise
        value = value.values if isinstance(value, Tensor) else value
        if isinstance(value, list):
            with contextlib.suppress(TypeError, ValueError):
                value = np.array(value, dtype=float)
        if not isinstance(value, np.ndarray) or value.dtype.kind not in "biuf":
            raise Unacceptable(f"Expected an array of probabilities; got {describe(value)}.")
        return value.astype(float)

    def _member(self, name):
        """An attribute of it, None where it has none."""
        try:
            return self._answer.member(name)
        except AnswerRaised as error:
            if _is_missing(error, name):
                return None
            raise


def _is_missing(error, name):
    return error.report["type"] == "AttributeError" and name in error.report["message"]


def _share(value):
    """A share from 0 to 1 and "", or None and what came instead."""
    if value is None:
        return None, "none: the model has no attribute `expected_accuracy`"
    value = value.values if isinstance(value, Tensor) else value
    if isinstance(value, np.ndarray) and value.size == 1:
        value = value.reshape(-1)[0]
    if isinstance(value, bool | np.bool_) or not isinstance(value, int | float | np.number):
        said = getattr(value, "words", "") or describe(value)
        return None, f"Expected a number from 0 to 1 as `expected_accuracy`; got {said}"
    if not 0 <= value <= 1:
        advice = " Is it a percentage?" if 1 < value <= 100 else ""
        said = f"Expected a number from 0 to 1 as `expected_accuracy`; got {value:.4g}."
        return None, said + advice
    return float(value), ""
