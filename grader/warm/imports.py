"""What is imported once, for all kernels that are forked afterwards."""

import contextlib
import gc
import importlib
import importlib.util
import sys

from grader.quiet import quiet_standard_error

TRAINING = ("tensorflow", "keras")
"""What trains networks: its import takes longer than that of all else together."""


def import_all(modules):
    """Import modules, and keep a child's collector from touching, and so copying, all of them.

    Parameters
    ----------
    modules : iterable of str
    """
    with quiet_standard_error():  # TensorFlow greets there
        for module in modules:
            importlib.import_module(module)
    gc.collect()
    gc.freeze()


def import_installed(modules):
    """Import those modules that are installed and not imported yet.

    One that is broken is left to the kernel that imports it, which says so there.

    Parameters
    ----------
    modules : iterable of str
    """
    missing = [m for m in modules if m not in sys.modules and importlib.util.find_spec(m)]
    if missing:
        with contextlib.suppress(Exception):
            import_all(missing)
