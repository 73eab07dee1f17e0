"""Ask an answer over a socket that is connected to its process, and answer over one."""

import contextlib
import socket

from grader.remote import serve as streams
from grader.remote.exchange import Exchange


class SocketProcess(Exchange):
    """A process at the other end of a socket: one for each check.

    Parameters
    ----------
    connection : socket.socket
        Connected, and whoever made it closes it; it is made non-blocking.
    timeout : float
        Seconds that one request may take.
    deadline : float
        Seconds that all requests together may take.
    """

    def __init__(self, connection, timeout, deadline):
        self._connection = connection
        super().__init__(connection.fileno(), connection.fileno(), timeout, deadline)

    def close(self):
        """End the conversation; the socket's other end sees that."""
        with contextlib.suppress(OSError):
            self._connection.shutdown(socket.SHUT_RDWR)


def serve(responder, connection):
    """Answer the requests that come over a connected socket until it ends.

    Parameters
    ----------
    responder : grader.remote.responder.Responder
    connection : socket.socket
        Connected, and blocking.
    """
    with connection.makefile("rb") as source, connection.makefile("wb") as sink:
        streams.serve(responder, source, sink)
