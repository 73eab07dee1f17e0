"""The policy for a lesson: Python, its packages, the system's libraries and fonts, one folder."""

import os
import site
import sys
from pathlib import Path

from grader.sandbox.policy import Policy

SYSTEM = ("/usr", "/lib", "/lib32", "/lib64", "/bin", "/sbin")
"""Programs and libraries; on most systems all but the first are links into it."""

SETTINGS = (
    "/etc/alternatives",
    "/etc/fonts",
    "/etc/ld.so.cache",
    "/etc/ld.so.conf",
    "/etc/ld.so.conf.d",
    "/etc/localtime",
    "/etc/mime.types",
    "/etc/os-release",
    "/etc/timezone",
)
"""What of /etc libraries read. Users, names of hosts and passwords are not among it."""

HARDWARE = ("/sys/devices/system/cpu", "/sys/devices/system/node")
"""From here libraries learn how many processors there are."""

KEPT = ("LANG", "LC_ALL", "TZ", "PYTHONHASHSEED", "TF_CPP_MIN_LOG_LEVEL", "TF_ENABLE_ONEDNN_OPTS")
"""Variables that are taken over, with those that start with one of `KEPT_PREFIXES`."""

KEPT_PREFIXES = ("MKL_", "OMP_", "OPENBLAS_", "TF_NUM_")
OWN_FOLDER = ("HOME", "IPYTHONDIR", "JUPYTER_RUNTIME_DIR", "MPLCONFIGDIR", "TMPDIR")


def standard_policy(work, **changes):
    """Make the policy for a process that runs a lesson's notebook in the folder `work`.

    Parameters
    ----------
    work : path
    **changes
        Attributes of `Policy` that are to differ.
    """
    work = str(Path(work).resolve())
    standard = {
        "readable": readable_paths(),
        "hidden": hidden_paths(),
        "environment": environment(work),
    }
    return Policy(work, **{**standard, **changes})


def readable_paths():
    """Everything that Python, TensorFlow and matplotlib read, as far as this user may read it."""
    package = str(Path(__file__).resolve().parent.parent)
    packages = [*site.getsitepackages(), site.getusersitepackages()]
    imported_from = [path for path in packages if path in sys.path]
    python = [sys.prefix, sys.base_prefix, os.path.dirname(os.path.realpath(sys.executable))]
    paths = [*SYSTEM, *SETTINGS, *HARDWARE, *python, *imported_from, package]
    return tuple(dict.fromkeys(path for path in paths if os.access(path, os.R_OK)))


def hidden_paths():
    """The parts of the course that know right answers."""
    package = Path(__file__).resolve().parent.parent
    return tuple(str(package / name) for name in ("reference", "exercises"))


def environment(work):
    """Variables of the confined process: those that set up libraries, and its own folders."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name in KEPT or name.startswith(KEPT_PREFIXES)
    }
    path = os.pathsep.join((f"{sys.prefix}/bin", "/usr/local/bin", "/usr/bin", "/bin"))
    return {**kept, "PATH": path, **dict.fromkeys(OWN_FOLDER, work)}
