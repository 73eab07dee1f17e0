"""A course directory of nbgrader's, opened without its command line."""

import logging
from pathlib import Path

from nbgrader.apps.baseapp import NbGrader

from grader.learner import CourseError

CONFIG = "nbgrader_config.py"


class _Application(NbGrader):
    def init_syspath(self):
        """Leave Python's search path alone.

        The folder that a command was started in may be anywhere, and another thread may be
        importing something: where the path changes meanwhile, it does not find it.
        """


def open_course(folder):
    """Open the course directory in a folder, configured as nbgrader would find it.

    Parameters
    ----------
    folder : path-like

    Returns
    -------
    nbgrader.coursedir.CourseDirectory
        Its ``config`` is all of nbgrader's.

    Raises
    ------
    CourseError
        The folder is no course directory, or its configuration cannot be read.
    """
    folder = Path(folder).resolve()
    if not (folder / CONFIG).is_file():
        raise CourseError(
            f"{folder} is no course directory: it has no {CONFIG}; name one that has."
        )
    app = _Application(
        log_level=logging.ERROR,
        config_dir=str(folder),
        raise_config_file_errors=True,
    )
    app.load_cwd_config = False
    try:
        app.initialize([], root=str(folder))
    except (Exception, SystemExit) as error:
        raise CourseError(
            f"{folder / CONFIG} cannot be read ({_first_line(error)}): mend it."
        ) from None
    return app.coursedir


def _first_line(error):
    return (str(error).strip().splitlines() or [type(error).__name__])[0]
