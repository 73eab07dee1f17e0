"""What is around a submission: a course, a home folder, processes. None may leak or change."""

import contextlib
import hashlib
import os
import socket
import sqlite3
import threading
import uuid
from pathlib import Path

from mangling import ROOT

SECRET = "PLANTED-IN-THE"
KNOWN = (
    "whole units, single weights, whole channels",
    "(int(rng.integers(5, 9)), int(rng.integers(10, 14)))",
)
"""From the text of the references, and of the checks."""


class World:
    """A course around a submission, with a secret in whatever a submission must not see.

    Attributes
    ----------
    course, home : pathlib.Path
    token : str
        In the name of whatever an attack makes outside, and of its processes.
    port : int
        Of a listener for TCP and UDP.
    abstract : str
        Name of a listening socket without a path.
    visitors : list of str
        Who has reached one of the listeners.
    """

    def __init__(self, folder):
        self.course, self.home = folder / "course", folder / "home"
        self.token = "h" + uuid.uuid4().hex[:10]
        self.abstract = self.token + "-listener"
        self.visitors = []
        self._listeners = []
        self._lay_out()
        self._listen()
        self._before = {}

    def _lay_out(self):
        self.home.mkdir(parents=True)
        (self.home / ".secret").write_text(f"{SECRET}-HOME-FOLDER\n" * 3)
        for place in ("solutions", "submitted/grace", "autograded/grace"):
            path = self.course / place / "03_dropout" / "03_dropout.ipynb"
            path.parent.mkdir(parents=True)
            path.write_text(f'{{"cells": ["{SECRET}-{place.upper()}"]}}')
        with sqlite3.connect(self.course / "gradebook.db") as base:
            base.execute("CREATE TABLE grade (id TEXT, auto_score REAL)")
            base.execute(f"INSERT INTO grade VALUES ('{SECRET}-GRADEBOOK', 1)")
        base.close()

    def _listen(self):
        tcp, udp = socket.socket(), socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        tcp.bind(("127.0.0.1", 0))
        self.port = tcp.getsockname()[1]
        udp.bind(("127.0.0.1", self.port))
        local = socket.socket(socket.AF_UNIX)
        local.bind("\0" + self.abstract)
        self._listeners = [tcp, udp, local]
        for listener in (tcp, local):
            listener.listen()
        for came in (tcp.accept, local.accept, lambda: udp.recv(100)):
            threading.Thread(target=self._welcome, args=(came,), daemon=True).start()

    def _welcome(self, came):
        with contextlib.suppress(OSError):
            while True:
                self.visitors.append(str(came()))

    def close(self):
        """Listen no more."""
        for listener in self._listeners:
            listener.close()

    def remember(self):
        """From here on whatever changes is an attack's doing."""
        self._before = self.state()

    def state(self):
        """Fingerprints of all files around the submission."""
        found = {}
        for top in (self.course, self.home):
            for path in sorted(top.rglob("*")):
                content = path.read_bytes() if path.is_file() else b""
                found[str(path)] = (path.lstat().st_mode, hashlib.sha256(content).hexdigest())
        return found

    def changes(self):
        """What is no longer as it was, and what an attack has made elsewhere."""
        now = self.state()
        names = self._before.keys() | now.keys()
        changed = sorted(name for name in names if self._before.get(name) != now.get(name))
        places = (
            ROOT,
            ROOT / "grader",
            Path("/tmp"),
            Path("/var/tmp"),
            Path("/dev/shm"),
            Path("/"),
        )
        return changed + [str(made) for place in places for made in place.glob(f"{self.token}*")]

    def survivors(self):
        """Processes that an attack has started and that still run."""
        return [pid for pid in filter(str.isdigit, os.listdir("/proc")) if self._is_hostile(pid)]

    def _is_hostile(self, pid):
        try:
            content = [Path("/proc", pid, name).read_bytes() for name in ("stat", "environ")]
        except OSError:
            return False
        ended = content[0].rpartition(b")")[2].split()[0] in (b"Z", b"X")
        return not ended and any(self.token.encode() in part for part in content)
