"""A lesson's notebooks are written, and what a release no longer has is removed from it."""

from pathlib import Path

import nbformat

from grader.learner import exam
from grader.learner.files import write_atomically


def write_lesson(root, report, made, released):
    """Write all notebooks of a lesson, for the instructor and for students.

    Parameters
    ----------
    root : pathlib.Path
        The course directory.
    report : grader.build.report.Report
    made : list of tuple
        For each notebook its `Lesson`, the instructor's version, and whether that was executed.
    released : dict of str to bytes
        Each released file by its path below ``notebooks/<name>/``.
    """
    name = made[0][0].name
    gone = _gone(root / "notebooks" / name, released)
    for lesson, notebook, ran in made:
        own = f"{lesson.path.stem}.ipynb"
        files = {lesson.path.with_suffix(".ipynb"): (nbformat.writes(notebook) + "\n").encode()}
        for file, content in released.items():
            if file == own or not file.endswith(".ipynb"):
                files[Path("notebooks", name, file)] = content
        written = [path for path, content in files.items() if _write_changed(root / path, content)]
        if written:
            kept = "" if ran else ", with the outputs of the last run"
            report.say(f"{lesson.title}: rewrote {' and '.join(map(str, written))}{kept}")
        elif not ran and not gone:
            report.say(f"{lesson.title}: up to date")
    for path in gone:
        path.unlink()
        report.say(f"{name}: removed {path.relative_to(root)}, which has no source")


def _gone(folder, released):
    """What earlier builds released and this one does not; other files there are somebody's own."""
    made_by_builds = [*sorted(folder.glob("*.ipynb")), *folder.glob(exam.NAME)]
    return [path for path in made_by_builds if path.name not in released]


def _write_changed(path, content):
    """Write a file, but leave one alone that already holds this; tells whether it was written."""
    if path.is_file() and path.read_bytes() == content:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, content)
    return True
