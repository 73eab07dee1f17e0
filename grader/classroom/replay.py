"""One submission graded again from its recorded seed, to settle a dispute; nothing is written."""

import contextlib
from pathlib import Path

from rich.text import Text

from grader.classroom import records
from grader.classroom.starting import check_sandbox
from grader.classroom.text import printable
from grader.learner import CourseError
from grader.status import SYMBOLS

COMPARED = ("exercise", "status", "score", "points", "mistake")


def replay(order, student, console, scoring):
    """Grade a student's submission again, and compare with the record.

    Parameters
    ----------
    order : grader.classroom.grading.Order
    student : str
    console : rich.console.Console
    scoring : callable
        As `grader.classroom.batch.scored` has it.

    Returns
    -------
    bool
        Whether the verdicts are the recorded ones.

    Raises
    ------
    CourseError
    """
    course, assignment, handed = order.open()
    found = next((each for each in handed if each.student == student), None)
    if found is None or found.problem:
        problem = found.problem if found else f"Nothing of {order.assignment} was handed in."
        raise CourseError(f"{printable(student)} cannot be graded again. {problem}")
    step = course.autograded_directory
    folder = Path(course.format_path(step, student, assignment.name))
    known = [(each, records.load(folder, each.file)) for each in assignment.notebooks]
    if None in (record for _, record in known):
        raise CourseError(f"There is no record of {printable(student)}: grade the class first.")
    check_sandbox(order)
    words = f"{printable(student)}, on the inputs of the record:"
    console.print(words, markup=False, highlight=False)
    equal = True
    for notebook, record in known:
        given = notebook.graded_with(_master(course, notebook), record.seed)
        equal = _again(console, given, found.folder, record, scoring) and equal
    console.print("The verdicts are those of the record." if equal else "The verdicts differ.")
    return equal


def _master(course, notebook):
    """What the gradebook has of it; nothing is registered anew."""
    from grader.nbgrader_plugin.writing import Writer

    with contextlib.closing(Writer(course)) as writer:
        return writer.master(notebook.name, notebook.file)


def _again(console, given, folder, record, scoring):
    """Grade a notebook of a student's again; returns whether the verdicts are the recorded ones."""
    submission = given.read(folder)
    outcome = scoring(submission, given.graded, record.seed)
    _say_changed(console, record, submission, given)
    return _compare(console, outcome, record)


def _say_changed(console, record, submission, assignment):
    if record.digest != submission.digest:
        console.print("The submission has changed since it was graded.")
    if record.lesson != assignment.digest:
        console.print("The lesson or its grading has changed since it was graded.")


def _compare(console, outcome, record):
    """Print each verdict, and the recorded one where it was another."""
    before = {verdict["exercise"]: verdict for verdict in record.verdicts}
    now = {verdict["exercise"]: verdict for verdict in outcome.verdicts}
    if outcome.reason:
        console.print(Text(printable(outcome.reason)))
    equal = True
    for exercise in now | before:
        pair = [_line(verdicts.get(exercise)) for verdicts in (now, before)]
        same = _compared(now.get(exercise)) == _compared(before.get(exercise))
        console.print(Text(pair[0] if same else f"{pair[0]}\n  recorded: {pair[1]}"))
        equal = equal and same
    return equal


def _compared(verdict):
    return verdict and [verdict[name] for name in COMPARED]


def _line(verdict):
    """A verdict in one line."""
    if verdict is None:
        return "no verdict"
    head = f"{SYMBOLS[verdict['status']]} {verdict['exercise']}: {verdict['status']}"
    points = f"{verdict['score']:g} of {verdict['points']:g} points"
    return f"{head}, {points}. {printable(verdict['message'])}"
