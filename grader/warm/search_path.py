"""Folders that are searched for modules: what lies in them must not hide Python's or the course's.

A folder on ``PYTHONPATH`` comes before all that is installed, and one file in it that has the name
of a module is imported in its place, by every Python that is started.
"""

import importlib.machinery
import os
import pkgutil
import site
import sys
import sysconfig
from functools import cache
from pathlib import Path

VARIABLE = "PYTHONPATH"
SUFFIXES = tuple(importlib.machinery.all_suffixes())
COURSE = "grader"
HERE = str(Path(__file__).resolve().parents[2])

_passed_over = []


@cache
def installed():
    """Names of all modules that come with Python, with the course, and with its packages.

    Returns
    -------
    frozenset of str
    """
    folders = (*site.getsitepackages(), site.getusersitepackages())
    packages = pkgutil.iter_modules([each for each in folders if each in sys.path])
    return frozenset({*sys.stdlib_module_names, *(each.name for each in packages), COURSE})


def modules_in(*folders):
    """What can be imported from folders, without importing it.

    Parameters
    ----------
    *folders : path-like

    Returns
    -------
    dict of str to str
        Where each module is, by its name.
    """
    folders = list(map(os.fspath, folders))
    found = {}
    for folder in folders:
        # A package that is installed by a link is hidden even by a folder without modules.
        if os.path.isdir(namesake := os.path.join(folder, COURSE)):
            found[COURSE] = namesake
    for module in pkgutil.iter_modules(folders):
        spec = module.module_finder.find_spec(module.name)
        found[module.name] = getattr(spec, "origin", None) or module.name
    return found


def settle():
    """Take folders that hide something off ``PYTHONPATH``, for this process' children as well.

    What such a folder holds besides can still be imported in this process, from the end of its
    path (``course_command`` moves it there).
    """
    given = os.environ.get(VARIABLE)
    if not given:
        return
    own = {HERE, *sysconfig.get_paths().values()}
    kept = []
    for folder in dict.fromkeys(map(os.path.abspath, given.split(os.pathsep))):
        hidden = set() if os.path.realpath(folder) in own else modules_in(folder).keys()
        if hidden := sorted(hidden & installed()):
            _passed_over.append((folder, hidden))
        else:
            kept.append(folder)
    os.environ[VARIABLE] = os.pathsep.join(kept)
    if not kept:
        del os.environ[VARIABLE]


def passed_over():
    """What `settle` took off the path.

    Returns
    -------
    list of str
        A sentence for each folder.
    """
    return [
        f"{folder} on {VARIABLE} is passed over: what it has by the name of {_listed(names)} would "
        "hide what the course uses."
        for folder, names in _passed_over
    ]


def _listed(names, most=3):
    return ", ".join(names[:most]) + (f" and {len(names) - most} more" if names[most:] else "")
