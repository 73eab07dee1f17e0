"""A lesson's class and all lessons as CSV files, whose columns add up."""

import csv
import io

from grader.classroom.report.people import lateness
from grader.classroom.spreadsheet import as_text
from grader.learner.files import write_atomically

POINTS = ["automatic points", "changed by hand", "extra credit"]


def write_students(path, rows):
    """Write a row for each student: total = automatic + by hand + extra credit - penalty.

    Parameters
    ----------
    path : pathlib.Path
    rows : list of grader.classroom.report.people.Row
    """
    head = ["student", "name", "email", "standing", "late by", *POINTS]
    head += ["late penalty", "total", "maximum", "waiting for a grade by hand"]
    content = []
    for row in rows:
        points = (row.automatic, row.by_hand, row.extra, row.penalty, row.total)
        told = [row.id, row.name, row.email, row.standing, lateness(row.late) if row.late else ""]
        numbers = [each if row.graded else None for each in points]
        content.append([*told, *numbers, row.maximum, " ".join(row.waiting)])
    _write(path, head, content)


def write_answers(path, findings):
    """Write a row for each student and exercise: points = automatic + by hand + extra credit.

    Parameters
    ----------
    path : pathlib.Path
    findings : grader.classroom.report.findings.Findings
    """
    lesson = findings.lesson
    head = ["student", "name", "exercise", "status", "mistake", *POINTS, "points", "maximum"]
    head.append("students with the same wrong answer")
    equal = {
        (id, each.exercise): len(each.students) for each in findings.equal for id in each.students
    }
    told = {(each.student, each.exercise): each for each in lesson.answers}
    content = []
    for row in findings.rows:
        marks = lesson.standings[row.id].marks if row.graded else {}
        for exercise in filter(marks.get, lesson.cells):
            mark, answer = marks[exercise], told.get((row.id, exercise))
            status = "waits for a grade by hand" if not mark.known else answer and answer.status
            automatic, extra = mark.automatic or 0.0, mark.points - mark.given
            points = (automatic, mark.given - automatic, extra, mark.points, mark.maximum)
            words = [row.id, row.name, exercise, status or "", (answer and answer.mistake) or ""]
            content.append([*words, *points, equal.get((row.id, exercise))])
    _write(path, head, content)


def write_course(path, names, students):
    """Write a row for each student: the total is the sum of the lessons.

    Parameters
    ----------
    path : pathlib.Path
    names : list of str
        Of the lessons.
    students : list of grader.classroom.report.course.Across
    """
    head = ["student", "name", "email", *names, "total", "maximum"]
    content = []
    for each in students:
        totals = [each.rows[name].total if name in each.rows else None for name in names]
        told = (each.id, each.name, each.email)
        content.append([*told, *totals, each.total, each.maximum])
    _write(path, head, content)


def _write(path, head, rows):
    content = io.StringIO()
    writer = csv.writer(content)
    for row in (head, *rows):
        writer.writerow([as_text(each) if isinstance(each, str) else _number(each) for each in row])
    # With a mark of byte order, without which some spreadsheets take another encoding.
    write_atomically(path, content.getvalue().encode("utf-8-sig"))


def _number(value):
    """A number with all its digits, so that sums are exact; nothing for None."""
    return "" if value is None else f"{value + 0.0:.12g}"
