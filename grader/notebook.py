"""The learner's side: what `check`, `hint` and `solution` do in a notebook."""

import sys

from grader import own_work
from grader.exercises import find
from grader.judge import judge
from grader.lab.cards import Note
from grader.learner import attempts, exam, progress_file
from grader.learner.sources import MISSING, cell_text, source_of
from grader.naming import NOTHING, NoAnswer, exercise_for, name_of
from grader.quiet import installed, quiet_standard_error
from grader.student import local
from grader.verdict import left_out, problem

# What happened in this process, for notebooks outside of a learner's folder.
_attempted = set()
_hints_shown = {}


def check(answer=NOTHING, exercise=None, *others, **options):
    """Judge an answer on inputs drawn afresh.

    Parameters
    ----------
    answer : callable
        The learner's function or class; its name says which exercise it answers.
    exercise : str, optional
        Id of the exercise, where the name does not say it.
    *others, **options
        Nothing else is expected: what comes here by mistake gets a sentence, as all that does.

    Returns
    -------
    grader.verdict.Verdict
        What cannot be judged (an unknown name, something that is not callable) is a verdict too,
        with a reason and no points.
    """
    try:
        found = exercise_for(answer, exercise, sys._getframe(1).f_globals)
        if others or options:
            raise NoAnswer(found.id, f"Expected check({found.id}); got more arguments than that.")
    except NoAnswer as error:
        return problem(error.name, str(error), error.points)
    if found.needs and not installed(found.needs):
        return left_out(found)
    try:
        with quiet_standard_error():
            verdict = judge(found, local(answer, lambda: own_work.required(found.id)))
    except Exception as error:  # fail closed: what came was not foreseen
        reason = f"Your answer could not be judged: {type(error).__name__} came up in the check."
        return problem(found.id, f"{reason} Restart the kernel and run it again.", found.points)
    _record(found, verdict)
    return verdict


def hint(exercise):
    """Show the next hint of an exercise: one more with each call.

    Parameters
    ----------
    exercise : callable or str
        The answer, or the exercise's id.
    """
    if closed := exam.closed():
        return Note("Hint", closed)
    try:
        found = find(_name_of(exercise))
    except LookupError as error:
        return Note("Hint", str(error))
    folder = progress_file.find_folder()
    if folder:
        number = progress_file.count_hint(folder, found.id)
    else:
        number = _hints_shown[found.id] = _hints_shown.get(found.id, 0) + 1
    total = len(found.hints)
    if number > total:
        after = f"That was the last of {total} hints. After a check, "
        after += f"solution({found.id}) shows an answer."
        return Note(f"Hints for {found.id}", *found.hints, after)
    return Note(f"Hint {number} of {total} for {found.id}", found.hints[number - 1])


def solution(exercise):
    """Show the lesson's own answer, once the exercise was attempted.

    Parameters
    ----------
    exercise : callable or str
        The answer, or the exercise's id.
    """
    if closed := exam.closed():
        return Note("Solution", closed)
    try:
        found = find(_name_of(exercise))
    except LookupError as error:
        return Note("Solution", str(error))
    title = f"Solution of {found.id}"
    if not _was_attempted(found.id):
        return Note(title, "First try it yourself and run its check: then the solution opens here.")
    source = source_of(found.lesson)
    if source is None:
        return Note(title, MISSING)
    return Note(title, "One right answer among many:", code=_solution_cell(source, found.id))


def _name_of(answer):
    """Id of the exercise that a notebook asks about."""
    return name_of(answer, sys._getframe(2).f_globals)


def _record(exercise, verdict):
    if verdict.status != "not attempted":
        _attempted.add(exercise.id)
    folder = progress_file.find_folder()
    if folder:
        outcome = (verdict.status, verdict.score, verdict.points, verdict.mistake)
        progress_file.record(folder, exercise.id, *outcome, attempts.result_of(verdict))


def _was_attempted(exercise_id):
    folder = progress_file.find_folder()
    recorded = progress_file.load(folder).get(exercise_id, {}) if folder else {}
    return exercise_id in _attempted or recorded.get("attempts", 0) > 0


def _solution_cell(source, exercise_id):
    """The cell of a lesson that answers an exercise, without nbgrader's markers."""
    lines = cell_text(source, exercise_id).splitlines()
    return "\n".join(line for line in lines if "### " not in line)
