"""The URL of a gradebook in a file, whatever the path of the course is.

In a URL ``?`` begins options, and ``%20`` is a blank: nbgrader would keep the grades of a course in
such a folder elsewhere.
"""

import os
from urllib.parse import quote

from nbgrader.coursedir import CourseDirectory
from sqlalchemy.engine import make_url

NAME = "gradebook.db"


def url_of(path):
    """The URL by which SQLAlchemy finds an SQLite file.

    Parameters
    ----------
    path : str
        As a whole.

    Returns
    -------
    str
        With the path as it is, where that means the same.
    """
    plain = f"sqlite:///{path}"
    url = make_url(plain)
    return plain if url.database == path and not url.query else f"sqlite:///{quote(path)}"


def install():
    """Have nbgrader find the gradebook in the course directory, where no other one is set."""
    CourseDirectory._db_url_default.func = _default


def _default(course):
    return url_of(os.path.abspath(os.path.join(course.root, NAME)))
