"""Results of another form than was asked for, put into the one that was."""

import copy

import numpy as np

from grader.remote.plain import Tensor
from grader.student import local


class Reshaped:
    """An answer whose results have as many parts as the reference's.

    Parts too many are left out; parts that are missing are the reference's, and then no points may
    come of it.

    Parameters
    ----------
    student : grader.student.Student
    reference : callable

    Attributes
    ----------
    made_up : bool
        Whether some part was missing.
    """

    def __init__(self, student, reference):
        self._student = student
        self._reference = local(reference)
        self.made_up = False

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(self._student, name)

    def __call__(self, *args, **kwargs):
        before = copy.deepcopy((args, kwargs))
        value = self._student(*args, **kwargs)
        return self._fitted(value, self._reference(*before[0], **before[1]))

    def _fitted(self, value, wanted):
        if not isinstance(value, tuple | list) and not _numeric(value):
            return value
        parts = list(value) if isinstance(value, tuple | list) else [value]
        if isinstance(wanted, tuple):
            if len(parts) == len(wanted):
                return value
            if len(parts) < len(wanted):
                self.made_up = True
                return (*parts, *wanted[len(parts) :])
            self._surplus(f"{len(wanted)} values", parts, len(wanted))
            return tuple(parts[: len(wanted)])
        single = isinstance(wanted, np.ndarray | float | int | np.number)
        if single and isinstance(value, tuple) and parts and _numeric(parts[0]):
            self._surplus("one value", parts, 1)
            return parts[0]
        return value

    def _surplus(self, wanted, parts, count):
        first = "the first one is" if count == 1 else f"the first {count} are"
        self._student.notes.slip(
            f"Expected {wanted}; got a tuple of {len(parts)}. Return just what the exercise asks "
            f"for; here {first} judged."
        )


def _numeric(value):
    return isinstance(value, np.ndarray | Tensor | float | int | np.number)
