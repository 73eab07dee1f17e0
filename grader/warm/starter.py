"""Start a parent, and have kernels come from it for as long as a command runs."""

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from importlib.metadata import entry_points
from pathlib import Path

from grader.warm import (
    INTERPRETER_OPTIONS,
    PROVISIONER,
    PROVISIONER_VARIABLE,
    SOCKET_VARIABLE,
    client,
)

_APPEARS_WITHIN = 30.0
_READY_WITHIN = 180.0


class Parent:
    """A parent that ends with this process; it listens at once and imports meanwhile.

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
        self.folder = Path(tempfile.mkdtemp(prefix="course-", dir=_runtime_folder()))
        self.socket = str(self.folder / "socket")
        command = [sys.executable, *INTERPRETER_OPTIONS, "-m", "grader.warm.parent", self.socket]
        # Its own session: Ctrl-C in a terminal is for the command, not for this one.
        self.process = subprocess.Popen(
            [*command, "--owner", str(os.getpid())],
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )
        deadline = time.monotonic() + _APPEARS_WITHIN
        while not os.path.exists(self.socket):
            if self.process.poll() is not None or time.monotonic() > deadline:
                self.close()
                raise OSError("the parent of warm kernels did not start")
            time.sleep(0.02)

    def environment(self):
        """Variables with which Jupyter, nbgrader and nbval take their kernels from it."""
        return {SOCKET_VARIABLE: self.socket, PROVISIONER_VARIABLE: PROVISIONER}

    def wait_until_ready(self):
        """Wait until it has imported what it imports.

        Raises
        ------
        grader.warm.client.NotWarm
        """
        client.wait_for_parent(self.socket, _READY_WITHIN)

    def close(self):
        """End it, and what was forked from it."""
        self.process.terminate()
        try:
            self.process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


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


def _runtime_folder():
    """The user's folder for sockets, where there is one (XDG Base Directory specification)."""
    folder = os.environ.get("XDG_RUNTIME_DIR")
    return folder if folder and os.access(folder, os.W_OK) else None
