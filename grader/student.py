"""An answer as a check sees it: something to call, wherever it lives."""

import contextlib
import functools
import re

import numpy as np

from grader.remote.plain import KERAS_MODEL, Handle, describe, shown
from grader.remote.responder import Responder
from grader.remote.unwatched import Unwatched

MAX_PRINTED = 10_000
MAX_NOTES = 50


class AnswerRaised(Exception):
    """The answer raised an exception; `report` is what the responder says of it."""

    def __init__(self, report):
        self.report = report
        self.not_written = report["not_written"]
        line = f" in the line `{shown(report['line'], 200)}`" if report["line"] else ""
        name = report["type"] if report["type"].isidentifier() else "an exception"
        parts = shown(name, 100), shown(report["message"])
        super().__init__(": ".join(part for part in parts if part) + line)

    @property
    def kind(self):
        """Its type and message without numbers: what other inputs would not change."""
        return f"{self.report['type']}: {re.sub('[0-9]+', '', self.report['message'])}"

    @property
    def misfits(self):
        """Whether the call itself failed: its arguments do not fit the answer's parameters."""
        at_the_call = self.report["type"] == "TypeError" and not self.report["line"]
        return at_the_call and "argument" in self.report["message"]

    def refuses(self, names):
        """Whether the answer has no parameter of one of these names, and which."""
        words = "unexpected keyword argument '{}'"
        found = [n for n in names if words.format(n) in self.report["message"]]
        return found if self.misfits else []


class Student:
    """Call an answer and get plain data back; take note of how it behaved.

    Parameters
    ----------
    responder : object with a method `ask`
        A `grader.remote.responder.Responder` in this process, or a
        `grader.remote.process.Process` that stands before one in another.
    target : str or int
        Name of the answer there, or number of an object that an answer returned.
    notes : Notes, optional
        Where to take note; a new one by default.
    words : str
        What it is, for a message.
    type_name : str
        Name of its class.
    is_model : bool
        Whether it is a Keras model.
    call : grader.calls.Call, optional
        How the exercise's function is called; without it, parameters of other names are not
        understood.

    Examples
    --------
    A check calls ``student(x, rate=0.3, rng=rng)`` as if it were the function itself. An object
    that is not plain data stays where it is and can be asked in the same way: its methods are
    attributes to call, ``member(name)`` reads one.
    """

    def __init__(self, responder, target, notes=None, words="a function", call=None, type_name=""):
        self._responder = responder
        self._target = target
        self._call = call
        self.notes = notes or Notes()
        self.words = words
        self.type_name = type_name
        self.is_model = type_name == KERAS_MODEL

    def __call__(self, *args, **kwargs):
        if self._call is None:
            return self._ask(None, True, args, kwargs)
        self.notes.call = functools.partial(self._call.words, args, kwargs)
        if self.notes.renamed:
            args, kwargs = self._call.by_position(args, kwargs), {}
        try:
            return self._ask(None, True, args, kwargs)
        except AnswerRaised as error:
            refused = error.refuses(kwargs)
            if not refused:
                raise
            return self._once_more(args, kwargs, refused, error)

    def _once_more(self, args, kwargs, refused, error):
        """The same call by position, for an answer whose parameters have other names."""
        try:
            value = self._ask(None, True, self._call.by_position(args, kwargs), {})
        except AnswerRaised as second:
            raise (error if second.misfits else second) from None
        self.notes.renamed = True
        names = ", ".join(f"`{name}`" for name in refused)
        self.notes.slip(
            f"Expected a parameter named {names}; your function calls it something else. Name its "
            f"parameters as the exercise does: ({self._call.signature})."
        )
        return value

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return lambda *args, **kwargs: self._ask(name, True, args, kwargs)

    def member(self, name):
        """Read an attribute of the object."""
        return self._ask(name, False, (), {})

    def at(self, number, words="an object", type_name=""):
        """The object that stays under this number where the answer lives."""
        return Student(self._responder, number, self.notes, words, type_name=type_name)

    def called(self, call):
        """The same answer, with fresh notes, and what is known of how it is to be called."""
        return Student(self._responder, self._target, words=self.words, call=call)

    def _ask(self, member, call, args, kwargs):
        request = {"target": self._target, "member": member, "call": call}
        reply = self._responder.ask(request | {"args": args, "kwargs": kwargs})
        draws = any(isinstance(v, np.random.Generator) for v in (*args, *kwargs.values()))
        self.notes.take(reply, draws)
        if "error" in reply:
            raise AnswerRaised(reply["error"])
        value = reply["value"]
        if isinstance(value, Handle):
            return self.at(value.number, describe(value), value.type_name)
        return value


def _joined(known, texts):
    """Those that are known and the new ones among `texts`, not too many."""
    return list(dict.fromkeys([*known, *(shown(text) for text in texts)]))[:MAX_NOTES]


GLOBAL_DRAWS = (
    "Your function draws from a global generator, so nobody can repeat what it did: draw from the "
    "`rng` that is handed in instead."
)


class Notes:
    """What an answer did beside returning a value, over all calls of one check.

    Its attribute `call` puts the last call of the exercise's function into words when it is asked.
    """

    def __init__(self):
        self.printed = ""
        self.warned = []
        self.changed = []
        self.global_draws = False
        self.slips = []
        self.renamed = False
        self.call = str

    def slip(self, sentence):
        """Take note, once, of a form that differs from what the exercise asks for."""
        if sentence not in self.slips:
            self.slips.append(sentence)

    def take(self, reply, draws):
        """Add what one reply reports; global draws count only where a generator was passed."""
        if reply["printed"]:
            self.printed = (self.printed + shown(reply["printed"], MAX_PRINTED))[:MAX_PRINTED]
        if reply["warned"]:
            self.warned = _joined(self.warned, reply["warned"])
        if reply["changed"]:
            self.changed = _joined(self.changed, reply["changed"])
        self.global_draws |= draws and reply["global_draws"]

    def breaches(self):
        """Sentences about habits that no answer may have, whatever it returns."""
        sentences = list(self.slips)
        if self.changed:
            names = " and ".join(f"`{name}`" for name in self.changed)
            one = len(self.changed) == 1
            sentences.append(
                f"Your function changes its argument{'' if one else 's'} {names}, which its caller "
                f"still needs: work on {'a copy' if one else 'copies'} instead."
            )
        if self.global_draws:
            sentences.append(GLOBAL_DRAWS)
        return sentences


def local(function, around=contextlib.nullcontext):
    """The answer `function`, which lives in this process.

    Parameters
    ----------
    function : callable
    around : callable, optional
        Makes a context in which each call of it runs.
    """
    return Student(Responder({"answer": function}, around), "answer")


def unwatched(function):
    """One of the course's own answers, of which only what it returns and changes is of interest."""
    return Student(Unwatched({"answer": function}), "answer")
