"""Answers that are the course's own: imported from it, or pasted."""

import ast
import functools
import inspect
import re
import textwrap
from collections import Counter
from dataclasses import dataclass

from grader.classroom.report.shape import shape

IMPORTED = re.compile(
    r"\bgrader\s*\.\s*(?:reference|exercises)\b|\bgetsource\b"
    r"|\bfrom\s+grader\s+import\b[(\w\s,\\]*\b(?:reference|exercises)\b"
)
ALIAS = re.compile(r"^from\s+grader\.reference\s+import\s+\w+\s+as\s+(\w+)", re.MULTILINE)
IMPORTS = "imports or calls the course's own answers"
USUAL = "reference"
"""What the lessons call the module with their own answers."""

REFUSED = "is not there while a class is graded"

SAME = 0.9
"""Share of the pieces that a pasted answer has in common with what was pasted."""

OWN_NAMES = 3
"""Names that both chose for themselves; fewer may be the same by chance."""

STATEMENT = re.compile(r"(?:\w*Assign|If|For|While|With|Try|Expr|Return|Assert|Raise|Delete)\(")
"""How the piece of a statement begins that computes something."""

UNUSUAL = 6
"""Statements in common that no other right answer has: whatever their names are, that is no chance.
A model of Keras' layers, which an exercise prescribes layer by layer, has fewer."""

SENTENCE = 25
"""Letters of a comment or docstring that nobody writes twice."""


@dataclass(frozen=True)
class Borrowed:
    """A student's answers that are the course's, and by what that is seen."""

    student: str
    how: str
    exercises: tuple


class Sources:
    """The course's own answers to one exercise.

    Parameters
    ----------
    exercise : grader.exercise.Exercise or None
    solution, stub : str
        The lesson's own answer, and what students found in its place.
    aliases : set of str
        Names under which the lesson's cells import the references.
    """

    def __init__(self, exercise, solution, stub, aliases=frozenset()):
        solution = "\n".join(line for line in solution.splitlines() if "### " not in line)
        found = {"the lesson's own answer": solution, "the course's reference": _source(exercise)}
        self.texts = {name: text for name, text in found.items() if text.strip()}
        self._stub, self._aliases = stub, aliases
        self._imports = any(self._calls(text) for text in self.texts.values())
        self._known = {name: _fingerprint(text, stub) for name, text in self.texts.items()}
        self._usual = _usual(exercise, stub)

    @property
    def given(self):
        """All these texts, with what students found."""
        return (*self.texts.values(), self._stub)

    def how(self, text, message=""):
        """How an answer is the course's, in words; None where it is not.

        Parameters
        ----------
        text : str
        message : str, optional
            What the verdict says.
        """
        if REFUSED in message or (self._calls(text) and not self._imports):
            return IMPORTS
        answer = _fingerprint(text, self._stub)
        for name, known in self._known.items():
            if _is_pasted(answer, known, self._usual):
                return f"is {name}, nearly to the letter"
        return None

    def _calls(self, text):
        return imports(text, self._aliases)


def imports(text, names=()):
    """Whether a text imports the course's own answers, or uses them by one of these names.

    A name that the text gives to something of its own is no sign.
    """
    named = [name for name in {*names, USUAL} if name in text]
    if not named and not any(word in text for word in ("grader", "getsource")):
        return False
    code = re.sub(r"#.*", "", text)
    foreign = set(named) - shape(text).names
    called = (rf"\b{re.escape(name)}\s*\.\s*\w" for name in foreign)
    return bool(IMPORTED.search(code)) or any(re.search(each, code) for each in called)


def aliases(texts):
    """Names under which a lesson's cells import the references."""
    return {name for text in texts for name in ALIAS.findall(text)}


def _source(exercise):
    return _text(exercise.reference) if exercise else ""


def _text(written):
    """The text of a function or class; nothing of what has none."""
    try:
        return textwrap.dedent(inspect.getsource(written))
    except (OSError, TypeError):
        return ""


def _usual(exercise, stub):
    """Pieces that say nothing: of what students found, and of right answers of other people."""
    others = map(_text, exercise.alternatives if exercise else ())
    return {piece for text in (stub, *others) for piece in shape(text).pieces}


def _fingerprint(text, stub):
    """Pieces of a text, names that it chose, and sentences that it has and the stub has not."""
    found = shape(text)
    names = (found.names | _imported_inside(text)) - shape(stub).names - _imported_inside(stub)
    names = {name for name in names if len(name) > 2}
    return Counter(found.pieces), names, _sentences(text) - _sentences(stub)


@functools.lru_cache(1000)
def _imported_inside(text):
    """What a text imports within a function, where few would."""
    if "import" not in text:
        return set()
    try:
        nodes = list(ast.walk(ast.parse(text)))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return set()
    inside = (each for node in nodes if type(node) is ast.FunctionDef for each in ast.walk(node))
    found = (each for each in inside if isinstance(each, ast.Import | ast.ImportFrom))
    return {alias.asname or alias.name for each in found for alias in each.names}


@functools.lru_cache(1000)
def _sentences(text):
    lines = (" ".join(line.split()) for line in text.splitlines())
    prose = (line.partition("#")[2].strip() if "#" in line else line for line in lines)
    return {line for line in prose if len(line) >= SENTENCE and _is_prose(line)}


def _is_prose(line):
    if re.match(r"(?:from\s+[\w.]+\s+)?import\s", line):
        return False
    return len(re.findall(r"\b[A-Za-z]{2,}\b", line)) >= 4 and not re.search(r"[=()\[\]{}]", line)


def _is_pasted(answer, known, usual):
    (pieces_there, names, sentences), (pieces_known, names_known, sentences_known) = answer, known
    size, common = pieces_there.total() + pieces_known.total(), pieces_there & pieces_known
    if not size or 2 * common.total() < SAME * size:
        return False
    if sentences & sentences_known or len(names & names_known) >= OWN_NAMES:
        return True
    unusual = (n for p, n in common.items() if p not in usual and STATEMENT.match(p))
    return sum(unusual) >= UNUSUAL
