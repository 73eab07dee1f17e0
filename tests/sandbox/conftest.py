"""One warm parent for all attacks, and a place for each."""

import os
import socket
import sys
import tempfile
from pathlib import Path

import pytest
from arenas import HERE, Arena, WarmParent

from grader.sandbox.probing import missing, probe

NOBODY = 65534


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
