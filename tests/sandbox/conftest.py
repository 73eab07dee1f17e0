"""One warm parent for all attacks, and a place for each."""

import os
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from arenas import HERE, NOBODY, Arena, WarmParent

from grader.sandbox.probing import missing, probe


def pytest_collection_modifyitems(items):
    """Mark what needs Linux: confinement, not what is said about it elsewhere."""
    if sys.platform != "linux":
        for item in items:
            if HERE in item.path.parents and item.path.name != "test_probing.py":
                item.add_marker(pytest.mark.skip(reason="the sandbox needs Linux"))


@pytest.fixture(scope="session")
def able():
    """Leave out, with the reason, what needs more than this machine offers."""
    if lacking := missing(probe()):
        pytest.skip(lacking)


@pytest.fixture(scope="session")
def parent(able):
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
        try:
            made[name].bind(address)
        except OSError:  # a machine without IPv6
            made.pop(name).close()
            continue
        if kind == socket.SOCK_STREAM:
            made[name].listen()
    os.chmod(arena.folder / "socket", 0o777)
    yield made
    for each in made.values():
        each.close()


@pytest.fixture
def scene(arena, listeners):
    """Arguments by name: a secret, sockets that listen and a process that is none of theirs."""
    (arena.folder / "secret").write_text("0 points")
    (arena.folder / "others").mkdir()
    for path in (arena.folder, arena.folder / "others"):
        os.chmod(path, 0o777)
    # They are the attacker's own by user, so that only the sandbox is in the way.
    os.chown(arena.folder / "secret", arena.user or -1, arena.user or -1)
    identity = {"user": arena.user, "group": arena.user, "extra_groups": []} if arena.user else {}
    victim = subprocess.Popen(["sleep", "60"], **identity)
    yield {
        "secret": str(arena.folder / "secret"),
        "through_proc": f"/proc/{os.getpid()}/root{arena.folder}/secret",
        "others": str(arena.folder / "others"),
        "stolen": str(arena.folder / "stolen"),
        "tcp": list(listeners["tcp"].getsockname()),
        "tcp6": list(listeners["tcp6"].getsockname()[:2]) if "tcp6" in listeners else None,
        "udp": listeners["udp"].getsockname()[1],
        "path": listeners["path"].getsockname(),
        "abstract": f"@{arena.folder}",
        "victim": victim.pid,
        "token": "s3cr3t-t0k3n",
    }
    victim.kill()
    victim.wait()
