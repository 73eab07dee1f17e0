"""Cells that end in their first lines, by the lines that only the student's machine can run."""

import pytest
from nbformat.v4 import new_output

from grader.scoring.first_lines import mended
from grader.scoring.students_cells import StudentsCells, needed_names


def error(line, name="ModuleNotFoundError", value="No module named 'seaborn'"):
    """The output of a cell that ended in a line, as IPython has it."""
    frame = f"\x1b[31mCell In[3]\x1b[39m\x1b[32m, line {line}\x1b[39m\n----> {line} ..."
    return [new_output("error", ename=name, evalue=value, traceback=["-----", frame])]


USAGE = "UsageError: Line magic function `%tensorflow_version` not found.\n"


@pytest.mark.parametrize(
    ("source", "line", "expected"),
    [
        ("import seaborn\nTWO = 2", 1, "#\nTWO = 2"),
        (
            "# mine\n\nimport os\nfrom a.b import (\n    c,\n)\nTWO = 2",
            4,
            "# mine\n\nimport os\n#\n#\n#\nTWO = 2",
        ),
        ("%matplotlib widget\nTWO = 2", 1, "#\nTWO = 2"),
        ("\n\n%load_ext nothing\nimport os", 1, "\n\n#\nimport os"),
    ],
)
def test_the_line_that_ended_it_is_left_out(source, line, expected):
    """Does all the rest stay, line for line?"""
    assert mended(source, error(line)).source == expected


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("TWO = 2\nimport seaborn", 2),
        ("import os\nx = 1 / 0", 2),
        ("def f():\n    import seaborn\nf()", 3),
        ("print(1)", 1),
        ("import os", 7),
        ("import os (", 1),
        ("", 1),
    ],
)
def test_what_may_not_run_twice_is_left_alone(source, line):
    """Is nothing left out but imports and magics at the top?"""
    assert mended(source, error(line)) is None


def test_a_cell_that_was_stopped_lacks_nothing():
    """Is a line that took too long not taken for one that cannot run?"""
    assert mended("import time; time.sleep(99)", error(1, "KeyboardInterrupt", "")) is None


def test_a_magic_that_is_not_there_says_so_on_standard_error():
    """Is it the one that IPython names?"""
    source = "%matplotlib inline\n%tensorflow_version 2.x\nTWO = 2"
    found = mended(source, [new_output("stream", name="stderr", text=USAGE)])
    assert found.source == "%matplotlib inline\n#\nTWO = 2"
    assert "tensorflow_version" in found.reason


def test_what_uses_only_what_was_left_out_goes_with_it():
    """Is the call of the module that is not there left out as well?"""
    source = "#\ndrive.mount('/content')\nTWO = 2"
    gone = ("from google.colab import drive",)
    assert mended(source, error(2, "NameError"), gone).source == "#\n#\nTWO = 2"
    assert mended(source, error(2, "NameError")) is None


class Executor:
    """Ends cells that hold certain words, and notes what was run."""

    class settings:  # noqa: N801
        cell, own = 60.0, 0.0

    def __init__(self):
        self.ran = []

    def run(self, source, seconds):
        self.ran.append(source)
        lines = source.split("\n")
        bad = next((n for n, line in enumerate(lines, 1) if "seaborn" in line), None)
        return error(bad) if bad else []


def test_own_cells_are_not_run_when_their_time_is_up_unless_an_answer_needs_them():
    """Does the helper run, and is the other one told of?"""
    executor = Executor()
    cells = StudentsCells(executor, {"TWO"})
    assert "Not run" in cells.run_own("x = train()")[0].text
    cells.run_own("import seaborn\nTWO = 2")
    assert executor.ran == ["import seaborn\nTWO = 2", "#\nTWO = 2"]
    told = zip(("in all", "`import seaborn`"), cells.remarks, strict=True)
    assert all(words in said for words, said in told)


def test_it_is_told_what_may_be_missing():
    """Is a helper named whose cell ended early?"""
    cells = StudentsCells(Executor(), {"TWO"})
    cells.run_own("x = 1\nimport seaborn\nTWO = 2")
    (said,) = cells.remarks
    assert "may be missing: TWO." in said


def test_what_is_needed_is_found_through_own_cells():
    """Is what a helper uses needed, too, and nothing else?"""
    cells = {0: "ONE = 1", 1: "def two():\n    return ONE + 1", 2: "z = 3", 3: "f = two"}
    assert {"two", "ONE"} <= needed_names(cells, {0, 1, 2})
    assert "z" not in needed_names(cells, {0, 1, 2})
