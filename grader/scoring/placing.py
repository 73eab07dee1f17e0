"""Files that lie beside a notebook while it runs."""

import contextlib
import os
from pathlib import PurePosixPath

from grader.warm.search_path import COURSE, SUFFIXES, installed

NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC

AT_THE_START = {"sitecustomize", "usercustomize"}
"""Modules that Python looks for whenever it is started."""


def place_files(files, folder):
    """Write files into a submission's work folder, before any of its code has run.

    Its kernel is confined by then: a file that has the name of a module is imported by nobody else.

    Parameters
    ----------
    files : dict of str to bytes
        By paths below the folder, with forward slashes. What is there already stays, as it is the
        kernel's own; passed over is a path that leads out of the folder.
    folder : pathlib.Path

    Returns
    -------
    list of str
        What was left out, as it would hide a module of Python's or a package that the course uses.
    """
    hiding = {first for first in map(_first, files) if _hides(first, files)}
    for path, content in files.items():
        parts = PurePosixPath(path).parts
        if not parts or path.startswith("/") or ".." in parts or parts[0] in hiding:
            continue
        with contextlib.suppress(OSError):  # its name may be too long here, or be taken
            folder.joinpath(*parts[:-1]).mkdir(mode=0o700, parents=True, exist_ok=True)
            with open(os.open(folder.joinpath(*parts), NEW, 0o600), "wb") as file:
                file.write(content)
    return sorted(hiding)


def _first(path):
    return path.partition("/")[0]


def _hides(name, files):
    """Whether a file or folder is imported in place of a module that is installed."""
    taken = installed() | AT_THE_START
    if name in files:
        return name.endswith(SUFFIXES) and name.partition(".")[0] in taken
    package = any(f"{name}/__init__{suffix}" in files for suffix in SUFFIXES)
    return name == COURSE or (package and name in taken)
