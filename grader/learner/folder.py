"""The learner's folder: copies of the lessons to work in, which nothing here ever overwrites."""

import contextlib
import os
from pathlib import Path

import grader
from grader.learner import CourseError, versions
from grader.learner.files import sweep, write_new
from grader.learner.swapping import swap
from grader.learner.working import working_in

BACKUPS = "backups"


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
    """Return the learner's folder: ``my_course/``, or what ``COURSE_FOLDER`` names.

    Raises
    ------
    CourseError
        It is a file, or a link that leads back to itself.
    """
    named = os.environ.get("COURSE_FOLDER") or root / "my_course"
    folder = Path(os.path.realpath(os.path.expanduser(named)))
    if folder.is_symlink():  # a real path is none, unless links go round in a circle
        raise CourseError(
            f"{folder} should be the folder of your work, but it is a link that leads back to "
            "itself. Remove the link, or have COURSE_FOLDER name another folder."
        )
    if folder.exists() and not folder.is_dir():
        raise CourseError(f"{folder} should be the folder of your work, but it is a file: move it.")
    return folder


def lessons(root):
    """Return the names of the lessons that have a student notebook, in course order."""
    found = (root / "notebooks").glob("*/*.ipynb")
    return sorted(path.stem for path in found if path.stem == path.parent.name)


def find_lesson(root, name):
    """Return the lesson that is meant by ``03_dropout``, ``03``, ``3``, ``dropout`` or its file."""
    wanted = name.strip().rstrip("/\\").removesuffix(".ipynb")
    folder, _, file = wanted.partition("/")
    found = meant(lessons(root), folder if file == folder else wanted)
    if len(found) == 1:
        return found[0]
    raise CourseError(f"There is no lesson {name!r}; the lessons are {', '.join(lessons(root))}.")


def meant(names, wanted):
    """Return which of these names somebody means: that very one, or those it is short for."""
    if wanted in names:
        return [wanted]
    wanted = wanted.strip().lower()
    return [name for name in names if wanted and wanted in _short(name)]


def _short(name):
    """What a name is called for short: 03_dropout also 03, 3 and dropout."""
    number, _, topic = name.lower().partition("_")
    return (name.lower(), number, number.lstrip("0") or "0", topic)


def copy_missing(root, folder):
    """Copy what the learner does not have yet, and return the names of the lessons copied.

    A file that exists is never touched, a link that leads nowhere neither, and a copy appears only
    when it is complete.

    Raises
    ------
    CourseError
        A file cannot be written; the next call goes on where this one stopped.
    """
    sweep(folder)
    waiting = [lesson for lesson in lessons(root) if any(_missing(root, folder, lesson))]
    if not waiting:
        return []
    copied = []
    with working_in(folder, "what you had before is as it was"):
        for lesson in waiting:
            if not os.path.lexists(notebook(folder, lesson)):
                versions.remember(root, folder, lesson)
                copied.append(lesson)
            for source, target in _missing(root, folder, lesson):
                write_new(target, source.read_bytes())
    return copied


def reset(root, folder, lesson):
    """Put a fresh copy of a lesson in place, and return where the learner's copy went.

    Returns
    -------
    pathlib.Path or None
        The dated backup; None where there was no copy to keep.

    Raises
    ------
    CourseError
        A file cannot be written; the learner's copy is then where it was.
    """
    mine, backup = notebook(folder, lesson), None
    fresh = notebook(root / "notebooks", lesson).read_bytes()
    with working_in(folder, f"your copy of {lesson} is as it was"):
        if os.path.lexists(mine):
            backup = swap(mine, fresh, folder / BACKUPS, lesson)
        else:
            write_new(mine, fresh)
        with contextlib.suppress(OSError):  # the swap is done; an update compares what is there
            versions.remember(root, folder, lesson)
    return backup


def notebook(folder, lesson):
    """Return the path of a lesson's notebook in the learner's folder, or in ``notebooks/``."""
    return folder / lesson / f"{lesson}.ipynb"


def dangling(root, folder):
    """Return the lessons in whose place the learner has a link that leads nowhere."""
    paths = {lesson: notebook(folder, lesson) for lesson in lessons(root)}
    return [name for name, path in paths.items() if os.path.lexists(path) and not path.exists()]


def _missing(root, folder, lesson):
    """Files of a released lesson that the learner does not have, with the places for them."""
    released = root / "notebooks" / lesson
    for source in sorted(released.rglob("*")):
        target = folder / lesson / source.relative_to(released)
        hidden = ".ipynb_checkpoints" in source.parts
        if source.is_file() and not hidden and not os.path.lexists(target):
            yield source, target
