"""Ask the parent for a fork."""

import os
import socket
from dataclasses import asdict, dataclass, field

from grader.warm import frames, processes
from grader.warm.forked import PATIENCE, UNKNOWN, Forked, NotWarm, receive

__all__ = [
    "PATIENCE",
    "UNKNOWN",
    "Forked",
    "NotWarm",
    "Request",
    "fork",
    "wait_for_parent",
]

WATCHDOG = 20.0
"""Seconds that a child may take to come up; it takes less than one on a quiet machine."""


@dataclass
class Request:
    """What a child is to be.

    Attributes
    ----------
    main : str
        "package.module:function"; it is called with a function to call when it is up, and then with
        `arguments`.
    argv : list of str
        Its ``sys.argv``.
    folder : str
        Its working folder.
    environment : dict
        All its environment variables.
    arguments : list
        Plain data.
    confine : list, optional
        A function's name, as in `main`, and its arguments: called before anything else, with the
        descriptors that the child needs as `keep`.
    modules : list of str
        What the parent is to import before, where it is installed: it has them from then on.
    """

    main: str
    argv: list
    folder: str
    environment: dict
    arguments: list = field(default_factory=list)
    confine: list | None = None
    modules: list = field(default_factory=list)


def fork(path, request, streams=None, patience=PATIENCE, watchdog=WATCHDOG):
    """Have a child forked, and return when it is up.

    Parameters
    ----------
    path : str
        The parent's socket.
    request : Request
    streams : sequence of three int, optional
        Descriptors for its standard input, output and error; by default nothing and this process'
        own.
    patience, watchdog : float
        Seconds to wait for the fork, and then until the child is up.

    Returns
    -------
    Forked

    Raises
    ------
    NotWarm
    """
    with open(os.devnull, "rb") as nothing:
        streams = streams or (nothing.fileno(), 1, 2)
        connection = _connect(path)
        ours, theirs = os.pipe()
        try:
            data = frames.pack(asdict(request))
            sent = socket.send_fds(connection, [data], [ours, *streams])
            if sent < len(data):  # an answer may be there already, and the parent gone
                connection.sendall(data[sent:])
        except OSError as error:
            connection.close()
            os.close(theirs)
            raise NotWarm(f"the parent took no request ({error})") from None
        finally:
            os.close(ours)
    child = Forked(connection, theirs)
    try:
        child.wait_until_up(patience, watchdog)
    except NotWarm:
        child.kill()
        child.close()
        raise
    return child


def wait_for_parent(path, timeout):
    """Wait until the parent has imported what it imports.

    Raises
    ------
    NotWarm
    """
    with _connect(path) as connection:
        frames.send(connection, {"hello": True})
        receive(connection, frames.Inbox(), timeout, "the parent did not answer within {:g} s")


def _connect(path):
    connection = socket.socket(socket.AF_UNIX)
    try:
        connection.settimeout(PATIENCE)
        connection.connect(path)
        _, user = processes.peer(connection)
    except OSError as error:
        connection.close()
        raise NotWarm(f"there is no parent at {path} ({error.strerror or error})") from None
    if user != os.geteuid():
        connection.close()
        raise NotWarm(f"the parent at {path} is somebody else's")
    return connection
