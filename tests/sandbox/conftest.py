"""A warm parent as in a graded class: it forks a child that is confined and then runs an attack."""

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path

import pytest

from grader.sandbox.guard import Guard
from grader.sandbox.policy import Limits
from grader.sandbox.standard import standard_policy

HERE = Path(__file__).parent
NOBODY = 65534


def pytest_collection_modifyitems(items):
    """Mark what needs Linux: confinement, not what is said about it elsewhere."""
    if sys.platform != "linux":
        for item in items:
            if HERE in item.path.parents and item.path.name != "test_probing.py":
                item.add_marker(pytest.mark.skip(reason="the sandbox needs Linux"))


@dataclass
class Outcome:
    """What came of an attack: its value or its refusal, the exit code, the guard's reason."""

    value: object
    refused: str | None
    code: int
    reason: str | None


class WarmParent:
    """The process that forks, with what it was asked to import."""

    def __init__(self, *modules):
        self.process = subprocess.Popen(
            [sys.executable, str(HERE / "warm_parent.py"), *modules],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "SECRET_TOKEN": "s3cr3t-t0k3n", "TF_CPP_MIN_LOG_LEVEL": "3"},
        )
        assert self.reply() == {"ready": True}

    def start(self, **request):
        """Fork, and return the process id."""
        self.process.stdin.write(json.dumps(request) + "\n")
        self.process.stdin.flush()
        return self.reply()["pid"]

    def reply(self):
        return json.loads(self.process.stdout.readline())

    def close(self):
        self.process.stdin.close()
        self.process.wait(timeout=20)
        self.process.stdout.close()


class Arena:
    """A work folder among things that are no business of whoever works in it."""

    def __init__(self, parent, folder, user):
        self.parent, self.folder, self.user = parent, folder, user
        self.work = folder / "work"
        self.work.mkdir()
        if user:
            os.chown(self.work, user, user)

    def policy(self, **changes):
        return standard_policy(self.work, **changes)

    def run(self, attack, *arguments, confined=True, limits=None, during=None, policy=None):
        """Run the function `attack` of the module attacks under a guard.

        `during` is called with the process id meanwhile.
        """
        policy = policy or self.policy(limits=limits or Limits(wall=20))
        pid = self.parent.start(
            attack=attack,
            arguments=arguments,
            policy=policy.to_json(),
            user=self.user,
            confined=confined,
        )
        # Attacks are bounded by themselves; this is the last resort of an unwatched test.
        alarm = threading.Timer(25, os.kill, (pid, signal.SIGKILL))
        alarm.start()
        try:
            with Guard(pid, policy.limits, self.work) as guard:
                if during:
                    during(pid)
                code = self.parent.reply()["code"]
        finally:
            alarm.cancel()
        path = self.work / "result.json"
        result = json.loads(path.read_text()) if path.exists() else {}
        path.unlink(missing_ok=True)
        return Outcome(result.get("value"), result.get("refused"), code, guard.reason)


@pytest.fixture(scope="session")
def parent():
    parent = WarmParent()
    yield parent
    parent.close()


@pytest.fixture(params=["the caller", "nobody"])
def arena(request, parent):
    """Once as whoever runs the tests and, where that is root, once as a user without rights."""
    user = 0
    if request.param == "nobody":
        if os.geteuid():
            pytest.skip("only root can become somebody else")
        user = NOBODY
    with tempfile.TemporaryDirectory(prefix="arena-") as folder:
        os.chmod(folder, 0o755)
        yield Arena(parent, Path(folder).resolve(), user)


@pytest.fixture
def listeners(arena):
    """Sockets of ours that listen: IPv4, IPv6 and Unix, by path and by an abstract name."""
    made = {}
    for name, family, kind, address in (
        ("tcp", socket.AF_INET, socket.SOCK_STREAM, ("127.0.0.1", 0)),
        ("udp", socket.AF_INET, socket.SOCK_DGRAM, ("127.0.0.1", 0)),
        ("tcp6", socket.AF_INET6, socket.SOCK_STREAM, ("::1", 0)),
        ("path", socket.AF_UNIX, socket.SOCK_STREAM, str(arena.folder / "socket")),
        ("abstract", socket.AF_UNIX, socket.SOCK_STREAM, f"\0{arena.folder}"),
    ):
        made[name] = socket.socket(family, kind)
        made[name].bind(address)
        if kind == socket.SOCK_STREAM:
            made[name].listen()
    os.chmod(arena.folder / "socket", 0o777)
    yield made
    for each in made.values():
        each.close()
