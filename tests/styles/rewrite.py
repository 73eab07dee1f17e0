"""A rewrite: a right answer in another style."""

import contextlib
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Rewrite:
    """A right answer in another style.

    Parameters
    ----------
    exercise : grader.exercise.Exercise
    base : str
        Name of the answer that was rewritten, "reference" for the exercise's own.
    topic : str
        The group of styles, such as "results".
    style : str
    answer : callable
    around : callable
        Makes a context manager: what the learner's kernel has set before.
    redraws : bool
        Whether it draws other random numbers than its base, of the same distribution.
    """

    exercise: object
    base: str
    topic: str
    style: str
    answer: object = field(repr=False)
    around: object = field(repr=False, default=contextlib.nullcontext)
    redraws: bool = False

    @property
    def name(self):
        """The name by which it is known in any process."""
        return f"{self.exercise.id}:{self.base}:{self.topic}:{self.style}"


def bases(exercise):
    """The answers that are rewritten, by name."""
    found = {"reference": exercise.reference}
    return found | {answer.__name__: answer for answer in exercise.alternatives}


def spoken(function):
    """The name of a style, from its function's: "as_a_lambda" is called "as a lambda"."""
    return function.__name__.strip("_").replace("_", " ")
