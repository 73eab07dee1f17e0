"""Cells that end early in a real kernel: points where due, else a reason that is listed."""

import pytest
from small_lesson import RIGHT, STUB, lesson, outcome, points
from test_score import host  # noqa: F401 (a fixture)

ABOVE = {
    "a folder": "import os\nos.chdir('/content/drive')",
    "a style": "import matplotlib.pyplot as plt\nplt.style.use('not-installed')",
    "a question": "name = input()",
    "a hidden error": "%%capture\n!pip install missing\nimport missing",
    "imports": "\n".join(f"import missing_{n}" for n in range(8)),
    "a filter": "import warnings\nwarnings.filterwarnings('error')\nimport missing",
    "an attempt": "try:\n    import missing\nexcept ImportError:\n    !pip install missing\n"
    "    import missing",
}


@pytest.mark.parametrize("above", ABOVE.values(), ids=ABOVE)
def test_an_answer_below_what_cannot_run_has_its_points(host, above):  # noqa: F811
    """Is what ended the cell left out, and named?"""
    found = outcome(host, lesson(answer=f"{above}\n{RIGHT}"))
    assert points(found) == [2.0, 1.0]
    assert "was left out" in found.remarks[0]


def test_an_answer_that_is_never_reached_is_listed(host):  # noqa: F811
    """Do student and instructor hear why it has no points?"""
    found = outcome(host, lesson(answer=f"import time\ntime.sleep(99)\n{RIGHT}"))
    assert points(found) == [0.0, 0.0]
    (said,) = found.remarks
    assert "took longer than 3 seconds" in said
    assert "may be missing: standardize" in said
    assert said.split("(")[0] in found.notebook.cells[0].source


def test_a_notebook_goes_on_below_exit(host):  # noqa: F811
    """Does a cell that ends the kernel at home cost no points?"""
    found = outcome(host, lesson("exit()", "import time; time.sleep(0.5)", "quit()"))
    assert points(found) == [2.0, 1.0]
    assert found.reason is None


def test_a_test_that_takes_too_long_says_so(host):  # noqa: F811
    """Is an instructor's own test that was stopped told of in one sentence, and listed?"""
    notebook = lesson()
    notebook.cells[-1].source = "while True: ..."
    found = outcome(host, notebook)
    assert points(found) == [2.0, 0.0]
    said = "The cell took longer than 3 seconds and was stopped."
    assert found.notebook.cells[-1].outputs[0].evalue == said
    assert found.remarks == (f"shape_test: {said}",)


def test_a_test_of_which_no_points_can_be_read_is_listed(host):  # noqa: F811
    """Does the instructor hear of a number that is none of points?"""
    notebook = lesson()
    notebook.cells[-1].source = "7"
    (said,) = outcome(host, notebook).remarks
    assert said.startswith("shape_test: This test ends with 7")


def test_what_is_not_written_is_as_nbgrader_has_it(host):  # noqa: F811
    """Does a stub that was left above an answer earn nothing, and is only that one told of?"""
    left = outcome(host, lesson(answer=f"raise NotImplementedError\n{RIGHT}"))
    assert points(left) == [0.0, 0.0]
    assert "may be missing: standardize" in left.remarks[0]
    assert outcome(host, lesson(answer=STUB)).remarks == ()
