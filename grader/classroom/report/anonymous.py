"""Answers as they may be shown to a class: nobody's name is in them."""

import builtins
import io
import keyword
import re
import tokenize

import numpy as np

from grader.classroom.report.names import Names, composed
from grader.classroom.text import printable
from grader.nbgrader_plugin.marks import Person

HIDDEN = "[name]"
WORDS = frozenset([*keyword.kwlist, *dir(builtins), *dir(np)])
"""Words of Python and NumPy, which tell of nobody where they stand in code."""

LINES, LETTERS = 40, 160


class Anonymous:
    """Shows answers without names.

    Parameters
    ----------
    people : list of grader.nbgrader_plugin.marks.Person
        Of the class.
    """

    def __init__(self, people):
        self._people = {person.id: person for person in people}
        self._anybody = Names(people)

    def show(self, answer):
        """The text of an answer, without comments, names of the class and what is too long.

        Comments go, as students sign there. Everybody's name goes from texts in quotes, and the
        student's own from identifiers, too.

        Parameters
        ----------
        answer : grader.classroom.report.lesson.Answer

        Returns
        -------
        str
        """
        own = Names([self._people.get(answer.student, Person(answer.student))])
        text = self._without_names(composed(answer.text), own)
        lines = [printable(line, LETTERS) for line in text.splitlines()]
        lines = [line.rstrip() for line in lines]
        lines = [line for line in lines if line]
        return "\n".join(lines[:LINES] + (["..."] if len(lines) > LINES else []))

    def _without_names(self, text, own):
        """Code without comments and names; of what is no Python, a guess."""
        lines = text.splitlines(keepends=True)
        try:
            tokens = list(tokenize.generate_tokens(io.StringIO(text).readline))
        except (tokenize.TokenError, SyntaxError, ValueError):
            return "".join(self._quoted(re.sub(r"#.*", "", line), own) for line in lines)
        for token in reversed(tokens):
            if token.type == tokenize.COMMENT:
                _replace(lines, token, "")
            elif token.type == tokenize.STRING or "FSTRING" in _kind(token):
                _replace(lines, token, self._quoted(token.string, own))
            elif token.type == tokenize.NAME and token.string not in WORDS:
                _replace(lines, token, own.hide(token.string, HIDDEN))
        return "".join(lines)

    def _quoted(self, text, own):
        """A text without anybody's name."""
        return self._anybody.hide(own.hide(text, HIDDEN, short=True), HIDDEN)


def _kind(token):
    return tokenize.tok_name[token.type]


def _replace(lines, token, kept):
    (first, start), (last, end) = token.start, token.end
    if kept == token.string:
        return
    whole = lines[first - 1][:start] + kept + lines[last - 1][end:]
    lines[first - 1 : last] = whole.splitlines(keepends=True)
