"""What a new source holds: its first cells, and an example of each kind of question."""

import ast
import inspect
import textwrap

from nbformat.v4 import new_code_cell, new_markdown_cell

from grader.build.regions import BEGIN, END

INTRODUCTION = """\
# {title}

Put each answer in place of the line that raises `NotImplementedError`, run the cell, and run the
check below it. Questions in words are answered in the cell below them."""

QUESTION = """\
**Answer.**

### BEGIN SOLUTION
A model answer, in two or three sentences.

Rubric: one point for the reason, one for an example.
### END SOLUTION"""

ANSWER = '''\
def double(x):
    """Return twice x."""
    ### BEGIN SOLUTION
    return 2 * x
    ### END SOLUTION'''

TESTS = """\
assert double(3) == 6
### BEGIN HIDDEN TESTS
assert double(-1) == -2
### END HIDDEN TESTS"""


def introduction(title):
    """The first cell."""
    return new_markdown_cell(INTRODUCTION.format(title=title))


def examples():
    """A function with tests of its own, and a question in words."""
    return [
        new_markdown_cell(
            "## A function\n\nWrite `double(x)`. (Tests of your own, some of them hidden; "
            "`course new NAME --from dropout_forward` takes an exercise of the course instead.)"
        ),
        new_code_cell(ANSWER, metadata=_marked("double", solution=True)),
        new_code_cell(TESTS, metadata=_marked("double_test", grade=True, locked=True, points=2)),
        new_markdown_cell(
            "## In your own words\n\nWhy does a model that is larger not always do better?"
        ),
        new_markdown_cell(
            QUESTION, metadata=_marked("in_words", solution=True, grade=True, points=2)
        ),
    ]


def of_exercises(exercises):
    """Cells for a new lesson of the course: an answer and a check for each of its exercises.

    Parameters
    ----------
    exercises : list of grader.exercise.Exercise

    Returns
    -------
    list of NotebookNode
    """
    names = "import numpy as np\n\nfrom grader import check, hint, solution"
    cells = [new_code_cell(names)]
    for each in exercises:
        text = f"## {each.id}\n\nSay here what is to be written, and why."
        points = 0 if each.optional else each.points
        check = f"display(check({each.id}))" if each.optional else f"check({each.id})"
        marked = _marked(f"{each.id}_check", grade=True, locked=True, points=points)
        cells += [
            new_markdown_cell(text),
            new_code_cell(_answer(each.reference), metadata=_marked(each.id, solution=True)),
            new_code_cell(check, metadata=marked),
        ]
    return cells


def _answer(reference):
    """The text of a reference, marked below its docstring as what students do not get."""
    source = textwrap.dedent(inspect.getsource(reference))
    (definition,) = ast.parse(source).body
    first = definition.body[1 if ast.get_docstring(definition) else 0]
    lines = source.splitlines()
    above, below = lines[: first.lineno - 1], lines[first.lineno - 1 :]
    indent = " " * first.col_offset
    return "\n".join([*above, f"{indent}### {BEGIN}", *below, f"{indent}### {END}"])


def _marked(grade_id, **given):
    marks = {"grade": False, "locked": False, "schema_version": 3, "solution": False, "task": False}
    return {"nbgrader": {"grade_id": grade_id, **marks, **given}}
