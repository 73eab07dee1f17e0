"""Students' files are put into place: all folders are made first, then each is moved there."""

import os
import shutil
import tempfile
from pathlib import Path

from grader.classroom.text import printable
from grader.learner import CourseError

OF_THE_EXCHANGE = {"timestamp.txt", "submission_secret.txt"}


def place_all(files, submitted, assignment, update, skip):
    """Put files into ``submitted/STUDENT/ASSIGNMENT``.

    Parameters
    ----------
    files : dict
        As `grader.classroom.downloads.planning.Plan` has them.
    submitted : pathlib.Path
        Made where it is missing.
    assignment : str
    update : bool
        Whether to replace what is there already.
    skip : bool
        Whether to leave out whose files cannot be unpacked.

    Returns
    -------
    list of str
        Sentences about what came of it.

    Raises
    ------
    CourseError
        A file cannot be unpacked; nothing has changed.
    """
    is_new = not submitted.exists()
    submitted.mkdir(parents=True, exist_ok=True)
    try:
        return _placed(files, submitted, assignment, update, skip)
    except CourseError:
        if is_new:
            submitted.rmdir()
        raise


def _placed(files, submitted, assignment, update, skip):
    with tempfile.TemporaryDirectory(prefix=".collecting-", dir=submitted) as name:
        folder, before = Path(name, "new"), Path(name, "before")
        folder.mkdir()
        before.mkdir()
        said, found = _unpack(files, folder, skip), {}
        for made in sorted(folder.iterdir()):
            state = _state(made, submitted / made.name / assignment, update)
            found.setdefault(state, []).append(made.name)
        for student in found.get("collected", []):
            _move(folder / student, submitted / student / assignment, before / student)
    said += [
        f"{printable(student)}: another version is there and was kept; --update replaces it."
        for student in found.get("kept", [])
    ]
    counts = (
        f"{len(found.get(state, []))} {state}" for state in ("collected", "unchanged", "kept")
    )
    return [*said, f"{assignment}: {', '.join(counts)}."]


def _unpack(files, folder, skip):
    """Make a folder for each student; says whose cannot be made."""
    said = []
    for student, theirs in sorted(files.items()):
        try:
            for name, (_, download) in theirs.items():
                path = _inside(folder / student, name)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(download.read())
        except CourseError as error:
            if not skip:
                raise CourseError(f"Nothing has been collected: {error}") from None
            shutil.rmtree(folder / student, ignore_errors=True)
            said.append(f"Left out: {error}")
    return said


def _inside(folder, name):
    """Where a file is to lie; whatever was looked at before, nothing is written elsewhere."""
    path = folder / name
    if ".." in path.parts or folder not in path.parents:
        raise CourseError(f"{printable(name, 100)} would lie outside of its folder.")
    return path


def _state(made, target, update):
    """What is to become of a student's folder."""
    if not os.path.lexists(target):
        return "collected"
    if _contents(target) == _contents(made):
        return "unchanged"
    return "collected" if update else "kept"


def _move(made, target, before):
    """Put a folder in its place; what was there before comes back where that fails."""
    target.parent.mkdir(exist_ok=True)
    if os.path.lexists(target):
        target.rename(before)
    try:
        made.rename(target)
    except BaseException:
        if os.path.lexists(before):
            before.rename(target)
        raise


def _contents(folder):
    """Every file below a folder with its bytes, but for what the exchange adds."""
    files = (path for path in folder.rglob("*") if path.is_file())
    found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
    return {name: content for name, content in found.items() if name not in OF_THE_EXCHANGE}
