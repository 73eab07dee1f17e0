"""An instructor's notebook in nbgrader's own words: cells of all kinds that it knows."""

from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9aw"
PIXEL += "AAAABJRU5ErkJggg=="

ANSWER = '''\
def double(x):
    """Twice x."""
    ### BEGIN SOLUTION
    return 2 * x
    ### END SOLUTION
'''
OTHER = """\
factor = 1
### BEGIN SOLUTION
factor = 3
### END SOLUTION
offset = 0
### BEGIN SOLUTION
offset = 5
### END SOLUTION
"""

HIDDEN = "### BEGIN HIDDEN TESTS\n{}\n### END HIDDEN TESTS"

TESTS = {
    "one assert": "assert double(3) == 6",
    "several asserts": "assert double(3) == 6\nassert double(0) == 0\nassert double(-1) == -2",
    "with a message": "assert double(-1) == -2, 'negative numbers, too'",
    "hidden": f"assert double(3) == 6\n{HIDDEN.format('assert double(-1) == -2')}",
    "only hidden": HIDDEN.format("assert double(-4) == -8"),
    "hidden in the middle": f"x = 3\n{HIDDEN.format('x = -3')}\nassert double(x) == 2 * x",
    "hidden and indented": (
        "for x in (1, 2):\n    assert double(x) == 2 * x\n"
        "    ### BEGIN HIDDEN TESTS\n    assert double(-x) == -2 * x\n    ### END HIDDEN TESTS"
    ),
    "two hidden regions": f"{HIDDEN.format('assert double(-1) < 0')}\n1\n{HIDDEN.format('None')}",
    "partial credit": "(double(3) == 6) + (double(-1) == -2) * 0.5",
    "partial credit, all of it": "2.0 * (double(3) == 6)",
    "partial credit, none": "0",
    "partial credit, hidden": f"score = 1.0\n{HIDDEN.format('score -= double(-1) > 0')}\nscore",
    "points in a list": "[1.0]",
    "ends with a text": "'passed'",
    "ends with None": "double(3)\nNone",
    "ends with a truth value": "double(3) == 6",
    "prints": "print(double(3))",
    "standard error": "import sys\nprint('note', file=sys.stderr)\nassert double(3) == 6",
    "warns": "import warnings\nwarnings.warn('beware')",
    "raises": "raise ValueError('never passes')",
    "exits": "raise SystemExit(0)",
    "interrupts": "raise KeyboardInterrupt",
    "cannot be parsed": "assert double(3 == 6",
    "asks": "input('who are you?')",
    "expects an error": "try:\n    double()\nexcept TypeError:\n    pass\nelse:\n    assert False",
    "uses unittest": (
        "import unittest\nunittest.TestCase().assertRaises(TypeError, double, None, None)"
    ),
    "uses numpy": "import numpy as np\nnp.testing.assert_allclose(double(np.ones(3)), 2)",
    "reads a file": "assert double(int(open('data.txt').read())) == 42",
    "reads a file below": "import json\nassert json.load(open('more/data.json')) == [double(1)]",
    "writes a file": "open('mine.txt', 'w').write('x')\nassert open('mine.txt').read() == 'x'",
    "looks at a variable": "assert factor == 3",
    "looks at two": "assert (factor, offset) == (3, 5)",
    "uses a read-only cell": "assert helper(double(1)) == 3",
    "defines for later": "later = double(2)\nassert later",
    "uses what was defined": "assert later == 4",
    "shows": "display(double(3))",
    "is asked where it runs": "import os\nassert os.environ['NBGRADER_EXECUTION'] == 'autograde'",
    "catches what is printed": "%%capture said\nprint(double(3))",
    "looks at what was caught": "assert said.stdout == '6\\n'",
    "awaits": "import asyncio\nawait asyncio.sleep(0)\nassert double(1) == 2",
    "is empty": "",
    "is a comment": "# points for nothing",
    "runs a line magic": "%precision 3\nassert double(1) == 2",
}
"""A test's text by its kind."""

POINTS = {"standard error": 1, "several asserts": 0.5, "is empty": 0}

WORDS = """\
### BEGIN SOLUTION
Because two of x are x and x. Rubric: 1 point for "and".
### END SOLUTION
"""
TASK = """\
Draw a picture of double.

### BEGIN MARK SCHEME
1 point for the axes.
### END MARK SCHEME
"""


def mark(name, **given):
    """nbgrader's metadata of a cell."""
    plain = {"grade": False, "solution": False, "locked": False, "task": False, "schema_version": 3}
    return {"nbgrader": plain | {"grade_id": name} | given}


def id_of(kind):
    """nbgrader's id of a test."""
    return "test-" + "".join(c if c.isalnum() else "-" for c in kind)


def stock_notebook():
    """The instructor's notebook."""
    cells = [
        new_markdown_cell("# Doubling", id="title"),
        new_code_cell("import math", id="imports"),
        new_code_cell(
            "def helper(x):\n    return x + 1", id="helper", metadata=mark("helper", locked=True)
        ),
        new_markdown_cell("![](attachment:p.png)", id="note", metadata=mark("note", locked=True)),
        new_code_cell(ANSWER, id="double", metadata=mark("double", solution=True)),
        new_code_cell(OTHER, id="other", metadata=mark("other", solution=True)),
    ]
    cells[3]["attachments"] = {"p.png": {"image/png": PIXEL}}
    for kind, text in TESTS.items():
        name = id_of(kind)
        given = mark(name, grade=True, locked=True, points=POINTS.get(kind, 2))
        cells.append(new_code_cell(text, id=name[:64], metadata=given))
    by_hand = {"grade": True, "solution": True, "points": 3}
    cells += [
        new_markdown_cell(WORDS, id="words", metadata=mark("words", **by_hand)),
        new_markdown_cell("Your answer here", id="free", metadata=mark("free", **by_hand)),
        new_code_cell(
            "### BEGIN SOLUTION\nplot = 1\n### END SOLUTION",
            id="code",
            metadata=mark("code", **by_hand),
        ),
        new_markdown_cell(TASK, id="task", metadata=mark("task", task=True, locked=True, points=4)),
    ]
    python = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return new_notebook(cells=cells, metadata={"kernelspec": python})
