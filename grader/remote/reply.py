"""The reply to one request as a whole: which parts it has, and of which types."""

from grader.remote.errors import require
from grader.remote.plain import MAX_TEXT

MAX_WARNINGS = 20
MAX_CHANGED = 100
ERROR = {"type": str, "message": str, "line": str, "not_written": bool}


def checked(reply, generators):
    """The reply, if it is one as `grader.remote.responder.Responder` gives.

    Parameters
    ----------
    reply : object
        Plain data.
    generators : int
        How many the request held.

    Raises
    ------
    grader.remote.errors.WireError
    """
    require(isinstance(reply, dict), "it is no reply")
    result = {"value", "error"} & reply.keys()
    rest = reply.keys() - result
    complete = rest == {"printed", "warned", "changed", "global_draws", "generators"}
    require(len(result) == 1 and complete, "it has other parts than a reply has")
    require(_text(reply["printed"]), "what it printed is no text")
    require(_texts(reply["warned"], MAX_WARNINGS), "its warnings are no texts")
    require(_texts(reply["changed"], MAX_CHANGED), "its changed arguments are no names")
    require(type(reply["global_draws"]) is bool, "its global draws are neither true nor false")
    states = reply["generators"]
    require(_texts(states, generators), "its generators are no states")
    require(len(states) == generators, f"it has {len(states)} generators instead of {generators}")
    if "error" in reply:
        error = reply["error"]
        fits = isinstance(error, dict) and error.keys() == ERROR.keys()
        fits = fits and all(type(error[name]) is kind for name, kind in ERROR.items())
        require(fits, "its error is described in another way")
    return reply


def _text(value):
    return isinstance(value, str) and len(value) <= MAX_TEXT


def _texts(value, most):
    return isinstance(value, list) and len(value) <= most and all(map(_text, value))
