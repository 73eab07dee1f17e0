"""An exercise: its check, its hints, the wrong answers it recognizes, the right ones it accepts."""

import importlib
from dataclasses import dataclass


@dataclass(frozen=True)
class Mistake:
    """A registered misconception and code that has it.

    Parameters
    ----------
    message : str
        What is wrong, why, and what holds instead.
    answer : callable
    about : str
        "idea" where it misses what the exercise teaches (it earns half of the points at most),
        "slip" where it does no harm to what is computed (it earns more than any other mistake), ""
        for all between.
    """

    message: str
    answer: object
    about: str = ""

    @property
    def name(self):
        """Name of the code, which names the misconception."""
        return self.answer.__name__


class Exercise:
    """What `exercise` makes of a check.

    Parameters
    ----------
    check : generator function ``check(student, rng)``
        Yields a `grader.criteria.Criterion` for each property of the answer. `student` is called
        like the answer and returns plain data; `rng` draws the inputs. The number of criteria is
        the same in each run. The docstring says what is to be done.
    reference : callable
        A right answer.
    points : float
        Half of them for the criteria that show the idea, all of which must hold; the other half is
        shared among all criteria by their weights. Where none shows it, weights alone count.
    hints : tuple of str
        Shown one at a time, on request.
    id : str
        Name of the learner's function or class.
    needs : str or None
        A package without which the exercise is neither offered nor counted.
    weights : tuple of float
        Those of all criteria, in order, where a run of the reference takes too long to find them
        out; empty otherwise.
    ideas : tuple of int
        Which of these criteria show the exercise's idea; used with `weights` only.

    Attributes
    ----------
    mistakes : list of Mistake
    alternatives : list of callable
        Other right answers, in other styles.
    """

    def __init__(self, check, reference, points, hints, id, needs=None, weights=(), ideas=()):
        self.check = check
        self.reference = reference
        self.points = float(points)
        self.hints = tuple(hints)
        self.id = id
        self.needs = needs
        self.weights = tuple(weights)
        self.ideas = tuple(ideas)
        self.mistakes = []
        self.alternatives = []

    @property
    def lesson(self):
        """The lesson it belongs to, such as "03_dropout", as its topic's package says."""
        return importlib.import_module(self.check.__module__.rpartition(".")[0]).LESSON

    @property
    def optional(self):
        """Whether it is left out where a package is missing, and so never counts in class."""
        return self.needs is not None

    def mistake(self, message="", about=""):
        """Register wrong code: its message, by default its docstring, and what it is `about`."""

        def register(answer):
            said = message or " ".join(answer.__doc__.split())
            self.mistakes.append(Mistake(said, answer, about))
            return answer

        return register

    def alternative(self, answer):
        """Register right code in another style than the reference's."""
        self.alternatives.append(answer)
        return answer


def exercise(*, reference, points, hints, id=None, needs=None, weights=(), ideas=()):
    """Make an `Exercise` of a check (see there for the parameters).

    Examples
    --------
    >>> @exercise(reference=reference.double, points=1, hints=("Twice.", "x + x"))  # doctest: +SKIP
    ... def double(student, rng):
    ...     x = rng.normal(size=5)
    ...     yield close(array(student(x), x.shape), 2 * x, "Every number is doubled")
    """

    def make(check):
        name = id or check.__name__
        return Exercise(check, reference, points, hints, name, needs, weights, ideas)

    return make
