"""The core of a lesson that has a deep dive: no more than fits into ninety minutes."""

import re
from itertools import takewhile
from pathlib import Path

import jupytext
import pytest

from grader.lab.quiz import quiz

WORDS, LINES, MINUTES, QUIZZES = 3000, 12, 90, 8
HEADING = "## Deep dive"
SOURCES = sorted((Path(__file__).parents[2] / "solutions").glob("*/*.py"))
LESSONS = [path for path in SOURCES if f"# {HEADING}\n" in path.read_text(encoding="utf-8")]


@pytest.fixture(params=LESSONS, ids=lambda path: path.stem)
def core(request):
    """The cells before the deep dive that a student reads."""
    cells = takewhile(
        lambda c: not c.source.startswith(HEADING), jupytext.read(request.param).cells
    )
    return [c for c in cells if "for-maintainers" not in c.metadata.get("tags", ())]


def asked(cells):
    """The quizzes of some cells."""
    code = "\n".join(cell.source for cell in cells if cell.cell_type == "code")
    return [quiz(name) for name in re.findall(r'quiz\("(\w+)"\)', code)]


def is_answer(cell):
    """Whether a cell is the student's to fill in."""
    return cell.metadata.get("nbgrader", {}).get("solution", False)


def test_it_is_short_enough(core):
    """Does the text, quizzes included, stay within its number of words?"""
    texts = [c.source for c in core if c.cell_type == "markdown" and not is_answer(c)]
    for question in asked(core):
        texts.append(question.question)
        texts += [part for o in question.options for part in (o.text, o.explanation)]
    assert sum(len(text.split()) for text in texts) <= WORDS


def test_it_asks_as_often_as_it_should(core):
    """Are there some quizzes, and not too many?"""
    assert 6 <= len(asked(core)) <= QUIZZES


def test_no_given_cell_is_a_wall_of_code(core):
    """Is each cell that is shown and given short?"""
    given = [c for c in core if c.cell_type == "code" and not is_answer(c)]
    shown = [c for c in given if "hidden-code" not in c.metadata.get("tags", ())]
    assert max(len(cell.source.splitlines()) for cell in shown) <= LINES


def test_the_minutes_at_the_headings_are_those_of_the_core(core):
    """Has each section its minutes, and do they add up?"""
    text = "\n".join(c.source for c in core if c.cell_type == "markdown")
    headings = re.findall(r"^## (.+)$", text, re.MULTILINE)
    minutes = [re.search(r"\((\d+) min\)$", heading) for heading in headings]
    assert all(minutes), headings
    assert sum(int(found[1]) for found in minutes) <= MINUTES
