"""JupyterLab for whoever runs a class: the course directory, formgrader and assignment list."""

import os
from pathlib import Path

from grader.classroom.config import CONFIG
from grader.learner import CourseError, jupyter


def start(root, port=None, browser=True):
    """Run JupyterLab on a course directory until it is stopped; nothing is copied.

    Parameters
    ----------
    root : pathlib.Path
        The course directory.
    port : int, optional
    browser : bool

    Raises
    ------
    CourseError
        The folder is no course directory.
    """
    if not (root / CONFIG).is_file():
        raise CourseError(
            f"{root} is no course directory, as it has no {CONFIG}: start "
            "`course lab --instructor` in the folder of your course."
        )
    os.chdir(root)  # nbgrader's extensions read the configuration of the folder they start in
    os.environ.pop("COURSE_FOLDER", None)  # what is run here is nobody's progress
    settings = Path(__file__).with_name("jupyter_config")
    variables = jupyter.surroundings(root, settings)
    return jupyter.serve(root, jupyter.LAYOUT, variables, port, browser)
