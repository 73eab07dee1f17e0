"""``course doctor``: look at the installation and name the first thing to put right."""

import os
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from packaging.requirements import Requirement

import grader
from grader.learner import CourseError, desk, folder, foreign, locks, ports, progress_file, trouble
from grader.sandbox import probing
from grader.warm import library_settings, private, search_path

_PACKAGE = "regularization-course"


def report():
    """Print one line a check, and return the exit code: 1 where something must be put right."""
    checks = (
        check_python,
        check_packages,
        check_tensorflow,
        check_port,
        check_place,
        check_folder,
        check_files,
        check_closed,
    )
    failures = 0
    for check in checks:
        try:
            print(f"  ok    {check()}", flush=True)
        except (CourseError, private.NoPrivateFolder) as error:
            failures += 1
            print(f"  WRONG {error}", flush=True)
    for setting in foreign.passed_over(library_settings.as_the_user_has_it()):
        print(f"  note  {setting} is passed over: the course has a setting of its own.")
    for sentence in search_path.passed_over():
        print(f"  note  {sentence}")
    print(describe_sandbox(), flush=True)
    return int(failures > 0)


def check_python():
    """Say which Python this is."""
    return f"Python {'.'.join(map(str, sys.version_info[:3]))} in {sys.prefix}"


def check_packages():
    """Compare what is installed with what the course asks for."""
    needed = [Requirement(line) for line in requires(_PACKAGE) or []]
    needed = [each for each in needed if each.marker is None or each.marker.evaluate()]
    for each in needed:
        try:
            found = version(each.name)
        except PackageNotFoundError:
            raise CourseError(f"{each.name} is not installed: run `make lab` again.") from None
        if not each.specifier.contains(found, prereleases=True):
            raise CourseError(f"{each} is needed, {found} is installed: run `make lab` again.")
    return f"{len(needed)} packages, as the course needs them"


def check_tensorflow():
    """Import TensorFlow in a process of its own: a broken build may end the process."""
    code = "import tensorflow; print(tensorflow.__version__)"
    own = library_settings.own(os.environ)
    result = subprocess.run(
        [sys.executable, "-P", "-c", code], capture_output=True, text=True, env=own
    )
    if result.returncode:
        reason = (result.stderr.strip().splitlines() or [f"exit code {result.returncode}"])[-1]
        raise CourseError(f"TensorFlow cannot be imported ({reason}): reinstall tensorflow.")
    return f"TensorFlow {result.stdout.split()[-1]} can be imported"


def check_port():
    """Find the port that JupyterLab would take."""
    with ports.reserve() as listener:
        return f"Port {listener.getsockname()[1]} is free for JupyterLab"


def check_place():
    """Find the folder for sockets and for work in progress."""
    if os.name == "nt":
        return "Kernels listen on ports of this machine"
    return f"Sockets go into private folders in {private.place()}"


def check_folder():
    """Look whether the learner's folder takes files and locks."""
    mine = folder.learner_folder(folder.course_root())
    if not mine.is_dir():
        return f"Your folder will be {mine}"
    with trouble.or_say("what you had before is as it was, and nothing new can be saved"):
        refused = locks.are_refused(mine / progress_file.LOCK_NAME)
    if not desk.can_be_written(mine):
        raise CourseError(f"{mine} takes no files: give yourself the right to write there.")
    how = ", whose file system knows no locks: files stand for them" if refused else ""
    return f"Your work is kept in {mine}{how}"


def check_files():
    """Look for files beside the lessons that a notebook would use instead of the course's."""
    if found := foreign.in_the_way(folder.learner_folder(folder.course_root())):
        raise CourseError(" ".join(found))
    return "No file beside a lesson is in the way of the course's"


def check_closed(root=None):
    """Look whether other accounts of this machine can reach a class's work and grades.

    Parameters
    ----------
    root : path-like, optional
        The course directory; this folder by default, or the course's own.
    """
    from grader.classroom import closing
    from grader.classroom.config import CONFIG
    from grader.nbgrader_plugin.course import open_course

    here = Path.cwd() if Path(CONFIG).is_file() else Path(grader.__file__).resolve().parents[1]
    root = Path(root or here)
    if not (root / CONFIG).is_file():
        return "No class is graded here"
    course = open_course(root)
    if not closing.has_class(course):
        return f"No class has been graded in {root}"
    if found := closing.left_open(course):
        names = ", ".join(path.name for path in found)
        raise CourseError(
            f"Other accounts of this machine can reach {names} in {root}: close them with "
            f"`{closing.remedy(course, found)}`."
        )
    return f"The class's work and grades in {root} are closed to other accounts"


def describe_sandbox():
    """Tell whether students' code can be confined here; who learns alone needs none of it."""
    findings = probing.probe()
    lacking = probing.missing(findings)
    if lacking:
        return f"  note  To grade a class is another matter. {lacking}"
    return f"  ok    To grade a class: {' '.join(finding.words for finding in findings)}"
