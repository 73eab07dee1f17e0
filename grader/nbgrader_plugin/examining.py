"""Whether a database is the gradebook that it is taken for; nothing is written there."""

import sqlalchemy
from alembic.script import ScriptDirectory
from nbgrader.dbutil import ALEMBIC_DIR
from sqlalchemy.engine import make_url

from grader.learner import CourseError

DEFAULT_COURSE = "default_course"
"""The course that nbgrader's own preprocessors name when they open a gradebook."""


def examine(url, name, course):
    """Refuse a database that is not the gradebook of this course and of this version of nbgrader.

    Parameters
    ----------
    url, name : str
        As SQLAlchemy takes it, and as a sentence names it.
    course : str
        The course's id.

    Raises
    ------
    CourseError
    sqlalchemy.exc.SQLAlchemyError
        It is no database.
    """
    postgresql = make_url(url).get_backend_name() == "postgresql"
    patience = {"connect_timeout": 10} if postgresql else {}
    engine = sqlalchemy.create_engine(url, connect_args=patience)
    try:
        with engine.connect() as connection:
            tables = sqlalchemy.inspect(connection).get_table_names()
            if tables and "course" not in tables:
                raise CourseError(
                    f"{name} is no gradebook of this version of nbgrader: "
                    "`nbgrader db upgrade` brings an old one up to date."
                )
            query = sqlalchemy.text("SELECT id FROM course")
            found = set(connection.scalars(query)) if tables else set()
            if "alembic_version" in tables:
                _compare(connection, name)
    finally:
        engine.dispose()
    others = found - {DEFAULT_COURSE}
    if others and course not in others:
        raise CourseError(
            f"{name} is the gradebook of another course ({', '.join(sorted(others))}), "
            f"not of {course!r}: set c.CourseDirectory.db_url in nbgrader_config.py."
        )


def _compare(connection, name):
    """Refuse tables of a version that this nbgrader does not know."""
    revision = connection.scalar(sqlalchemy.text("SELECT version_num FROM alembic_version"))
    if revision in (None, newest_revision()):
        return
    known = {each.revision for each in ScriptDirectory(ALEMBIC_DIR).walk_revisions()}
    if revision not in known:
        raise CourseError(
            f"{name} is of a newer version of nbgrader ({revision}): install that one, "
            "or put back a copy from before."
        )


def newest_revision():
    """The revision of nbgrader's tables, as ``alembic heads`` tells it.

    References
    ----------
    nbgrader.api.get_alembic_version
    """
    return ScriptDirectory(ALEMBIC_DIR).get_current_head()
