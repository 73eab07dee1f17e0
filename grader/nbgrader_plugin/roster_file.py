"""A roster is read from a CSV file that holds nobody twice, and nobody whose id is no folder."""

import csv
import io
import unicodedata

from grader.classroom.text import printable
from grader.learner import CourseError
from grader.nbgrader_plugin.ids import EXPECTED, names_folder

ID, NUMBER = "id", "lms_user_id"
COLUMNS = (ID, "first_name", "last_name", "email", NUMBER)
"""What nbgrader keeps of a student."""

NOBODY = "Nobody has been imported."


def check_roster(content):
    """Refuse a roster that nbgrader would take without a word, and lose somebody.

    Parameters
    ----------
    content : bytes
        A CSV file.

    Returns
    -------
    list of dict
        For each student what the columns hold, without blanks around it.

    Raises
    ------
    CourseError
        It is no CSV file in UTF-8, has no column `id`, or no students; or an id is missing, cannot
        be the name of a folder, or stands there twice, as a column or a number may.
    """
    rows = _rows(content)
    columns = rows.pop(min(rows)) if rows else []
    _check_columns(columns)
    if not rows:
        raise CourseError(
            f"The roster has no students below its first line: give each a row. {NOBODY}"
        )
    students = {
        line: dict.fromkeys(columns, "") | dict(zip(columns, row, strict=False))
        for line, row in rows.items()
    }
    for line, student in students.items():
        _check_id(line, student[ID])
    for column in (ID, NUMBER):
        _check_doubles(column, students)
    return list(students.values())


def _rows(content):
    """The rows that hold something, each by the line on which it begins."""
    line, rows = 1, {}
    try:
        text = io.StringIO(content.decode("utf-8-sig"), newline="")
        reader = csv.reader(text, strict=True, skipinitialspace=True)
        for row in reader:
            rows[line] = [cell.strip() for cell in row]
            line = reader.line_num + 1
    except (UnicodeDecodeError, csv.Error) as error:
        raise CourseError(
            f"The roster is no CSV file in UTF-8 ({error}): save it as one and try again."
        ) from None
    return {line: row for line, row in rows.items() if any(row)}


def _check_columns(columns):
    if ID not in columns:
        told = printable(", ".join(columns), 80) or "nothing"
        raise CourseError(
            "The roster's first line names the columns, separated by commas, and one of them is "
            f"{ID!r}; it holds {told}."
        )
    twice = [name for name in COLUMNS if columns.count(name) > 1]
    if twice:
        raise CourseError(
            f"The roster's first line has the column {twice[0]!r} more than once: leave one. "
            f"{NOBODY}"
        )


def _check_id(line, student):
    if not student:
        raise CourseError(f"Line {line} of the roster has no {ID}: give it one. {NOBODY}")
    if not names_folder(student):
        raise CourseError(
            f"Line {line} of the roster has the {ID} {printable(student, 60)!r}, {EXPECTED} "
            f"{NOBODY}"
        )


def _check_doubles(column, students):
    """Refuse what two students have, in whichever of Unicode's forms."""
    seen = {}
    values = {line: student[column] for line, student in students.items() if student.get(column)}
    for line, value in values.items():
        first = seen.setdefault(unicodedata.normalize("NFC", value), line)
        if first != line:
            raise CourseError(
                f"The roster has the {column} {printable(value, 60)!r} more than once, in lines "
                f"{first} and {line}: each student has one row, and nobody else the same {column}. "
                f"{NOBODY}"
            )
