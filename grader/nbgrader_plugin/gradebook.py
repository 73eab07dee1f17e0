"""A course's gradebook: what one submission changes in it is one transaction."""

import contextlib
import warnings
from pathlib import Path
from unittest import mock

import sqlalchemy
from nbgrader.api import Gradebook, InvalidEntry
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SAWarning, SQLAlchemyError

from grader.learner import CourseError
from grader.nbgrader_plugin.examining import examine, newest_revision
from grader.nbgrader_plugin.lending import lent, working_in

COMPLAINTS = (SQLAlchemyError, InvalidEntry, ImportError, UnicodeError)
"""What opening a database and asking it may raise."""


class Book:
    """A course's gradebook.

    Parameters
    ----------
    url : str
        As SQLAlchemy takes it; `nbgrader.coursedir.CourseDirectory.db_url`.
    course : str
        The course's id.
    """

    def __init__(self, url, course):
        self.url, self.course = url, course
        self._gradebook = None

    @contextlib.contextmanager
    def transaction(self):
        """Change the gradebook in one step, or not at all where anything fails.

        Meanwhile nbgrader's preprocessors work in the same gradebook, and what they commit counts
        only with the rest.

        Yields
        ------
        nbgrader.api.Gradebook

        Raises
        ------
        CourseError
            The gradebook cannot be used.
        """
        with self._speaking(), warnings.catch_warnings():
            warnings.simplefilter("ignore", SAWarning)  # nbgrader's own queries bring them about
            gradebook = self._open()
            with gradebook.engine.connect() as connection:
                if connection.dialect.name == "sqlite":
                    connection.exec_driver_sql("BEGIN IMMEDIATE")  # so nobody writes in between
                with working_in(gradebook, connection), lent(gradebook):
                    yield gradebook
                connection.commit()

    @contextlib.contextmanager
    def reading(self):
        """Look something up; yields None where there is no gradebook yet.

        Yields
        ------
        nbgrader.api.Gradebook or None
        """
        with self._speaking():
            if not self._is_there():
                yield None
                return
            gradebook = self._open()
            try:
                yield gradebook
            finally:
                gradebook.db.remove()

    @contextlib.contextmanager
    def looking(self):
        """Look something up without nbgrader, which adds tables and courses that are missing.

        Yields
        ------
        sqlalchemy.engine.Connection or None
            None where there is no gradebook yet.
        """
        with self._speaking():
            if not self._is_there():
                yield None
                return
            self._examine()
            engine = sqlalchemy.create_engine(self.url)
            try:
                with engine.connect() as connection:
                    there = sqlalchemy.inspect(connection).has_table("course")
                    yield connection if there else None
            finally:
                engine.dispose()

    @contextlib.contextmanager
    def checked(self):
        """Let others use the gradebook, and say what is wrong with it in one sentence.

        Raises
        ------
        CourseError
            The gradebook cannot be used, or is of another course or version.
        """
        with self._speaking():
            self._examine()
        with self._speaking(SQLAlchemyError):
            yield

    def close(self):
        """Close its connections; the next use opens them again."""
        if self._gradebook is not None:
            self._gradebook.close()
            self._gradebook = None

    def _open(self):
        if self._gradebook is None:
            self._examine()
            # nbgrader would ask the program alembic, which takes seconds and must be in PATH.
            with mock.patch("nbgrader.api.get_alembic_version", newest_revision):
                self._gradebook = Gradebook(self.url, self.course)
        return self._gradebook

    def _is_there(self):
        url = make_url(self.url)
        return url.get_backend_name() != "sqlite" or Path(url.database or "").is_file()

    def _examine(self):
        """Refuse what is not this course's gradebook, before nbgrader writes its tables there."""
        if self._is_there():
            examine(self.url, self._name, self.course)

    @property
    def _name(self):
        try:
            return f"The gradebook {make_url(self.url).render_as_string(hide_password=True)}"
        except SQLAlchemyError:
            return "The gradebook of c.CourseDirectory.db_url"

    @contextlib.contextmanager
    def _speaking(self, kinds=COMPLAINTS):
        """Say in one sentence what a database complains of."""
        try:
            yield
        except kinds as error:
            said = str(getattr(error, "orig", None) or error).strip()
            if "locked" in said:
                words = "is in use by another process: end that, or wait, and try again."
            else:
                words = f"cannot be used: {' '.join(said.split())[:300]}"
            raise CourseError(f"{self._name} {words}") from error
