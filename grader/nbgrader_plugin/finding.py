"""nbgrader's search for files, in a course directory whose path is itself a pattern.

nbgrader puts the whole path of the course into a pattern. Below a folder such as ``DL [2026]`` it
finds nothing then, and ignores nothing: it would release the solutions.
"""

import glob
import os
from types import SimpleNamespace

import nbgrader.apps.api
import nbgrader.converters.base
import nbgrader.exchange.default as exchange
import nbgrader.utils

SEARCHING = (
    nbgrader.apps.api,
    nbgrader.converters.base,
    exchange.collect,
    exchange.exchange,
    exchange.fetch_feedback,
    exchange.list,
    exchange.release_feedback,
    nbgrader.utils,
)


def find(pattern):
    """Find files as `glob.glob` does; what is there by its very name is no pattern.

    Parameters
    ----------
    pattern : str

    Returns
    -------
    list of str
    """
    known, parts = "", pattern.split(os.sep)
    while parts and (not glob.has_magic(parts[0]) or os.path.lexists(known + parts[0])):
        known += parts.pop(0) + os.sep
    if not parts:
        return [pattern] if os.path.lexists(pattern) else []
    return glob.glob(glob.escape(known) + os.sep.join(parts))


def install():
    """Have nbgrader search in this way."""
    for module in SEARCHING:
        module.glob = SimpleNamespace(glob=find, escape=glob.escape)
