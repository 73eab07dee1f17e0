"""An answer as a check sees it: something to call, wherever it lives."""

import numpy as np

from grader.remote.plain import Handle, describe, shown
from grader.remote.responder import Responder

MAX_PRINTED = 10_000
MAX_NOTES = 50


class AnswerRaised(Exception):
    """The answer raised an exception; `report` is what the responder says of it."""

    def __init__(self, report):
        self.report = report
        self.not_written = report["not_written"]
        line = f" (at `{shown(report['line'], 200)}`)" if report["line"] else ""
        parts = shown(report["type"], 100), shown(report["message"])
        what = ": ".join(part for part in parts if part)
        super().__init__(f"{what}{line}")


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

    Examples
    --------
    A check calls ``student(x, rate=0.3, rng=rng)`` as if it were the function itself. An object
    that is not plain data stays where it is and can be asked in the same way: its methods are
    attributes to call, ``member(name)`` reads one.
    """

    def __init__(self, responder, target, notes=None, words="a function"):
        self._responder = responder
        self._target = target
        self.notes = notes or Notes()
        self.words = words

    def __call__(self, *args, **kwargs):
        return self._ask(None, True, args, kwargs)

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return lambda *args, **kwargs: self._ask(name, True, args, kwargs)

    def member(self, name):
        """Read an attribute of the object."""
        return self._ask(name, False, (), {})

    def at(self, number, words="an object"):
        """The object that stays under this number where the answer lives."""
        return Student(self._responder, number, self.notes, words)

    def _ask(self, member, call, args, kwargs):
        request = {"target": self._target, "member": member, "call": call}
        reply = self._responder.ask(request | {"args": args, "kwargs": kwargs})
        draws = any(isinstance(v, np.random.Generator) for v in (*args, *kwargs.values()))
        self.notes.take(reply, draws)
        if "error" in reply:
            raise AnswerRaised(reply["error"])
        value = reply["value"]
        if isinstance(value, Handle):
            return self.at(value.number, describe(value))
        return value


def _joined(known, texts):
    """Those that are known and the new ones among `texts`, not too many."""
    return list(dict.fromkeys([*known, *(shown(text) for text in texts)]))[:MAX_NOTES]


class Notes:
    """What an answer did beside returning a value, over all calls of one check."""

    def __init__(self):
        self.printed = ""
        self.warned = []
        self.changed = []
        self.global_draws = False

    def take(self, reply, draws):
        """Add what one reply reports; global draws count only where a generator was passed."""
        self.printed = (self.printed + shown(reply["printed"], MAX_PRINTED))[:MAX_PRINTED]
        self.warned = _joined(self.warned, reply["warned"])
        self.changed = _joined(self.changed, reply["changed"])
        self.global_draws |= draws and reply["global_draws"]

    def breaches(self):
        """Sentences about habits that no answer may have, whatever it returns."""
        sentences = []
        if self.changed:
            names = ", ".join(f"`{name}`" for name in self.changed)
            sentences.append(f"Your function changes its argument {names}: work on a copy instead.")
        if self.global_draws:
            sentences.append(
                "Your function draws from a global generator: draw from `rng` instead."
            )
        return sentences


def local(function):
    """The answer `function`, which lives in this process."""
    return Student(Responder({"answer": function}), "answer")
