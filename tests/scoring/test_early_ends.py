"""Cells that end above what is needed of them, mostly by what only the student's machine has."""

import pytest
from nbformat.v4 import new_output

from grader.scoring.early_ends import early_end, unwrapped, without_errors
from grader.scoring.students_cells import StudentsCells, needed_names


def error(line, name="ModuleNotFoundError", value="No module named 'seaborn'"):
    """The output of a cell that ended in a line, as IPython has it."""
    frame = f"\x1b[31mCell In[3]\x1b[39m\x1b[32m, line {line}\x1b[39m\n----> {line} ..."
    return [new_output("error", ename=name, evalue=value, traceback=["-----", frame])]


USAGE = "UsageError: Line magic function `%tensorflow_version` not found.\n"


@pytest.mark.parametrize(
    ("source", "line", "left_out", "below"),
    [
        ("import seaborn\nTWO = 2", 1, "import seaborn", "#\nTWO = 2"),
        (
            "# mine\n\nimport os\nfrom a.b import (\n    c,\n)\nTWO = 2",
            4,
            "from a.b import (\n    c,\n)",
            "#\n#\n#\n#\n#\n#\nTWO = 2",
        ),
        ("%matplotlib widget\nTWO = 2", 1, "%matplotlib widget", "#\nTWO = 2"),
        ("\n\n%load_ext nothing\nTWO = 2", 1, "%load_ext nothing", "#\n#\n#\nTWO = 2"),
        ("import s; import TWO", 1, "import s; import TWO", "import TWO"),
        ("#\nimport a; import s; import TWO\nx = 1", 2, None, "#\nimport s; import TWO\nx = 1"),
        ("import os; os.chdir('x')\nTWO = 2", 1, "import os; os.chdir('x')", "#\nTWO = 2"),
        ("ONE = input()\ndef TWO(): pass", 1, "ONE = input()", "#\ndef TWO(): pass"),
        ("def one(): TWO\ng()\nTWO = 2", 2, "g()", "#\n#\nTWO = 2"),
        ("@missing\ndef one(): pass\nTWO = 2", 1, "@missing\ndef one(): pass", "#\n#\nTWO = 2"),
        ("raise KeyError\nTWO = 2", 1, "raise KeyError", "#\nTWO = 2"),
        ("!pip a \\\n  b\nimport s\nTWO = 2", 3, "import s", "#\n#\n#\nTWO = 2"),
        ("if 1:\n    !pip\n    import s\nTWO = 2", 3, None, "#\n#\n#\nTWO = 2"),
    ],
)
def test_what_ended_it_is_left_out(source, line, left_out, below):
    """Does the rest stay, at its lines, and nothing that has run already?"""
    found = early_end(source, error(line), {"TWO"})
    assert found.below == below
    assert left_out in (found.line, None)


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("TWO = 2\nx = 1 / 0", 2),
        ("def TWO():\n    return 2\nassert TWO() == 3\nx = 1", 3),
        ("def TWO():\n    return 2\nassert TWO() == 3\ndef TWO(): pass", 3),
        ("print(1)", 1),
        ("import os", 7),
        ("", 1),
    ],
)
def test_a_cell_that_lacks_nothing_is_left_alone(source, line):
    """Does nothing below an error replace what is defined above it?"""
    assert early_end(source, error(line), {"TWO"}) is None


@pytest.mark.parametrize(
    ("source", "outputs"),
    [
        ("import time; time.sleep(99)\nTWO = 2", error(1, "KeyboardInterrupt", "")),
        ("raise NotImplementedError\nTWO = 2", error(1, "NotImplementedError")),
        ("import sys; sys.exit()\nTWO = 2", [new_output("error", ename="SystemExit", evalue="")]),
        ("import os (\nTWO = 2", error(1, "SyntaxError")),
        ("TWO = open('data')", error(1)),
    ],
)
def test_one_that_cannot_go_on_is_told_of(source, outputs):
    """Is it said what is missing where time is up, no line is known, or nothing is below?"""
    found = early_end(source, outputs, {"TWO"})
    assert (found.below, found.lacking) == (None, ["TWO"])


def test_a_magic_that_is_not_there_says_so_on_standard_error():
    """Is it the one that IPython names?"""
    source = "%matplotlib inline\n%tensorflow_version 2.x\nTWO = 2"
    outputs = [new_output("stream", name="stderr", text=USAGE)]
    found = early_end(source, outputs, {"TWO"})
    assert found.below == "#\n#\nTWO = 2"
    assert "tensorflow_version" in found.reason
    assert without_errors(outputs) == []


def test_a_first_line_that_hides_errors_is_taken_off():
    """Are the lines of an error those of the cell?"""
    assert unwrapped("\n%%capture out\n%%time\nTWO = 2") == "\n#\n#\nTWO = 2"
    assert unwrapped("!pip a \\\n  b \\\n  c\nTWO = 2") == "!pip a   b   c\n#\n#\nTWO = 2"
    assert unwrapped("%%timeit\nTWO = 2") == "%%timeit\nTWO = 2"


class Executor:
    """Ends cells that hold certain words, and notes what was run."""

    class settings:  # noqa: N801
        cell, own = 60.0, 0.0

    def __init__(self):
        self.ran = []

    def run(self, source, seconds):
        self.ran.append(source)
        lines = source.split("\n")
        bad = next((n for n, line in enumerate(lines, 1) if "missing" in line), None)
        return error(bad) if bad else []


def test_own_cells_are_not_run_when_their_time_is_up_unless_an_answer_needs_them():
    """Does the helper run, and is the other one told of?"""
    executor = Executor()
    cells = StudentsCells(executor, {"TWO"})
    assert "Not run" in cells.run_own("x = train()")[0].text
    cells.run_own("import missing\nTWO = 2")
    assert executor.ran == ["import missing\nTWO = 2", "#\nTWO = 2"]
    told = zip(("in all", "`import missing`"), cells.remarks, strict=True)
    assert all(words in said for words, said in told)


@pytest.mark.parametrize("text", ["x = 1\nTWO = missing", "%run missing.ipynb"])
def test_it_is_told_what_may_be_missing(text):
    """Is an answer named whose cell ended early, also where it was to come from a file?"""
    cells = StudentsCells(Executor(), {"TWO"})
    cells.run(text, {"TWO", "ONE"})
    (said,) = cells.remarks
    assert "may be missing: TWO." in said


def test_a_helper_is_told_of_that_may_be_missing():
    """Is it named, and nothing that nobody needs?"""
    cells = StudentsCells(Executor(), {"TWO"})
    cells.run_own("x = 1\nTWO = missing")
    (said,) = cells.remarks
    assert "may be missing: TWO." in said


def test_many_missing_imports_are_left_out():
    """Does an answer come below a long list of them, and is what stands above run once?"""
    executor = Executor()
    heads = [f"import missing_{n}" for n in range(12)]
    source = "\n".join(["count = 1", *heads, "TWO = 2"])
    StudentsCells(executor, {"TWO"}).run(source, {"TWO"})
    assert executor.ran[-1] == "#\n" * 13 + "TWO = 2"
    assert sum("count" in each for each in executor.ran) == 1


def test_what_is_needed_is_found_through_own_cells():
    """Is what a helper uses needed, too, and nothing else?"""
    cells = {0: "ONE = 1", 1: "def two():\n    return ONE + 1", 2: "z = 3", 3: "f = two"}
    assert {"two", "ONE"} <= needed_names(cells, {0, 1, 2})
    assert "z" not in needed_names(cells, {0, 1, 2})
