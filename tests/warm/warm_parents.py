"""Parents to test with, and what is left of them."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from grader.warm import client

LIGHT = "from grader.warm import parent; parent.MODULES = ('numpy',); parent.main()"
PATIENCE = 120.0


def wait_for(happened, seconds=20.0):
    """Wait until a condition holds."""
    deadline = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.02)


def forks_of(socket):
    """Processes that still run as the parent at `socket` or as forks of it, which keep its name."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if socket in (folder / "cmdline").read_text():
                found.append(int(folder.name))
        except OSError:
            continue
    return found


def children(light):
    """What has been forked from a light parent."""
    pid = light.process.pid
    with open(f"/proc/{pid}/task/{pid}/children") as file:
        return [int(child) for child in file.read().split()]


def is_gone(process):
    """Whether a process has ended, be it waited for or not."""
    try:
        with open(f"/proc/{process}/stat") as file:
            return file.read().rpartition(")")[2].split()[0] == "Z"
    except FileNotFoundError:
        return True


class LightParent:
    """A parent that has imported NumPy only, and so is there at once.

    `changed` is code that it runs first.
    """

    def __init__(self, *options, changed=""):
        self.folder = tempfile.mkdtemp()
        self.socket = f"{self.folder}/socket"
        command = [sys.executable, "-c", changed + LIGHT, self.socket, *options]
        self.process = subprocess.Popen(command, start_new_session=True)
        wait_for(lambda: os.path.exists(self.socket))
        client.wait_for_parent(self.socket, PATIENCE)

    def fork(self, main, *arguments, **changes):
        """Fork a function of `warm_mains`; `changes` are fields of the request."""
        fields = {"argv": ["name"], "folder": "/", "environment": dict(os.environ)} | changes
        request = client.Request(f"warm_mains:{main}", arguments=list(arguments), **fields)
        return client.fork(self.socket, request, patience=PATIENCE, watchdog=PATIENCE)

    def close(self):
        """End it; nothing of it may be left."""
        self.process.terminate()
        self.process.wait(timeout=20)
        shutil.rmtree(self.folder)
        wait_for(lambda: not forks_of(self.socket))
