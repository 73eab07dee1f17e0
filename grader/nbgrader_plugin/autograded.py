"""The folder ``autograded/STUDENT/ASSIGNMENT``, from which formgrader and feedback go on."""

import contextlib
import os
import shutil
import tempfile
from pathlib import Path

from nbgrader.converters import Autograde

TIMESTAMP = "timestamp.txt"


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

    def write(self, student, assignment, text, timestamp):
        """Put a notebook there, in place of one that may be there; never half of it.

        nbgrader takes a folder that is there for a finished one, so a new one comes complete.

        Parameters
        ----------
        student, assignment : str
        text : str
            The notebook.
        timestamp : datetime.datetime or None
            In UTC.
        """
        folder = self.folder(student, assignment)
        files = {f"{assignment}.ipynb": text}
        if timestamp is not None:
            files[TIMESTAMP] = f"{timestamp} UTC\n"
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

    def _move(self, made, folder, files):
        if not folder.exists():
            os.rename(made, folder)
            return
        for name in reversed(files):  # the notebook comes last
            os.replace(made / name, folder / name)
        if TIMESTAMP not in files:
            (folder / TIMESTAMP).unlink(missing_ok=True)

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
