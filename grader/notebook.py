"""The learner's side: what `check`, `hint`, `solution` and `progress` do in a notebook."""

import sys
from pathlib import Path

from grader.exercises import all_exercises, find
from grader.judge import judge
from grader.lab.cards import Note, Table
from grader.learner import progress_file
from grader.quiet import installed, quiet_standard_error
from grader.student import local
from grader.verdict import left_out, problem

# What happened in this process, for notebooks outside of a learner's folder.
_attempted = set()
_hints_shown = {}


def check(answer, exercise=None):
    """Judge an answer on inputs drawn afresh.

    Parameters
    ----------
    answer : callable
        The learner's function or class; its name says which exercise it answers.
    exercise : str, optional
        Id of the exercise, where the name does not say it.

    Returns
    -------
    grader.verdict.Verdict
        What cannot be judged (an unknown name, something that is not callable) is a verdict too,
        with a reason and no points.
    """
    wanted = exercise or _name_of(answer)
    try:
        found = find(wanted)
    except LookupError as error:
        return problem(str(wanted), str(error))
    if found.needs and not installed(found.needs):
        return left_out(found)
    if not callable(answer):
        what = type(answer).__name__
        reason = f"Expected the function {found.id} itself; what came is of type {what}."
        return problem(found.id, reason, found.points)
    with quiet_standard_error():
        verdict = judge(found, local(answer))
    _record(found, verdict)
    return verdict


def hint(exercise):
    """Show the next hint of an exercise: one more with each call.

    Parameters
    ----------
    exercise : callable or str
        The answer, or the exercise's id.
    """
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
        after = (
            f"These were all {total} hints. After a check, solution({found.id}) shows an answer."
        )
        return Note(f"Hints for {found.id}", *found.hints, after)
    return Note(f"Hint {number} of {total} for {found.id}", found.hints[number - 1])


def solution(exercise):
    """Show the lesson's own answer, once the exercise was attempted.

    Parameters
    ----------
    exercise : callable or str
        The answer, or the exercise's id.
    """
    try:
        found = find(_name_of(exercise))
    except LookupError as error:
        return Note("Solution", str(error))
    title = f"Solution of {found.id}"
    if not _was_attempted(found.id):
        return Note(title, "First try it yourself and run its check: then the solution opens here.")
    source = Path(__file__).parent.parent / "solutions" / found.lesson / f"{found.lesson}.py"
    if not source.is_file():
        return Note(title, "The solutions are not installed here: ask whoever runs your course.")
    return Note(title, "One right answer among many:", code=_solution_cell(source, found.id))


def progress():
    """Show which exercises are solved, lesson by lesson."""
    folder = progress_file.find_folder()
    records = progress_file.load(folder) if folder else {}
    rows = []
    for exercise in all_exercises().values():
        record = records.get(exercise.id, {})
        status = record.get("status", "not attempted")
        score = f"{record.get('score', 0):g} of {exercise.points:g}"
        name = f"{exercise.id} (optional)" if exercise.optional else exercise.id
        rows.append((exercise.lesson, name, status, score))
    note = "" if folder else "No learner's folder here: start the course with `make lab`."
    return Table(("Lesson", "Exercise", "Last check", "Best score"), tuple(rows), note)


def _name_of(answer):
    """Id of an exercise: given itself, or the name of a function, or what the notebook calls it."""
    if isinstance(answer, str):
        return answer
    name = getattr(answer, "__name__", None)
    known = all_exercises()
    if name in known:
        return name
    frame = sys._getframe(2)
    called = [key for key, value in frame.f_globals.items() if value is answer and key in known]
    return called[0] if called else name or type(answer).__name__


def _record(exercise, verdict):
    if verdict.status != "not attempted":
        _attempted.add(exercise.id)
    folder = progress_file.find_folder()
    if folder:
        outcome = (verdict.status, verdict.score, verdict.points, verdict.mistake)
        progress_file.record(folder, exercise.id, *outcome)


def _was_attempted(exercise_id):
    folder = progress_file.find_folder()
    recorded = progress_file.load(folder).get(exercise_id, {}) if folder else {}
    return exercise_id in _attempted or recorded.get("attempts", 0) > 0


def _solution_cell(source, exercise_id):
    """The cell of a lesson that answers an exercise, without nbgrader's markers."""
    import jupytext

    cells = jupytext.read(source).cells
    cell = next(c for c in cells if c.metadata.get("nbgrader", {}).get("grade_id") == exercise_id)
    return "\n".join(line for line in cell.source.splitlines() if "### " not in line)
