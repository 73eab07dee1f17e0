"""The tables at the end of a run."""

from rich.table import Table
from rich.text import Text

from grader.classroom.holding import LATER
from grader.classroom.results import exercises_of, mistakes, shown_statuses, statuses
from grader.classroom.text import printable
from grader.status import SYMBOLS


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
    if result.penalty:
        said.append(f"Late: {_points(result.penalty)} taken off.")
    if result.by_hand:
        said.append(printable(f"By hand: {'; '.join(result.by_hand)}."))
    said += map(printable, result.notices)
    count = len(set(result.repairs) - set(result.notices))
    return " ".join(said + ([f"{count} repair{'s' if count > 1 else ''}."] if count else []))


def _points(number):
    return f"{number:g} point{'' if number == 1 else 's'}"


def changed(changes):
    """A row for each student whose points changed, or would have; None where there is nobody.

    Parameters
    ----------
    changes : list of grader.classroom.keeping.Change
    """
    if not changes:
        return None
    table = Table(title="Graded again")
    table.add_column("Student", overflow="fold")
    for name in ("Before", "Now"):
        table.add_column(name, justify="right")
    table.add_column("Remarks", overflow="fold")
    for change in sorted(changes, key=lambda each: each.student):
        said = ["New answers."] if change.new_work else []
        if change.after < change.before and not change.new_work:
            said.append("Lowered.")
        said += map(_why_held, change.held)
        points = (f"{change.before:g}", f"{change.after:g}")
        table.add_row(Text(printable(change.student)), *points, Text(" ".join(said)))
    return table


def _why_held(held):
    if held.added:
        return f"{held.cell} {LATER}"
    return f"{held.cell} keeps {held.score:g}, the check gives {held.now:g} now."


def exercises(results):
    """A row for each exercise: how many have which status."""
    table = Table(title="Exercises")
    table.add_column("Exercise", no_wrap=True)
    counted = statuses(results)
    shown = shown_statuses(counted)
    for status in shown:
        table.add_column(f"{SYMBOLS[status]} {status}", justify="right")
    for exercise in exercises_of(results):
        table.add_row(exercise, *(str(counted[exercise, status]) for status in shown))
    return table


def recognized(results):
    """A row for each mistake that was recognized, the most frequent first; None without any."""
    from grader.exercises import all_exercises

    counted = mistakes(results)
    if not counted:
        return None
    known = all_exercises()
    table = Table(title="Recognized mistakes")
    table.add_column("Times", justify="right")
    table.add_column("Exercise", no_wrap=True)
    table.add_column("Mistake")
    for (exercise, mistake), count in counted.most_common():
        named = known[exercise].mistakes if exercise in known else ()
        message = next((each.message for each in named if each.name == mistake), "")
        table.add_row(str(count), exercise, Text(f"{mistake}: {message}" if message else mistake))
    return table
