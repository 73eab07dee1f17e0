"""The table that ``course status`` shows."""

from itertools import groupby

from rich.table import Table

from grader.learner.records import best_score


def table(records):
    """Return a rich table of every exercise of the course, with what the learner has reached.

    Parameters
    ----------
    records : dict of str to dict
        From `grader.learner.progress_file.load`.
    """
    from grader.exercises import all_exercises
    from grader.status import SYMBOLS

    result = Table(title="Your progress", show_footer=True)
    exercises = list(all_exercises().values())
    scores = [best_score(records, each) for each in exercises if not each.optional]
    total = sum(each.points for each in exercises if not each.optional)
    result.add_column("Lesson", footer="All lessons")
    result.add_column("Exercise")
    result.add_column("Status")
    result.add_column("Best score", justify="right", footer=f"{sum(scores):g} of {total:g}")
    for lesson, members in groupby(exercises, key=lambda each: each.lesson):
        for row, each in enumerate(members):
            status = records.get(each.id, {}).get("status", "not attempted")
            result.add_row(
                "" if row else lesson,
                each.id + (" (optional)" if each.optional else ""),
                f"{SYMBOLS.get(status, '?')} {status}",
                f"{best_score(records, each):g} of {each.points:g}",
            )
        result.add_section()
    return result
