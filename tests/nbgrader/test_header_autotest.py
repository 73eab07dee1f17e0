"""What nbgrader adds to an instructor's notebook: a header, a footer, tests made by AUTOTEST."""

import nbformat
import pytest
from class_directory import ROOT
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from nbgrader.api import Gradebook
from stock_cells import ANSWER, mark
from typed import nbgrader

from grader.learner import CourseError
from grader.nbgrader_plugin.writing import Writer, open_course

pytestmark = pytest.mark.slow

NAME = "doubling"
FRAMED = """
c.IncludeHeaderFooter.header = "header.ipynb"
c.IncludeHeaderFooter.footer = "footer.ipynb"
"""
AUTOTESTS = """\
python3:
    setup: "from hashlib import sha1"
    hash: 'sha1({{snippet}}.encode("utf-8")+b"{{salt}}").hexdigest()'
    dispatch: "type({{snippet}})"
    normalize: "str({{snippet}})"
    check: 'assert {{snippet}} == "{{value}}", "{{message}}"'
    templates:
        default:
            - test: "{{snippet}}"
              fail: "value of {{snippet}} is not correct"
"""


def check(name, text):
    """A test that gives points."""
    return new_code_cell(text, id=name, metadata=mark(name, grade=True, locked=True, points=1))


def write(path, *cells):
    """Write a notebook."""
    path.parent.mkdir(parents=True, exist_ok=True)
    python = {"display_name": "Python 3", "language": "python", "name": "python3"}
    nbformat.write(new_notebook(cells=list(cells), metadata={"kernelspec": python}), path)


def course(root, test, config=""):
    """Make a course directory with an exercise; returns its source folder."""
    (root / "nbgrader_config.py").write_text((ROOT / "nbgrader_config.py").read_text() + config)
    answer = new_code_cell(ANSWER, id="double", metadata=mark("double", solution=True))
    write(root / "solutions" / NAME / f"{NAME}.ipynb", answer, check("test", test))
    return root / "solutions" / NAME


def frame(root, *names):
    """Write a header with some locked cells and one for an answer, and a footer with a test."""
    locked = [new_code_cell("HEAD = 3", id=n, metadata=mark(n, locked=True)) for n in names]
    given = mark("who", grade=True, solution=True, points=1)
    write(root / "header.ipynb", *locked, new_markdown_cell("Name:", id="who", metadata=given))
    write(root / "footer.ipynb", check("last", "assert double(2) == 4"))


def known(root):
    """What the gradebook knows of the notebook's cells."""
    with Gradebook(f"sqlite:///{root}/gradebook.db", "regularization") as opened:
        found = opened.find_notebook(NAME, NAME)
        cells = [*found.grade_cells, *found.solution_cells, *found.source_cells]
        told = [cell.to_dict() for cell in cells]
    return [{key: value for key, value in each.items() if key != "id"} for each in told]


def hand_in(root):
    """Have a student hand something in."""
    with Gradebook(f"sqlite:///{root}/gradebook.db", "regularization") as opened:
        opened.add_student("ann")
        opened.add_submission(NAME, "ann")


def theirs(root):
    """What `nbgrader generate_assignment` registers, in a gradebook that is removed then."""
    nbgrader(root, "generate_assignment", NAME).check_returncode()
    found = known(root)
    (root / "gradebook.db").unlink()
    return found


def test_header_and_footer_are_of_the_assignment(tmp_path):
    """Is it registered as nbgrader does, from any folder, and as often as one likes?"""
    course(tmp_path, "assert double(3) == 6", FRAMED)
    frame(tmp_path, "head")
    expected = theirs(tmp_path)
    writer = Writer(open_course(tmp_path))
    writer.register(NAME)
    assert known(tmp_path) == expected
    assert {"head", "who", "last"} <= {cell["name"] for cell in expected}
    hand_in(tmp_path)
    writer.register(NAME)
    assert known(tmp_path) == expected


def test_a_header_can_change_after_work_was_handed_in(tmp_path):
    """Does a new cell of the header join the assignment, and is one that has gone refused?"""
    course(tmp_path, "assert double(3) == 6", FRAMED)
    frame(tmp_path, "head")
    writer = Writer(open_course(tmp_path))
    writer.register(NAME)
    hand_in(tmp_path)
    frame(tmp_path, "head", "more")
    writer.register(NAME)
    assert "more" in {cell["name"] for cell in known(tmp_path)}
    frame(tmp_path, "more")
    with pytest.raises(CourseError, match=rf"head of {NAME}\.ipynb has gone"):
        writer.register(NAME)
    writer.register(NAME, drop_removed=True)
    assert "head" not in {cell["name"] for cell in known(tmp_path)}


@pytest.mark.parametrize("beside", [True, False])
def test_tests_are_made_as_nbgrader_makes_them(tmp_path, beside):
    """Is autotests.yml found beside the notebook, else in the course directory?"""
    folder = course(tmp_path, "### AUTOTEST double(3)\n### HASHED AUTOTEST double(5)")
    ((folder if beside else tmp_path) / "autotests.yml").write_text(AUTOTESTS)
    expected = theirs(tmp_path)
    writer = Writer(open_course(tmp_path))
    writer.register(NAME)
    assert known(tmp_path) == expected
    assert any("sha1" in cell.get("source", "") for cell in expected)
    hand_in(tmp_path)
    writer.register(NAME)
    assert known(tmp_path) == expected
