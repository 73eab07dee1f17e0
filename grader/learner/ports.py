"""Ports of this machine for JupyterLab: taken before anybody is told of them."""

import os
import socket

from grader.learner import CourseError

FIRST = 8888
TO_TRY = 50
_WAITING = 128


def reserve(port=None):
    """Listen on a port of this machine, so that nobody else can take it.

    Parameters
    ----------
    port : int, optional
        Without it 8888, or the next one that is free.

    Returns
    -------
    socket.socket
        Listening already: who connects waits until it is served.

    Raises
    ------
    CourseError
    """
    if port is not None:
        found = _listening(port)
        if found is None:
            raise CourseError(f"Port {port} is in use: choose another, or leave out --port.")
        return found
    for each in range(FIRST, FIRST + TO_TRY):
        if found := _listening(each):
            return found
    raise CourseError(f"Ports {FIRST} to {each} are all in use: name another with --port.")


def _listening(port):
    """A socket that listens there, None where something else does or nobody may."""
    found = socket.socket()
    if os.name != "nt":  # on Windows the option means that others may share the port
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        found.bind(("127.0.0.1", port))
        found.listen(_WAITING)
    except OSError:
        found.close()
        return None
    found.setblocking(False)
    return found
