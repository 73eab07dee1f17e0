"""The class as a CSV file that a spreadsheet opens without running anything."""

import csv
import io

from grader.classroom.results import exercises_of
from grader.classroom.text import printable
from grader.learner.files import write_atomically

FORMULA = ("=", "+", "-", "@")
"""With these a cell begins that a spreadsheet takes for a formula."""

LONGEST_CELL = 2000


def write(path, results):
    """Write a row for each student.

    Parameters
    ----------
    path : pathlib.Path
    results : list of grader.classroom.results.Result
    """
    exercises = exercises_of(results)
    content = io.StringIO()
    writer = csv.writer(content)
    writer.writerow(
        ["student", *exercises, "late penalty", "by hand", "total", "repairs", "reason"]
    )
    for result in results:
        scores = {verdict[0]: verdict[2] for verdict in result.verdicts}
        writer.writerow(
            [
                as_text(result.student),
                *(_number(scores.get(exercise)) for exercise in exercises),
                _number(result.penalty or None),
                as_text("; ".join(result.by_hand)),
                _number(result.points),
                as_text(" ".join(dict.fromkeys((*result.notices, *result.repairs)))),
                as_text(result.reason or ""),
            ]
        )
    # With a mark of byte order, without which some spreadsheets take another encoding.
    write_atomically(path, content.getvalue().encode("utf-8-sig"))


def as_text(value):
    """Keep a spreadsheet from taking text for a formula: an apostrophe says that it is text."""
    text = printable(value, LONGEST_CELL)
    return f"'{text}" if text.lstrip().startswith(FORMULA) else text


def _number(value):
    return "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)
