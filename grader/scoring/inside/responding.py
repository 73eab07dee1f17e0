"""Answer the judge's questions about the notebook's own names, over a socket."""

import socket

from grader.remote.process import serve
from grader.remote.responder import Responder


class Names(dict):
    """The notebook's names; one that is missing is told in Python's own words."""

    def __missing__(self, name):
        raise NameError(f"name {name!r} is not defined")


def respond(path, names):
    """Connect to a socket and answer what is asked there, until it is closed.

    Parameters
    ----------
    path : str
    names : dict
        The notebook's namespace.
    """
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect(path)
        with connection.makefile("rb") as source, connection.makefile("wb") as sink:
            serve(Responder(Names(names)), source, sink)
