"""Environment variables of what is started to score: none that is nobody's business.

What a process has ever had in its environment can be found in its memory, and a student's code runs
in a copy of the warm parent's.
"""

import os
from pathlib import Path

from grader.sandbox import standard
from grader.warm import library_settings
from grader.warm.requests import FROZEN

FOREIGN = ("KERAS_", "PYTHON")
"""Beginnings of variables that say nothing here: a module on the user's path may hide another."""

CACHES = ("HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "MPLCONFIGDIR")
"""Where matplotlib keeps its list of fonts, which takes long to make anew."""


def of_kernel(work):
    """Variables of a kernel, whose own folder is `work`: those that set up libraries.

    What decides about a result or a picture is as the libraries come, not as the user has it. By
    one more variable, which nbgrader documents, an instructor's cells know that they are graded.
    """
    frozen = {name: value for name, value in _own().items() if name.startswith(FROZEN)}
    kept = library_settings.own(frozen | standard.environment(str(work)) | _own_package())
    return kept | {"NBGRADER_EXECUTION": "autograde"}


def of_parent(folder):
    """Variables of the warm parent and of the judge: the same, and where caches are."""
    caches = {name: os.environ[name] for name in CACHES if name in os.environ}
    return of_kernel(folder) | caches


def of_cold_judge():
    """Variables of a judge that is started where nothing can be forked."""
    return library_settings.own(_own())


def _own():
    kept = {name: value for name, value in os.environ.items() if not name.startswith(FOREIGN)}
    return kept | _own_package()


def _own_package():
    """The path to this package, where the user's path leads to it: another may be installed."""
    here = str(Path(__file__).resolve().parents[2])
    given = os.environ.get("PYTHONPATH", "").split(os.pathsep)
    return {"PYTHONPATH": here} if here in map(os.path.realpath, filter(None, given)) else {}
