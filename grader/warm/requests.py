"""What the parent is asked for over a connection, and what it refuses."""

import os
import socket
from dataclasses import dataclass, field

from grader.warm import frames, processes

STREAMS = 4
"""Descriptors with each request: the lifeline, standard input, output and error."""

FIELDS = {"main", "argv", "folder", "environment", "arguments", "confine", "modules"}

FROZEN = ("KERAS_", "TF_", "OMP_", "OPENBLAS_", "MKL_", "PYTHON", "XLA_", "LD_", "CUDA_", "PYDEVD_")
"""Beginnings of variables that count when Python starts or a library is imported: too late here."""


@dataclass
class Client:
    """A connection, what has come over it, and the process that was forked for it."""

    connection: socket.socket
    may_ask: bool
    inbox: frames.Inbox = field(default_factory=frames.Inbox)
    descriptors: list = field(default_factory=list)
    child: int | None = None

    @property
    def has_gone(self):
        """Whether nobody is at the other end any more."""
        try:
            return self.connection.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT) == b""
        except BlockingIOError:
            return False


def is_foreign(process):
    """Whether a process is certainly no child's doing."""
    try:
        return not processes.descends(process, os.getpid())
    except OSError:
        return False


def refusal(request, client, environments):
    """Say why a request is not granted; None where it is.

    Parameters
    ----------
    request : dict
    client : Client
        Who sent it.
    environments : list of dict
        See `grader.warm.server.Server`.

    Returns
    -------
    str or None
    """
    if not client.may_ask:  # a confined child would have itself a free one forked
        return "a child gets no child"
    if "hello" in request:
        return None
    if len(client.descriptors) != STREAMS:
        return f"{STREAMS} descriptors are needed, {len(client.descriptors)} came"
    asked = request.get("environment")
    if not isinstance(asked, dict) or not request.keys() >= FIELDS:
        return f"a request has {', '.join(sorted(FIELDS))}"
    names = {name for one in (asked, *environments) for name in one}
    for name in sorted(name for name in names if name.startswith(FROZEN)):
        if all(asked.get(name) != one.get(name) for one in environments):
            return f"{name} is not as it was when the libraries were imported"
    return None
