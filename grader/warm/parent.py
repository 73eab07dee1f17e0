"""``python -m grader.warm.parent SOCKET``: import what notebooks need, then fork on request.

It listens before it imports, so that who asks early waits instead of failing. It runs no TensorFlow
operation and starts no thread; NumPy's and SciPy's OpenBLAS bring one idle thread each on two
cores, which OpenBLAS itself ends before a fork and starts again when there is work.
"""

import argparse
import contextlib
import ctypes
import os
import socket
import sys

from grader.warm import child
from grader.warm.imports import import_all
from grader.warm.private import is_private
from grader.warm.server import Server

# Not matplotlib_inline: when it is imported, it ties itself to the shell that is there then.
MODULES = (
    "numpy",
    "matplotlib.pyplot",
    "matplotlib.backends.backend_agg",
    "IPython",
    "comm",
    "ipywidgets",
    "zmq",
    "ipykernel.kernelapp",
    "ipykernel.debugger",
    "scipy.stats",
    "sklearn.datasets",
)
IDLE = 600.0
_WAITING = 128
_PR_SET_CHILD_SUBREAPER = 36


def main(arguments=None):
    """Serve until the owner has gone, or without an owner until nobody has asked for a while."""
    options = _parser().parse_args(arguments)
    folder = os.path.dirname(os.path.abspath(options.socket))
    if not is_private(folder):
        sys.exit(f"{folder} must be a folder of yours that nobody else can enter")
    path = os.path.join(folder, os.path.basename(options.socket))
    _adopt_orphans()
    listener, listening = listen(path), os.getpid()
    forked = None
    try:
        if not sys.flags.safe_path:
            del sys.path[0]  # the folder that the parent happens to have been started in
        first = _first_environment()
        import_all([*MODULES, *options.modules])
        idle = IDLE if options.idle is None and options.owner is None else options.idle
        # Imports set variables, too.
        server = Server(listener, [first, dict(os.environ)], options.owner, idle)
        forked = server.run()
        if forked is None:
            server.end_children()
    finally:
        if os.getpid() == listening:  # a child that fails on its way here leaves the socket alone
            with contextlib.suppress(FileNotFoundError):
                os.unlink(path)
    if forked:
        child.run(*forked)


def listen(path):
    """Listen at a path, which appears only when connections are taken."""
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(path + ".new")
    listener.listen(_WAITING)
    os.rename(path + ".new", path)
    return listener


def _first_environment():
    """The environment that this process was started with."""
    with open("/proc/self/environ", "rb") as file:
        pairs = (os.fsdecode(pair).partition("=") for pair in file.read().split(b"\0") if pair)
        return {name: value for name, _, value in pairs}


def _adopt_orphans():
    """Become the parent of what children leave behind, so that ancestry shows where it is from."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0):
        raise OSError(ctypes.get_errno(), "orphans cannot be adopted")


def _parser():
    parser = argparse.ArgumentParser(prog="python -m grader.warm.parent", description=__doc__)
    parser.add_argument("socket", metavar="SOCKET", help="path to listen at, in a private folder")
    parser.add_argument(
        "--modules", nargs="+", default=[], help="import these besides: what trains networks"
    )
    parser.add_argument("--owner", type=int, help="id of the process to end with")
    parser.add_argument(
        "--idle",
        type=float,
        help=f"end after so many seconds without work (without an owner {IDLE:g})",
    )
    return parser


if __name__ == "__main__":
    main()
