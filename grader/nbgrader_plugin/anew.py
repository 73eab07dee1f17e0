"""nbgrader's autograder in a process of its own, for a server that runs older code."""

import subprocess
import sys

from nbgrader.converters import NbGraderException


def autograde(converter):
    """Have a new process do what a converter was asked for; its log becomes the converter's.

    Parameters
    ----------
    converter : grader.nbgrader_plugin.converter.ConfinedAutograde

    Raises
    ------
    NbGraderException
        It failed; the log says why.
    """
    course = converter.coursedir
    options = {
        "CourseDirectory.root": course.root,
        "CourseDirectory.student_id": course.student_id,
        "CourseDirectory.student_id_exclude": course.student_id_exclude,
        "CourseDirectory.notebook_id": course.notebook_id,
        "Autograde.force": converter.force,
        "Autograde.create_student": converter.create_student,
        "ConfinedAutograde.without_sandbox": converter.without_sandbox,
    }
    given = [f"--{name}={value}" for name, value in options.items() if value != ""]
    command = [sys.executable, "-P", "-m", "nbgrader", "autograde", course.assignment_id, *given]
    done = subprocess.run(
        command,
        cwd=course.root,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    lines = done.stdout.splitlines()
    for line in lines:
        converter.log.info(line)
    if done.returncode:
        raise NbGraderException(lines[-1] if lines else "The grading process failed.")
