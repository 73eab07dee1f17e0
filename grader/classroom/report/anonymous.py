"""Answers as they may be shown to a class: nobody's name is in them."""

import io
import re
import tokenize

from grader.classroom.text import printable

HIDDEN = "[name]"
SHORTEST = 3
"""Letters of a name from which on it is taken for one wherever it stands in an answer."""

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
        self._anybody = _pattern({name for each in people for name in _names(each)})

    def show(self, answer):
        """The text of an answer, without comments, names of the class and what is too long.

        Comments go, as students sign there. Everybody's name goes from texts in quotes, and from
        the whole answer the student's own.

        Parameters
        ----------
        answer : grader.classroom.report.lesson.Answer

        Returns
        -------
        str
        """
        text = _without_comments(answer.text, self._anybody)
        person = self._people.get(answer.student)
        own = _pattern({*(_names(person) if person else ()), answer.student})
        lines = [printable(line, LETTERS) for line in own.sub(HIDDEN, text).splitlines()]
        lines = [line.rstrip() for line in lines]
        lines = [line for line in lines if line]
        return "\n".join(lines[:LINES] + (["..."] if len(lines) > LINES else []))


def _names(person):
    told = f"{person.first_name} {person.last_name}"
    return {person.id, person.email, told, *told.split()}


def _pattern(names):
    """What finds these names as whole words, in whatever case."""
    long = sorted((name.strip() for name in names if len(name.strip()) >= SHORTEST), key=len)
    listed = "|".join(re.escape(name) for name in reversed(long))
    return re.compile(rf"(?<!\w)(?:{listed})(?!\w)" if listed else r"(?!)", re.IGNORECASE)


def _without_comments(text, names):
    """Code without comments, and without names in its texts; of what is no Python, a guess."""
    lines = text.splitlines(keepends=True)
    try:
        tokens = list(tokenize.generate_tokens(io.StringIO(text).readline))
    except (tokenize.TokenError, SyntaxError, ValueError):
        return "".join(names.sub(HIDDEN, re.sub(r"#.*", "", line)) for line in lines)
    for token in reversed(tokens):
        if token.type in (tokenize.COMMENT, tokenize.STRING) or "FSTRING" in _kind(token):
            kept = "" if token.type == tokenize.COMMENT else names.sub(HIDDEN, token.string)
            _replace(lines, token, kept)
    return "".join(lines)


def _kind(token):
    return tokenize.tok_name[token.type]


def _replace(lines, token, kept):
    (first, start), (last, end) = token.start, token.end
    if kept == token.string:
        return
    whole = lines[first - 1][:start] + kept + lines[last - 1][end:]
    lines[first - 1 : last] = whole.splitlines(keepends=True)
