"""The student version, made by nbgrader's own ``generate_assignment``."""

import logging
import shutil
import tempfile
from pathlib import Path

import nbformat

from grader.build.errors import BuildError
from grader.classroom.config import CONFIG


def student_version(root, name, notebooks):
    """Make what nbgrader would release of one lesson, in a temporary course directory.

    Parameters
    ----------
    root : Path
        The course directory, whose ``nbgrader_config.py`` counts.
    name : str
        The lesson, which is nbgrader's assignment.
    notebooks : dict of str to NotebookNode
        The instructor's version of each, by name.

    Returns
    -------
    dict of str to bytes
        Each released file by its path below ``notebooks/<name>/``.

    Raises
    ------
    BuildError
        When nbgrader refuses a notebook.
    """
    with tempfile.TemporaryDirectory() as temporary:
        course = Path(temporary).resolve()
        config = _configuration(root, course, name)
        source = course / config.CourseDirectory.source_directory / name
        shutil.copytree(root / "solutions" / name, source)
        for file, notebook in notebooks.items():
            nbformat.write(notebook, source / f"{file}.ipynb")
        _generate(config, name)
        released = course / config.CourseDirectory.release_directory / name
        files = sorted(path for path in released.rglob("*") if path.is_file())
        return {path.relative_to(released).as_posix(): path.read_bytes() for path in files}


def _configuration(root, course, name):
    """The class's configuration, for another course directory and without a gradebook."""
    from traitlets.config import PyFileConfigLoader

    if not (root / CONFIG).is_file():
        raise BuildError(f"{root / CONFIG} is missing; build from the course directory.")
    config = PyFileConfigLoader(CONFIG, path=str(root)).load_config()
    config.CourseDirectory.root = str(course)
    config.CourseDirectory.assignment_id = name
    config.GenerateAssignment.no_database = True
    config.SaveCells.enabled = False
    return config


def _generate(config, name):
    """Run nbgrader's converter; what it only logs becomes the message of the error."""
    from nbgrader.converters import GenerateAssignment, NbGraderException
    from nbgrader.coursedir import CourseDirectory

    heard = _Heard()
    converter = GenerateAssignment(coursedir=CourseDirectory(config=config), config=config)
    converter.log = logging.Logger("release")
    converter.log.addHandler(heard)
    try:
        converter.start()
    except NbGraderException as error:
        reasons = [line for line in heard.reasons if line.strip()] or [str(error)]
        raise BuildError(
            f"{name}: nbgrader could not make the student version: {reasons[-1]}"
        ) from error


class _Heard(logging.Handler):
    """Keeps the last line of each traceback that nbgrader logs."""

    def __init__(self):
        super().__init__(logging.ERROR)
        self.reasons = []

    def emit(self, record):
        lines = record.getMessage().strip().splitlines()
        if lines and lines[0].startswith("Traceback"):
            self.reasons.append(lines[-1])
