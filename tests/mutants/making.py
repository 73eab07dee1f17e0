"""The mutants of an exercise: each answer's code with one change."""

import ast
import functools
import warnings
from collections import Counter
from dataclasses import dataclass

from mutants.look import Look
from mutants.operators import changed
from mutants.sources import Answer, Part, answers

LONGEST = 100
"""Characters of a line that an id shows as a whole."""
AROUND = 30
"""Characters that it shows to both sides of a change in a longer one."""


@dataclass(frozen=True)
class Mutant:
    """An answer with one change.

    Parameters
    ----------
    exercise_id : str
    id : str
        Names it among the exercise's: ``answer | operator | old line -> new line``, where the
        helper that is changed follows the answer after ``>``.
    answer : mutants.sources.Answer
    part : mutants.sources.Part
        The one that is changed, as it is now.
    """

    exercise_id: str
    id: str
    answer: Answer
    part: Part

    def build(self):
        """The callable; its module's code may raise."""
        return self.answer.build(self.part)


def mutants(exercise):
    """All mutants of an exercise, always in the same order, and what could not be changed.

    Parameters
    ----------
    exercise : grader.exercise.Exercise

    Returns
    -------
    list of Mutant
    skipped : list of str
        Names of answers.
    """
    found, skipped = answers(exercise)
    made, count = [], Counter()
    for answer in found:
        for part in reversed(answer.parts):
            place = answer.name if part is answer.parts[-1] else f"{answer.name} > {part.name}"
            for words, new in _changes(part):
                name = f"{place} | {words}"
                count[name] += 1
                number = f" ({count[name]})" if count[name] > 1 else ""
                made.append(Mutant(exercise.id, name + number, answer, new))
    return made, skipped


@functools.cache
def _changes(part):
    """What is changed, and the changed part, for each code that no other change gives."""
    before, found = normal(part.source), []
    seen = {before}
    for operator, source in changed(Look(part.source)):
        after = normal(source)
        if after is not None and after not in seen:
            seen.add(after)
            found.append((f"{operator} | {difference(before, after)}", Part(part.name, source)))
    return found


def normal(source):
    """The code as Python writes it, one statement a line; None where it is none.

    It has no comments and no parentheses that change nothing.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            tree = ast.parse(source)
            compile(tree, "", "exec")
        except (SyntaxError, ValueError):
            return None
    return ast.unparse(tree)


def difference(before, after):
    """The lines that differ, as ``old -> new``; of long ones the part that differs."""
    old, new = before.splitlines(), after.splitlines()
    while old and new and old[-1] == new[-1]:
        old, new = old[:-1], new[:-1]
    while old and new and old[0] == new[0]:
        old, new = old[1:], new[1:]
    old, new = ("; ".join(line.strip() for line in lines) for lines in (old, new))
    return "{} -> {}".format(*_shortened(old, new))


def _shortened(old, new):
    """Two lines without what is alike at both ends, except for a few characters."""
    if max(len(old), len(new)) <= LONGEST:
        return old, new
    start = next((i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), None)
    start = min(len(old), len(new)) if start is None else start
    pairs = zip(old[start:][::-1], new[start:][::-1], strict=False)
    end = next((i for i, (a, b) in enumerate(pairs) if a != b), None)
    end = min(len(old), len(new)) - start if end is None else end
    return _cut(old, start, end), _cut(new, start, end)


def _cut(line, start, end):
    """The line from a little before its `start` to a little before its `end`."""
    first, last = max(0, start - AROUND), len(line) - max(0, end - AROUND)
    before = "... " if first > 0 else ""
    after = " ..." if last < len(line) else ""
    return f"{before}{line[first:last].strip()}{after}"
