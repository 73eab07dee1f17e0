"""Environment variables of what is started to score: none that is nobody's business.

What a process has ever had in its environment can be found in its memory, and a student's code runs
in a copy of the warm parent's.
"""

import os

from grader.sandbox import standard
from grader.warm.server import FROZEN

CACHES = ("HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "MPLCONFIGDIR")
"""Where matplotlib keeps its list of fonts, which takes long to make anew."""


def of_kernel(work):
    """Variables of a kernel, whose own folder is `work`: those that set up libraries."""
    frozen = {name: value for name, value in os.environ.items() if name.startswith(FROZEN)}
    return frozen | standard.environment(str(work))


def of_parent(folder):
    """Variables of the warm parent and of the judge: the same, and where caches are."""
    caches = {name: os.environ[name] for name in CACHES if name in os.environ}
    return of_kernel(folder) | caches
