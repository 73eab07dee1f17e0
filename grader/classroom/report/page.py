"""The pages of a report: one file each, with all that they show."""

import functools
import statistics
from collections import Counter

import jinja2

from grader.classroom.report import plots
from grader.classroom.report.people import lateness, may_need_help
from grader.classroom.results import shown_statuses
from grader.classroom.text import printable
from grader.learner.files import write_atomically
from grader.status import SYMBOLS

NAME = 60
"""Letters of a name that are shown."""

SHOWN = {"kinds": 25, "groups": 40}
"""Of how many kinds of wrong answers, and groups of alike ones, a page tells."""


def write_lesson(path, findings):
    """Write the page of a lesson.

    Parameters
    ----------
    path : pathlib.Path
    findings : grader.classroom.report.findings.Findings
    """
    lesson, rows = findings.lesson, findings.rows
    totals = [row.total for row in rows if row.graded]
    maximum = sum(lesson.cells.values())
    counted = Counter((answer.exercise, answer.status) for answer in lesson.answers)
    names = {row.id: row.name for row in rows}
    _write(
        path,
        "lesson.html",
        findings=findings,
        lesson=lesson,
        rows=rows,
        names=names,
        maximum=maximum,
        summary=_summary(totals),
        distribution=plots.distribution(totals, maximum),
        statuses=plots.statuses(list(lesson.cells), counted) if lesson.answers else None,
        counted=counted,
        groups=_to_look_at(lesson, rows),
        help=may_need_help(rows),
        trouble=_trouble(lesson),
    )


def write_course(path, rows, students, others):
    """Write the page of all lessons.

    Parameters
    ----------
    path : pathlib.Path
    rows : dict of str to list of grader.classroom.report.people.Row
        By lesson.
    students : list of grader.classroom.report.course.Across
    others : dict of str to str
        Why a lesson has no report.
    """
    shares = {
        name: [row.share for row in each if row.share is not None] for name, each in rows.items()
    }
    shares = {name: each for name, each in shares.items() if each}
    _write(
        path,
        "course.html",
        rows=rows,
        students=students,
        others=others,
        shares=shares,
        medians={name: statistics.median(each) for name, each in shares.items()},
        picture=plots.lessons(shares) if shares else None,
        behind=sorted(
            (each for each in students if len(each.behind) > 1), key=lambda each: -len(each.behind)
        ),
    )


def _summary(totals):
    """Names and numbers of a distribution."""
    quarters = statistics.quantiles(totals, method="inclusive") if len(totals) > 1 else totals * 3
    spread = statistics.stdev(totals) if len(totals) > 1 else None
    return {
        "lowest": min(totals),
        "lower quarter": quarters[0],
        "median": quarters[1],
        "mean": statistics.fmean(totals),
        "upper quarter": quarters[2],
        "highest": max(totals),
        "standard deviation": spread,
    }


def _to_look_at(lesson, rows):
    """Who should be looked at for which reason: title, what it means, students and a remark."""
    return [
        (
            "Missing",
            "On the roster, and nothing was handed in.",
            [(row, "") for row in rows if not row.handed_in],
        ),
        (
            "Handed in, not graded",
            f"The command `course grade {lesson.name}` grades them.",
            [(row, "") for row in rows if row.handed_in and not row.graded],
        ),
        (
            "Late",
            "Handed in after the due date.",
            [(row, _late(row)) for row in rows if row.late],
        ),
        (
            "Waiting for a grade by hand",
            "Somebody has to look at these in formgrader; until then the points may change.",
            [(row, ", ".join(row.waiting)) for row in rows if row.waiting],
        ),
        (
            "Not on the roster",
            "The gradebook does not know them, or has an id alone, which grading adds.",
            [(row, "") for row in rows if not row.enrolled],
        ),
    ]


def _late(row):
    taken = f"; {row.penalty:.4g} points taken off" if row.penalty else ""
    return f"{lateness(row.late)}{taken}"


def _trouble(lesson):
    """What each student did not solve, in words."""
    found = {}
    for answer in lesson.answers:
        if answer.status != "passed":
            told = answer.mistake.replace("_", " ") if answer.mistake else answer.status
            found.setdefault(answer.student, []).append(f"{answer.exercise} ({told})")
    return found


def _number(value, digits=3):
    return "" if value is None else f"{round(value, digits) + 0.0:g}"


@functools.cache
def _environment():
    made = jinja2.Environment(
        loader=jinja2.PackageLoader(__package__, "pages"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    made.filters |= {"shown": lambda text: printable(text, NAME), "number": _number}
    made.filters["line"] = printable
    made.globals |= {"shown_statuses": shown_statuses, "SYMBOLS": SYMBOLS, "SHOWN": SHOWN}
    return made


def _write(path, template, **told):
    page = _environment().get_template(template).render(**told)
    write_atomically(path, page.encode("utf-8", "replace"))
