"""What ``course update`` says about each lesson."""

from grader.learner.folder import BACKUPS

RELOAD = "If it is open in JupyterLab, choose File > Reload Notebook from Disk there first."


def of(lesson, outcome, folder):
    """Lines about what became of a lesson; none where there was nothing to do.

    Parameters
    ----------
    lesson : str
    outcome : grader.learner.update.lesson.Outcome
    folder : pathlib.Path
        The learner's.

    Returns
    -------
    list of str
    """
    if outcome.kind == "newest":
        return []
    if outcome.kind == "unreadable":
        return [
            f"{lesson}: your copy is {outcome.reason}, and stays as it is. `course reset {lesson}` "
            f"brings a fresh copy and keeps yours in {folder / BACKUPS}."
        ]
    if outcome.kind == "unknown":
        return [
            f"{lesson}: it is not known which version of the lesson your copy is, so it stays as "
            f"it is. `course update {lesson}` brings the present version with your answers and "
            f"cells in it, and keeps your copy in {folder / BACKUPS}."
        ]
    return [f"{lesson} has a newer version: it is in your folder now.", *_details(lesson, outcome)]


def _details(lesson, outcome):
    done = outcome.summary
    counts = (
        (len(done.answers), "of your answers carried over"),
        (done.kept, "of your own cells kept"),
        (done.added, "cells new in the lesson"),
        (done.renewed, "cells with a new text"),
    )
    if told := [f"{words}: {number}" for number, words in counts if number]:
        yield f"  {'; '.join(told)}.".capitalize()
    for exercise in done.signatures:
        yield (
            f"  {exercise} is asked for with other arguments now. Your answer is kept in its cell, "
            "below a note with what is asked for."
        )
    for exercise in done.withdrawn:
        yield f"  {exercise} is no exercise any more. Your answer is kept as a cell of your own."
    yield f"  Your copy as it was is kept as {outcome.backup}. {RELOAD}"
    yield f"  `course reset {lesson}` would bring the new version without your work."
