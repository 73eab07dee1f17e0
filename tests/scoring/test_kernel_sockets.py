"""A kernel's sockets, while it starts."""

import shutil
import socket
import tempfile
from pathlib import Path

import pytest

from grader.scoring.kernel import is_taken


@pytest.fixture
def path():
    """Of few letters, as a socket's path must be."""
    folder = tempfile.mkdtemp(prefix="k")
    yield Path(folder, "k-1")
    shutil.rmtree(folder)


def test_a_socket_is_taken_when_somebody_listens(path):
    """Is one that is only bound told from one that takes connections?"""
    assert not is_taken(path)
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(path))
        assert path.exists()
        assert not is_taken(path)
        listener.listen()
        assert is_taken(path)
    assert not is_taken(path)
