"""What sums a class up can be opened, whoever named themselves what."""

import csv
import struct

import pytest
from rich.console import Console

from grader.classroom import chart, spreadsheet, tables
from grader.classroom.by_hand import with_hands
from grader.classroom.results import Result, mistakes, statuses
from grader.nbgrader_plugin.marks import Mark, Standing

PASSED = ("standardize", "passed", 2.0, None)
WRONG = ("standardize", "failed", 0.5, "forgets_to_center")
RESULTS = [
    Result("ada", 2.0, (PASSED,)),
    Result("[red]bob[/red]", 0.5, (WRONG,), ("One cell was moved.", "Another, too.")),
    Result("cem\x1b[2J", 0.5, (WRONG,), reason="It took too long."),
    Result("dan", None, reason="Each worker died."),
]
OTHERS = ["total", "repairs", "reason"]
LATE = Result("eve", 1.0, (PASSED,), penalty=1.0)


@pytest.fixture
def written(tmp_path):
    """The rows of the CSV file, as a spreadsheet reads them."""
    path = tmp_path / "class.csv"

    def write(results):
        spreadsheet.write(path, results)
        with open(path, encoding="utf-8-sig", newline="") as stream:
            return list(csv.reader(stream))

    return write


def text_of(table):
    """A table as it is printed."""
    console = Console(width=120, record=True, file=None, quiet=False)
    with console.capture() as captured:
        console.print(table)
    return captured.get()


def test_csv(written):
    """Has each student a row with exercises, total, repairs and reason?"""
    rows = written(RESULTS)
    assert rows[0] == ["student", "standardize", "late penalty", "by hand", *OTHERS]
    assert rows[1] == ["ada", "2", "", "", "2", "", ""]
    assert rows[2][1:] == ["0.5", "", "", "0.5", "One cell was moved. Another, too.", ""]
    assert rows[4] == ["dan", "", "", "", "", "", "Each worker died."]


def test_a_penalty_explains_the_total(written):
    """Do CSV and table tell why the total is less than the exercises add up to?"""
    assert written([LATE])[1] == ["eve", "2", "1", "", "1", "", ""]
    assert "Late: 1 point taken off." in text_of(tables.students([LATE], 2.0))


def test_what_was_given_by_hand_explains_the_total(written):
    """Do CSV and table name each cell that a person graded, or has to grade?"""
    marks = {
        "standardize_check": Mark(2.0, 0.5, None, 2.0, waits=False),
        "essay": Mark(None, None, None, 3.0, waits=True),
        "plot": Mark(None, 0.0, 1.0, 3.0, waits=False),
        "other": Mark(1.0, None, None, 1.0, waits=False),
        "later": Mark(4.0, None, None, 4.0, waits=False),
    }
    given = Result("fay", 1.5, (PASSED,), in_full=("later",))
    results = with_hands([given, RESULTS[3]], {"fay": Standing("fay", None, 0.0, marks)})
    rows = written(results)
    said = "standardize_check 0.5; essay waits; plot 0, 1 extra; later 4 in full"
    assert rows[1] == ["fay", "2", "", said, "1.5", "", ""]
    assert rows[2][3] == ""
    shown = " ".join(text_of(tables.students(results, 2.0)).replace("│", " ").split())
    assert f"By hand: {said}." in shown


@pytest.mark.parametrize(
    "start", ["=", "+", "-", "@", " =", "\t=", "\n@", "\r-", "\x00=", "\ufeff="]
)
def test_csv_without_formulas(written, start):
    """Is nothing that a student names a formula?"""
    name = f'{start}HYPERLINK("http://x","y")'
    rows = written([Result(name, 0.0, (), (name,), name)])
    for cell in (rows[1][0], *rows[1][3:5]):
        assert cell.startswith("'") or not cell.lstrip().startswith(("=", "+", "-", "@"))
    assert len(rows) == 2


def test_students_table():
    """Are markup and control characters of a name shown as they are, or not at all?"""
    shown = text_of(tables.students(RESULTS, 2.0))
    assert "[red]bob[/red]" in shown
    assert "\x1b" not in shown
    assert "2 repairs." in shown
    assert "not graded" in shown


def test_counts():
    """Is it counted who passed what, and which mistake was recognized how often?"""
    counted = statuses(RESULTS)
    assert counted["standardize", "passed"] == 1
    assert counted["standardize", "failed"] == 2
    assert mistakes(RESULTS) == {("standardize", "forgets_to_center"): 2}
    assert "forgets_to_center" in text_of(tables.recognized(RESULTS))
    assert tables.recognized(RESULTS[:1]) is None


@pytest.mark.parametrize("results", [RESULTS, RESULTS[:1], RESULTS[3:]])
def test_chart(tmp_path, results):
    """Is there a picture, with and without mistakes and verdicts?"""
    path = tmp_path / "class.png"
    chart.write(path, "00_start_here", results)
    content = path.read_bytes()
    assert content.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", content[16:24])
    assert width > 1000
    assert height > 200
