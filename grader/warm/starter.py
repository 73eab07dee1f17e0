"""Start a parent, and have kernels come from it for as long as a command runs."""

import contextlib
import os
import subprocess
import sys
import time
from importlib.metadata import entry_points

from grader.warm import (
    INTERPRETER_OPTIONS,
    PROVISIONER,
    PROVISIONER_VARIABLE,
    SOCKET_VARIABLE,
    client,
    private,
)
from grader.warm.imports import TRAINING

_LISTENS_WITHIN = 60.0

READY_WITHIN = 180.0
"""Seconds to wait for a parent's imports, also on a slow and busy machine."""


class Parent:
    """A parent that ends with this process; it listens at once and imports meanwhile.

    What trains networks is among what it imports: nobody knows which notebook comes first.

    Raises
    ------
    OSError
        It cannot be had on this system.

    Attributes
    ----------
    socket : str
    process : subprocess.Popen
    """

    def __init__(self):
        if not hasattr(os, "pidfd_open"):
            raise OSError("this system cannot fork a process safely")
        if not entry_points(group="jupyter_client.kernel_provisioners", name=PROVISIONER):
            raise OSError("the course was installed before it had warm kernels: run make again")
        self.folder = private.make()
        self.socket = str(self.folder / "socket")
        self.process = start(self.socket, os.getpid(), TRAINING)
        try:
            wait_until_listening(self.process, self.socket)
        except OSError:
            self.close()
            raise

    def environment(self):
        """Variables with which Jupyter, nbgrader and nbval take their kernels from it."""
        return {SOCKET_VARIABLE: self.socket, PROVISIONER_VARIABLE: PROVISIONER}

    def wait_until_ready(self):
        """Wait until it has imported what it imports.

        Raises
        ------
        grader.warm.client.NotWarm
        """
        client.wait_for_parent(self.socket, READY_WITHIN)

    def close(self):
        """End it, and what was forked from it."""
        self.process.terminate()
        try:
            self.process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        private.release(self.folder)


def start(socket, owner, modules=(), **changes):
    """Start a parent in the folder of its socket.

    Parameters
    ----------
    socket : str
    owner : int
        Process that it ends with.
    modules : iterable of str
        What it imports besides `grader.warm.parent.MODULES`.
    **changes
        Of `subprocess.Popen`.

    Returns
    -------
    subprocess.Popen
    """
    command = [sys.executable, *INTERPRETER_OPTIONS, "-m", "grader.warm.parent", socket]
    options = ["--owner", str(owner), *(["--modules", *modules] if modules else [])]
    # Its own session: Ctrl-C in a terminal is for the command, not for this one.
    return subprocess.Popen(
        [*command, *options],
        cwd=os.path.dirname(socket),
        stdin=subprocess.DEVNULL,
        start_new_session=True,
        **changes,
    )


def wait_until_listening(process, socket):
    """Wait until a parent takes requests, which it answers when it has imported what it imports.

    Raises
    ------
    OSError
        It has ended, or does not come.
    """
    deadline = time.monotonic() + _LISTENS_WITHIN
    while not os.path.exists(socket):
        if process.poll() is not None or time.monotonic() > deadline:
            raise OSError("the parent of warm kernels did not start")
        time.sleep(0.02)


@contextlib.contextmanager
def warm_kernels(wait=True):
    """Have a parent for a while; where there can be none, say so in one line.

    Parameters
    ----------
    wait : bool
        Whether to begin only when it has imported what it imports; otherwise the first kernel waits
        for that, as long as `grader.warm.client.PATIENCE`.

    Yields
    ------
    dict
        Environment variables for what is to have warm kernels: `Parent.environment`.
    """
    with contextlib.ExitStack() as stack:
        variables = {}
        try:
            parent = Parent()
            stack.callback(parent.close)
            if wait:
                parent.wait_until_ready()
            variables = parent.environment()
        except (OSError, client.NotWarm) as reason:
            print(f"Kernels start cold: {reason}.", file=sys.stderr)
        yield variables
