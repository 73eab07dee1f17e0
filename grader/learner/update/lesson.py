"""``course update``: the newer version of a lesson, with the learner's work in it."""

import contextlib
from dataclasses import dataclass

from grader.autograde.claims import is_answer, same_text
from grader.learner import CourseError, trouble, versions
from grader.learner.folder import BACKUPS, notebook
from grader.learner.swapping import swap
from grader.learner.update.merging import merge
from grader.learner.update.reading import Unreadable, compose, parse
from grader.learner.update.summary import Summary
from grader.learner.working import working_in


@dataclass(frozen=True)
class Outcome:
    """What became of one lesson.

    Parameters
    ----------
    kind : str
        ``newest`` (nothing to do), ``updated``, ``unknown`` (which version it is), ``unreadable``.
    summary : Summary or None
        Of an update.
    backup : pathlib.Path or None
        The learner's copy as it was before an update.
    reason : str
        Why it is unreadable.
    """

    kind: str
    summary: Summary | None = None
    backup: object = None
    reason: str = ""


def update(root, folder, lesson, asked=False):
    """Bring one lesson up to date, where it is known that there is a newer version.

    Parameters
    ----------
    root, folder : pathlib.Path
        The course's, and the learner's.
    lesson : str
    asked : bool
        Whether this lesson was asked for: then also where its version is not known.

    Returns
    -------
    Outcome

    Raises
    ------
    CourseError
        A file cannot be used; the learner's copy is then as it was.
    """
    path = notebook(folder, lesson)
    if found := _nothing_to_do(root, folder, lesson, asked):
        return found
    with working_in(folder, f"your copy of {lesson} is as it was"):
        if found := _nothing_to_do(root, folder, lesson, asked):  # another update was faster
            return found
        backup = None
        while backup is None:  # until no other editor saves meanwhile
            content = path.read_bytes()
            old, new = _original(folder, lesson), _released(root, lesson)
            merged, summary = merge(lesson, parse(content), new, old)
            backup = swap(path, compose(merged), folder / BACKUPS, lesson, expected=content)
        _remember(root, folder, lesson)
    return Outcome("updated", summary, backup)


def _nothing_to_do(root, folder, lesson, asked):
    """The outcome where there is nothing to update, or nothing that can be; else None."""
    with trouble.or_say(f"your copy of {lesson} is as it was"):
        content = notebook(folder, lesson).read_bytes()
    try:
        mine = parse(content)
    except Unreadable as error:
        return Outcome("unreadable", reason=str(error))
    newest = versions.is_newest(root, folder, lesson)
    if newest:
        return Outcome("newest")
    if newest is None and _has_all_of(mine, _released(root, lesson)):
        with contextlib.suppress(CourseError), working_in(folder, ""):
            _remember(root, folder, lesson)
        return Outcome("newest")
    return Outcome("unknown") if newest is None and not asked else None


def _released(root, lesson):
    path = notebook(root / "notebooks", lesson)
    try:
        return parse(path.read_bytes())
    except Unreadable as error:
        raise CourseError(f"{path} is {error}: fetch the course again.") from None


def _has_all_of(mine, new):
    """Whether each cell of the lesson that is not an answer stands in the learner's, as it is."""
    texts = {cell.get("id"): cell.source for cell in mine.cells}
    return all(
        cell.id in texts and (is_answer(cell) or same_text(texts[cell.id], cell.source))
        for cell in new.cells
    )


def _original(folder, lesson):
    content = versions.original(folder, lesson)
    with contextlib.suppress(Unreadable):
        return None if content is None else parse(content)


def _remember(root, folder, lesson):
    """Note the version where that can be; where not, the next update compares what is there."""
    with contextlib.suppress(OSError):
        versions.remember(root, folder, lesson)
