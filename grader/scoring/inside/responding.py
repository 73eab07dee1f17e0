"""Answer the judge's questions about the notebook's own names, over a socket."""

import socket

from grader.remote.responder import Responder
from grader.remote.socket_process import serve


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
        serve(Responder(Names(names)), connection)
