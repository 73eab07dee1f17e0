"""Finds people's names in a text: in either order, without blanks, and within identifiers."""

import itertools
import re
import unicodedata

SHORTEST = 3
"""Letters of a name from which on it is taken for one wherever it stands."""

PAIR, JOINED = 4, 6
"""Letters that first and last name have together: as two words, and as one."""

LONGEST = 12
"""Words that a name has at most."""

SIGNS = (
    "\u0e00-\u0eff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
"""Scripts that put no blank between words: each sign is a word here, and two are a name."""

UNSPACED = re.compile(rf"[{SIGNS}]{{2,}}")
WORD = re.compile(rf"[{SIGNS}]|[^\W\d_{SIGNS}]+|\d+")
GAP = re.compile(r"[^\r\n()\[\]{}\"=+*/%<>:;|&^~\\#]{0,3}")
"""What may stand between the words of a name."""


class Names:
    """The names of some people.

    Parameters
    ----------
    people : list of grader.nbgrader_plugin.marks.Person
    """

    def __init__(self, people):
        self._names = {name for person in people for name in _told(person)}
        parts = (part for person in people for part in _split(person.name))
        self._short = {part for part in parts if len(part) == SHORTEST - 1}

    def hide(self, text, hidden, short=False):
        """Put something in the place of each name.

        Parameters
        ----------
        text : str
            As `composed` has it.
        hidden : str
        short : bool, optional
            Whether names of two letters go, too, where they stand as the roster has them.
        """
        words, kept, done, place = list(_words(text)), [], 0, 0
        while place < len(words):
            count = self._found(text, words[place : place + LONGEST])
            start, end = words[place][0], words[place + max(count, 1) - 1][1]
            if count or (short and text[start:end] in self._short and _alone(text, start, end)):
                kept += [text[done:start], hidden]
                done = end
            place += max(count, 1)
        return "".join([*kept, text[done:]])

    def _found(self, text, words):
        """How many of these words are a name, from the first one on."""
        for count in range(len(words), 0, -1):
            start, end = words[0][0], words[count - 1][1]
            tried, one = tuple(word for _, _, word in words[:count]), text[start:end].casefold()
            if count > 1 and tried in self._names and _together(text, words[:count]):
                return count
            # A number is part of many.
            if (one,) in self._names and (not one.isdigit() or _alone(text, start, end)):
                return count
        return 0


def _told(person):
    """All that a person is called, each as its words in order, in small letters."""
    first, last = _split(person.first_name), _split(person.last_name)
    orders = (first + last, last + first, first[:1] + last[-1:], last[-1:] + first[:1])
    for whole in {" ".join(order) for order in orders}:
        letters = whole.replace(" ", "")
        if len(letters) >= PAIR or UNSPACED.fullmatch(letters):
            yield from _spelled(whole, JOINED)
    parts = {*first, *last, composed(person.id), composed(person.email)}
    for part in parts.union(*(re.split(r"[-_.,'’()]", part) for part in (*first, *last))):
        if len(part) >= SHORTEST or UNSPACED.fullmatch(part):
            yield from _spelled(part, SHORTEST)


def _spelled(name, joined):
    """A name's words, and all of them as one where that has so many letters."""
    words = tuple(word for _, _, word in _words(name))
    if len(words) > 1:
        yield words
    if len("".join(words)) >= joined:
        yield ("".join(words),)


def _split(name):
    return composed(name).split()


def composed(text):
    """The text with each letter and its accents as one sign, as far as there is one."""
    return unicodedata.normalize("NFC", text)


def _together(text, words):
    """Whether nothing of importance stands between words of a text."""
    pairs = itertools.pairwise(words)
    return all(GAP.fullmatch(text[before[1] : after[0]]) for before, after in pairs)


def _alone(text, start, end):
    """Whether no letter or digit stands beside a part of a text."""
    around = text[max(start - 1, 0) : start] + text[end : end + 1]
    return not re.search(r"\w", around)


def _words(text):
    """Start, end and small letters of each word; `myMask` and `RGBMask` are two each."""
    for found in WORD.finditer(text):
        start = found.start()
        for part in _humps(found[0]):
            yield start, start + len(part), part.casefold()
            start += len(part)


def _humps(run):
    """The words of a run of letters, by its capital ones."""
    cuts = [
        n
        for n in range(1, 0 if run.islower() else len(run))
        if run[n].isupper()
        and (run[n - 1].islower() or (run[n - 1].isupper() and run[n + 1 : n + 2].islower()))
    ]
    return [run[a:b] for a, b in zip([0, *cuts], [*cuts, len(run)], strict=True)]
