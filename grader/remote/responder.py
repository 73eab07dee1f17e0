"""The student's side: call an answer by name and report, as plain data, what came of it."""

import contextlib
import ctypes
import inspect
import io
import linecache
import random
import sys
import traceback
import warnings
from dataclasses import replace

import numpy as np

from grader import surroundings
from grader.remote import models
from grader.remote.arguments import changed, private
from grader.remote.plain import (
    KERAS_MODEL,
    MAX_TEXT,
    Handle,
    Model,
    Opaque,
    Reused,
    to_plain,
)

_MT19937_BYTES = 4 * (624 + 1)


class Responder:
    """Answers requests to call the objects of a namespace.

    A request is a dict with `target` (a name, or the number of a `Handle`), `member` (None for the
    object itself, else the name of an attribute of it), `call` (False reads the member), `args` and
    `kwargs`. The reply is a dict with `value` or `error`, and `printed`, `warned`, `changed` (names
    of the arguments that the call changed) and `global_draws` (though a generator was passed, it
    drew from the global ones of NumPy or Python).

    Parameters
    ----------
    names : dict
        The namespace: what can be asked for.
    around : callable, optional
        Makes a context in which each request is answered.
    """

    def __init__(self, names, around=contextlib.nullcontext):
        self.names, self.around = names, around
        self.kept = []
        self.reused = {}

    def ask(self, request):
        """Answer one request; whatever the student's code does becomes part of the reply."""
        reply = nothing_yet()
        given = (*request["args"], *request["kwargs"].values())
        # Taking the state twice would be a third of the time that a short answer takes.
        draws = any(isinstance(value, np.random.Generator) for value in given)
        before = _global_state() if draws else ()
        printed, modules = io.StringIO(), len(sys.modules)
        with (
            warnings.catch_warnings(record=True) as warned,
            contextlib.redirect_stdout(printed),
            contextlib.redirect_stderr(printed),
            surroundings.of_learner(),
            self.around(),
        ):
            warnings.simplefilter("always")
            self.answer(request, reply)
        reply["printed"] = printed.getvalue()[:MAX_TEXT]
        reply["warned"] = [_message(w.message) for w in warned[:20]]
        # scikit-learn, for one, draws from Python's generator while it is imported.
        states = slice(0, 1 if len(sys.modules) > modules else None)
        reply["global_draws"] = draws and before[states] != _global_state()[states]
        return reply

    def answer(self, request, reply):
        """Put the value, the error and the arguments that were changed into a reply."""
        try:
            reply["value"] = self._value(request, reply)
        except KeyboardInterrupt:
            raise
        except BaseException as error:
            reply["error"] = _error(error)

    def _value(self, request, reply):
        target = request["target"]
        found = self.kept[target] if isinstance(target, int) else self.names[target]
        if request["member"] is not None:
            found = getattr(found, request["member"])
        if not request["call"]:
            return to_plain(found, self._keep)
        args = tuple(self._argument(value) for value in request["args"])
        kwargs = {name: self._argument(value) for name, value in request["kwargs"].items()}
        try:
            return to_plain(found(*args, **kwargs), self._keep)
        finally:
            reply["changed"] = changed(found, request, args, kwargs)

    def _argument(self, value):
        if not isinstance(value, Reused):
            return private(value)
        if value.number not in self.reused:
            self.reused[value.number] = private(value.values)
        reused = self.reused[value.number]
        if isinstance(value.values, Model):
            reused.set_weights(value.values.weights)
        elif [np.shape(array) for array in reused] == [each.shape for each in value.values]:
            for array, values in zip(reused, value.values, strict=True):
                array[...] = values
        else:  # the answer has changed the list itself
            reused[:] = private(value.values)
        return reused

    def _keep(self, value):
        self.kept.append(value)
        number, type_name = len(self.kept) - 1, type(value).__name__[:100]
        if not models.is_keras_model(value):
            return Handle(number, type_name, _odd(value))
        plain = models.to_plain_model(value)
        if isinstance(plain, Opaque):
            askable = models.NO_INPUTS not in plain.words
            return Handle(number, KERAS_MODEL if askable else type_name, plain.words)
        return replace(plain, number=number)


def nothing_yet():
    """A reply without `value` or `error`, by an answer that did nothing besides."""
    return {"printed": "", "warned": [], "changed": [], "global_draws": False}


def _odd(value):
    """Words for a value that is hardly what its author meant to return; empty for others."""
    name = getattr(value, "__name__", "of yours")
    if isinstance(value, type):
        return f"the class {name} itself instead of an object of it: call it"
    if inspect.isroutine(value):
        return f"the function {name} itself: call it"
    if inspect.isgenerator(value):
        return "a generator: write return instead of yield"
    if inspect.iscoroutine(value):
        value.close()
        return "a coroutine: write def without async"
    return ""


def _global_state():
    """Fingerprint of the global random generators."""
    generator = np.random.get_bit_generator()
    if isinstance(generator, np.random.MT19937):
        # Its words and the place among them, without the copies that `state` makes of them.
        numpy_state = ctypes.string_at(generator.ctypes.state_address, _MT19937_BYTES)
    else:
        numpy_state = repr(generator.state)
    return numpy_state, random.getstate()


def _error(error):
    """Describe an exception: its type, its message, and the student's line it came from."""
    line, is_own = "", False
    for frame, number in traceback.walk_tb(error.__traceback__):
        name = frame.f_code.co_filename
        is_own = "site-packages" not in name and name != __file__ and "/lib/python" not in name
        if is_own:
            line = linecache.getline(name, number).strip() or line
    return {
        "type": type(error).__name__,
        "message": _message(error),
        "line": line[:200],
        # Libraries raise it as well; a stub does so in a line of its own.
        "not_written": isinstance(error, NotImplementedError) and is_own,
    }


def _message(error):
    """What an exception says, even where it cannot say it."""
    try:
        return str(error)[:500]
    except Exception:
        return "it has no message that could be shown"
