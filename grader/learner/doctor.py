"""``course doctor``: look at the installation and name the first thing to put right."""

import subprocess
import sys
from importlib.metadata import PackageNotFoundError, requires, version

from packaging.requirements import Requirement

from grader.learner import CourseError, jupyter
from grader.sandbox import probing

_PACKAGE = "regularization-course"


def report():
    """Print one line a check, and return the exit code: 1 where something must be put right."""
    checks = (check_python, check_packages, check_tensorflow, check_port)
    failures = 0
    for check in checks:
        try:
            print(f"  ok    {check()}", flush=True)
        except CourseError as error:
            failures += 1
            print(f"  WRONG {error}", flush=True)
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
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    if result.returncode:
        reason = (result.stderr.strip().splitlines() or [f"exit code {result.returncode}"])[-1]
        raise CourseError(f"TensorFlow cannot be imported ({reason}): reinstall tensorflow.")
    return f"TensorFlow {result.stdout.split()[-1]} can be imported"


def check_port():
    """Find the port that JupyterLab would take."""
    return f"Port {jupyter.free_port()} is free for JupyterLab"


def describe_sandbox():
    """Tell whether students' code can be confined here; who learns alone needs none of it."""
    findings = probing.probe()
    lacking = probing.missing(findings)
    if lacking:
        return f"  note  To grade a class is another matter. {lacking}"
    return f"  ok    To grade a class: {' '.join(finding.words for finding in findings)}"
