"""A verdict: what a check found, as a number, a line, a card."""

from dataclasses import dataclass, field

from grader.status import STATUSES, SYMBOLS
from grader.student import GLOBAL_DRAWS

STUB = (
    "Nothing is wrong: the answer is not written yet. Put yours in the cell above, in place of the "
    "line that raises NotImplementedError, run that cell, then run this one again."
)


@dataclass(frozen=True, repr=False)
class Verdict:
    """What a check found.

    Its repr is its score, so that nbgrader, which reads the last value of a cell as partial credit,
    gives the right points by itself. `str` is one line; JupyterLab shows a card.

    Attributes
    ----------
    exercise : str
        Id of the exercise.
    status : str
        One of `STATUSES`.
    score, points : float
        Earned, and to be had.
    message : str
        The first criterion that failed with what was found, and the mistake if it is recognized.
    criteria : tuple of grader.criteria.Criterion
        Those that were judged.
    unreached : int
        How many more there are that the answer kept from being judged.
    mistake : str or None
        Name of the recognized mistake.
    printed : str
        What the answer printed, on standard output or error.
    warned : tuple of str
        What it warned of.
    seed : int or None
        The seed of the inputs, which repeats the check exactly.
    """

    exercise: str
    status: str
    score: float
    points: float
    message: str
    criteria: tuple = field(default=())
    unreached: int = 0
    mistake: str | None = None
    printed: str = ""
    warned: tuple = ()
    seed: int | None = None

    def __post_init__(self):
        if self.status not in STATUSES:
            raise ValueError(f"Expected a status of {STATUSES}; received {self.status!r}.")

    def __repr__(self):
        return repr(float(self.score))

    def __float__(self):
        return float(self.score)

    def __str__(self):
        head = f"{SYMBOLS[self.status]} {self.exercise}: {self.status}"
        return f"{head}, {self.score:g} of {self.points:g} points. {self.message}"

    def _repr_html_(self):
        from grader.lab.cards import verdict_card

        return verdict_card(self)


def problem(name, message, points=0.0):
    """Verdict for something that cannot be judged at all: none of the points, and the reason."""
    return Verdict(name, "error", 0.0, points, message)


def left_out(exercise):
    """Verdict for an exercise that needs a package which is not there: it costs nothing."""
    message = f"The package {exercise.needs} is not installed: this exercise is left out, and costs"
    return Verdict(exercise.id, "not attempted", 0.0, 0.0, f"{message} nothing.")


def stub(exercise, seed):
    """Verdict for an answer that still is the stub."""
    return Verdict(exercise.id, "not attempted", 0.0, exercise.points, STUB, seed=seed)


IDEA = 0.5
"""Share of the points for the idea that an exercise teaches."""

DRAWS = ("draws_elsewhere", "draws_globally")
"""Mistakes that are about the generator that an answer draws from."""

BREACH = 0.1
"""Share of what was earned that each breach of the contract costs, such as a changed argument."""


def conclude(exercise, trial, shares, mistake, seed):
    """Verdict for an answer that was tried.

    Parameters
    ----------
    exercise : grader.exercise.Exercise
    trial : grader.judge.Trial
    shares : list of (float, bool)
        Of all criteria, reached or not: the weight, and whether the idea shows in it.
    mistake : grader.exercise.Mistake or None
    seed : int
    """
    breaches = trial.notes.breaches()
    earned = _earned(trial.criteria, shares) * max(0.0, 1 - BREACH * len(breaches))
    if trial.clean and len(trial.criteria) == len(shares) and not breaches:
        status = "passed"
    elif earned:
        status = "partial"
    else:
        status = "error" if trial.gave_nothing else "failed"
    return Verdict(
        exercise.id,
        status,
        exercise.points if status == "passed" else round(exercise.points * earned, 2),
        exercise.points,
        _message(trial, breaches, mistake),
        tuple(trial.criteria),
        len(shares) - len(trial.criteria),
        mistake.name if mistake else None,
        trial.notes.printed,
        tuple(trial.notes.warned),
        seed,
    )


def _earned(criteria, shares):
    """Share of the points: one half for the idea as a whole, the other by weights."""
    total = sum(weight for weight, _ in shares)
    by_weight = sum(criterion.weight for criterion in criteria if criterion.passed) / total
    if not any(is_idea for _, is_idea in shares):
        return by_weight
    understood = sum(c.is_idea and c.passed for c in criteria)
    complete = understood == sum(is_idea for _, is_idea in shares)
    return IDEA * complete + (1 - IDEA) * by_weight


def _message(trial, breaches, mistake):
    """What to tell the learner: how it was called, the idea that went wrong, what was seen."""
    reasons = [criterion.reason for criterion in trial.criteria if not criterion.passed]
    parts = [*trial.notes.slips, *([mistake.message] if mistake else [])]
    if mistake and mistake.name in DRAWS:  # which says what the breach would say again
        breaches = [breach for breach in breaches if breach != GLOBAL_DRAWS]
    parts += [breach for breach in breaches if breach not in parts] + reasons[:1]
    if not parts:
        return f"All {len(trial.criteria)} criteria hold, on inputs drawn afresh."
    return " ".join(part if part.endswith((".", "!", "?")) else f"{part}." for part in parts)
