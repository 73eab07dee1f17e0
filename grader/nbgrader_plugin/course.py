"""A course directory of nbgrader's, opened without its command line."""

import logging
import sys
from pathlib import Path

from nbgrader.apps.baseapp import NbGrader

from grader.classroom.config import CONFIG
from grader.learner import CourseError


class _Application(NbGrader):
    def init_syspath(self):
        """Leave the folder that a command was started in out: it may be anywhere."""

    def _configure_logging(self):
        """Settle its own logger alone: traitlets would close all handlers of this process."""
        logging.getLogger(type(self).__name__).setLevel(self.log_level)


def open_course(folder):
    """Open the course directory in a folder, configured as nbgrader would find it.

    The folder is its root, as with nbgrader's ``--course-dir``: a user's own configuration may name
    another one, for formgrader.

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
    _let_import_from(folder)
    try:
        app.initialize([f"--course-dir={folder}"], root=str(folder))
    except (Exception, SystemExit) as error:
        raise CourseError(
            f"{folder / CONFIG} cannot be read ({_first_line(error)}): mend it."
        ) from None
    if str(folder / CONFIG) not in app.loaded_config_files:
        raise CourseError(
            f"{folder / CONFIG} is not read by nbgrader, which takes a $ in a path for the "
            "beginning of a variable's name: rename the folder."
        )
    return app.coursedir


def _let_import_from(folder):
    """Have modules beside the configuration found, such as a late policy of the instructor's.

    At the end of the path, unlike nbgrader: no file there hides a package. Another thread that is
    importing meanwhile finds what it would have found.
    """
    if str(folder) not in sys.path:
        sys.path.append(str(folder))


def _first_line(error):
    return (str(error).strip().splitlines() or [type(error).__name__])[0]
