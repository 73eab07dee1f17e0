"""The tables at the end of a run."""

from rich.table import Table
from rich.text import Text

from grader.classroom.results import exercises_of, mistakes, statuses
from grader.classroom.text import printable
from grader.status import STATUSES, SYMBOLS


def students(results, points):
    """A row for each student.

    Parameters
    ----------
    results : list of Result
    points : float
        The points to be had.
    """
    table = Table(title="Students")
    table.add_column("Student", overflow="fold")
    table.add_column(f"Points of {points:g}", justify="right")
    table.add_column("Remarks", overflow="fold")
    for result in results:
        got = "not graded" if result.failed else f"{result.points:g}"
        table.add_row(Text(printable(result.student)), got, Text(_remarks(result)))
    return table


def _remarks(result):
    said = [printable(result.reason)] if result.reason else []
    count = len(result.repairs)
    return " ".join(said + ([f"{count} repair{'s' if count > 1 else ''}."] if count else []))


def exercises(results):
    """A row for each exercise: how many have which status."""
    table = Table(title="Exercises")
    table.add_column("Exercise", no_wrap=True)
    for status in STATUSES:
        table.add_column(f"{SYMBOLS[status]} {status}", justify="right")
    counted = statuses(results)
    for exercise in exercises_of(results):
        table.add_row(exercise, *(str(counted[exercise, status]) for status in STATUSES))
    return table


def recognised(results):
    """A row for each mistake that was recognised, the most frequent first; None without any."""
    from grader.exercises import all_exercises

    counted = mistakes(results)
    if not counted:
        return None
    known = all_exercises()
    table = Table(title="Recognised mistakes")
    table.add_column("Times", justify="right")
    table.add_column("Exercise", no_wrap=True)
    table.add_column("Mistake")
    for (exercise, mistake), count in counted.most_common():
        named = known[exercise].mistakes if exercise in known else ()
        message = next((each.message for each in named if each.name == mistake), "")
        table.add_row(str(count), exercise, Text(f"{mistake}: {message}" if message else mistake))
    return table
