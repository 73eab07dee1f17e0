"""The learner's folder: copies of the lessons to work in, which nothing here ever overwrites."""

import hashlib
import json
import os
from pathlib import Path

import grader
from grader.learner import CourseError
from grader.learner.files import move_to_dated, write_atomically

BACKUPS = "backups"
_COPIED = ".lessons.json"


def course_root():
    """Return the folder that holds ``notebooks/``, found from where the package is installed.

    Raises
    ------
    CourseError
        When the package was installed without the course around it.
    """
    root = Path(grader.__file__).resolve().parents[1]
    if not (root / "notebooks").is_dir():
        raise CourseError(
            f"The course's folder notebooks/ is not in {root}: "
            "run `course` from a clone of the course, installed with `pip install -e .` or `make`."
        )
    return root


def learner_folder(root):
    """Return the learner's folder: ``my_course/``, or what ``COURSE_FOLDER`` names."""
    folder = Path(os.environ.get("COURSE_FOLDER") or root / "my_course").expanduser().resolve()
    if folder.exists() and not folder.is_dir():
        raise CourseError(f"{folder} should be the folder of your work, but it is a file: move it.")
    return folder


def lessons(root):
    """Return the names of the lessons that have a student notebook, in course order."""
    found = (root / "notebooks").glob("*/*.ipynb")
    return sorted(path.stem for path in found if path.stem == path.parent.name)


def find_lesson(root, name):
    """Return the lesson that a learner means by ``03_dropout``, ``03``, ``3`` or ``dropout``."""
    wanted = name.strip().lower()
    for lesson in lessons(root):
        number, _, topic = lesson.partition("_")
        if wanted in (lesson, number, number.lstrip("0") or "0", topic):
            return lesson
    raise CourseError(f"There is no lesson {name!r}; the lessons are {', '.join(lessons(root))}.")


def copy_missing(root, folder):
    """Copy what the learner does not have yet, and return the names of the lessons copied.

    A file that exists is never touched, and a copy appears only when it is complete.
    """
    copied = []
    for lesson in lessons(root):
        notebook = _notebook(folder, lesson)
        is_new = not notebook.exists()
        released = root / "notebooks" / lesson
        for source in sorted(released.rglob("*")):
            target = folder / lesson / source.relative_to(released)
            if source.is_file() and ".ipynb_checkpoints" not in source.parts:
                _copy(source, target)
        if is_new:
            _remember(root, folder, lesson)
            copied.append(lesson)
    return copied


def reset(root, folder, lesson):
    """Put a fresh copy of a lesson in place, and return where the learner's copy went.

    Returns
    -------
    pathlib.Path or None
        The dated backup; None where there was no copy to keep.
    """
    notebook = _notebook(folder, lesson)
    backup = None
    if notebook.exists():
        backup = move_to_dated(notebook, folder / BACKUPS, lesson)
    _copy(_notebook(root / "notebooks", lesson), notebook)
    _remember(root, folder, lesson)
    return backup


def changed_since_copied(root, folder):
    """Return the lessons that the learner has in an older version than the course has now."""
    copied = _copied_versions(folder)
    return [
        lesson
        for lesson in lessons(root)
        if lesson in copied and copied[lesson] != _version(root, lesson)
    ]


def _notebook(folder, lesson):
    return folder / lesson / f"{lesson}.ipynb"


def _copy(source, target):
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(target, source.read_bytes())


def _version(root, lesson):
    """Return a digest of the released notebook, which stands for its version."""
    return hashlib.sha256(_notebook(root / "notebooks", lesson).read_bytes()).hexdigest()


def _remember(root, folder, lesson):
    versions = _copied_versions(folder) | {lesson: _version(root, lesson)}
    write_atomically(folder / _COPIED, json.dumps(versions, indent=1, sort_keys=True).encode())


def _copied_versions(folder):
    """Return the version of each lesson when it was copied; what cannot be read is not known."""
    try:
        versions = json.loads((folder / _COPIED).read_bytes())
    except (FileNotFoundError, ValueError):
        return {}
    return versions if isinstance(versions, dict) else {}
