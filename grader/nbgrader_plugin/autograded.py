"""The folder ``autograded/STUDENT/ASSIGNMENT``, from which formgrader and feedback go on."""

import contextlib
import os
import shutil
import tempfile
from pathlib import Path

from nbgrader.converters import Autograde

from grader.learner.files import write_atomically

TIMESTAMP = "timestamp.txt"
SECRET = "submission_secret.txt"
ADDED = ".not_on_roster"
"""A folder with an empty file for each student whom grading added to the gradebook."""


class Autograded:
    """Where autograded notebooks are kept.

    Parameters
    ----------
    course : nbgrader.coursedir.CourseDirectory
    """

    def __init__(self, course):
        self._course = course
        self._permissions = int(str(Autograde(course, parent=course.parent).permissions), 8)

    def folder(self, student, assignment):
        """A student's folder, there or not."""
        step = self._course.autograded_directory
        return Path(self._course.format_path(step, student, assignment))

    def mark_added(self, student):
        """Note that a student was not in the gradebook until now."""
        path = self._added(student)
        self._make(path.parent)
        path.touch(mode=0o600)

    def forget_added(self, student):
        """Note that a student has come onto the roster."""
        self._added(student).unlink(missing_ok=True)

    def was_added(self, student):
        """Whether grading added a student, whom no roster has named since."""
        return self._added(student).exists()

    def _added(self, student):
        return self.folder(ADDED, student)

    def write(self, student, assignment, name, text, timestamp, secret=None):
        """Put a notebook there, in place of one that may be there; never half of it.

        nbgrader takes a folder that is there for a finished one, so a new one comes complete.

        Parameters
        ----------
        student, assignment : str
        name, text : str
            The notebook.
        timestamp : datetime.datetime or None
            In UTC.
        secret : str, optional
            Of the submission: nbgrader releases no feedback without it.
        """
        folder = self.folder(student, assignment)
        files = {f"{name}.ipynb": text} | _beside(timestamp, secret)
        self._make(folder.parent)
        for left in folder.parent.glob(f".{assignment}.*"):  # by a run that was killed
            shutil.rmtree(left, ignore_errors=True)
        made = Path(tempfile.mkdtemp(prefix=f".{assignment}.", dir=folder.parent))
        try:
            for name, content in files.items():
                (made / name).write_text(content, encoding="utf-8")
                (made / name).chmod(self._permissions)
            self._open_up(made)
            self._move(made, folder, files)
        finally:
            shutil.rmtree(made, ignore_errors=True)

    def renew(self, student, assignment, timestamp, secret):
        """Have the files beside a finished notebook be those of the submission now.

        Parameters
        ----------
        student, assignment : str
        timestamp : datetime.datetime or None
        secret : str or None
        """
        folder = self.folder(student, assignment)
        for name, content in _beside(timestamp, secret).items():
            path = folder / name
            if folder.is_dir() and not (path.is_file() and path.read_text("utf-8") == content):
                write_atomically(path, content.encode())
                path.chmod(self._permissions)

    def _move(self, made, folder, files):
        if not folder.exists():
            os.rename(made, folder)
            return
        for name in reversed(files):  # the notebook comes last
            os.replace(made / name, folder / name)
        for name in {TIMESTAMP, SECRET} - files.keys():
            (folder / name).unlink(missing_ok=True)

    def _make(self, folder):
        """Make a folder and those above it that are missing, as nbgrader does."""
        if folder.is_dir():
            return
        self._make(folder.parent)
        folder.mkdir(exist_ok=True)
        self._open_up(folder, group_only=True)

    def _open_up(self, folder, group_only=False):
        """Give a folder the permissions that nbgrader would."""
        if not group_only:
            folder.chmod(0o755)
        if self._course.groupshared:
            with contextlib.suppress(PermissionError):
                folder.chmod((folder.stat().st_mode | 0o2770) & 0o2777)


def _beside(timestamp, secret):
    """What nbgrader wants to find beside a notebook, by name."""
    stamp = {} if timestamp is None else {TIMESTAMP: f"{timestamp} UTC\n"}
    return stamp if secret is None else stamp | {SECRET: secret}
