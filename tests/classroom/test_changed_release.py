"""A changed release: what is graded again, and what is not; other submissions; two runs at once."""

import io

import nbformat
import pytest
from class_folder import make, submit
from fakes import LESSON, RIGHT, WRONG, FakeScoring
from rich.console import Console

from grader.classroom import code_digest, grading
from grader.classroom.assignment import open_assignment
from grader.classroom.locking import alone
from grader.scoring.submission import read


@pytest.fixture
def course(tmp_path):
    """A course directory with one submission."""
    return make(tmp_path / "class", {"ada": RIGHT})


@pytest.fixture
def grade(course, processes):
    """Grades; returns what was printed, and how many submissions were scored."""

    def run(**options):
        counted = course.parent / "scored"
        counted.mkdir(exist_ok=True)
        before = len(list(counted.iterdir()))
        said = io.StringIO()
        how = {"scheduler": processes.scheduler.address, "sandbox": False} | options
        order = grading.Order(course, LESSON, **how)
        grading.grade(order, Console(file=said, width=200), FakeScoring(str(counted)))
        return said.getvalue(), len(list(counted.iterdir())) - before

    return run


def change(course, find, new):
    """Change one cell of the release and of the instructor's notebook."""
    for folder in ("notebooks", "solutions"):
        path = course / folder / LESSON / f"{LESSON}.ipynb"
        notebook = nbformat.read(path, as_version=4)
        cell = next(cell for cell in notebook.cells if find in cell.source)
        cell.source, cell.id = cell.source.replace(find, new), "changed"
        nbformat.write(notebook, path)


def files(folder):
    """Every file below a folder, with its bytes."""
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_text_that_changed_grades_nobody_again(course, grade):
    """Is the work finished that was handed in with the old text?"""
    assert grade()[1] == 1
    change(course, "What regularization is about", "What this is about")
    said, scored = grade()
    assert scored == 0
    assert "1 unchanged" in said


def test_code_that_changed_grades_all_again(course, grade):
    """Does code that answers may use decide about scores?"""
    assert grade()[1] == 1
    change(course, "import numpy as np", "import numpy as np  # and more")
    assert grade()[1] == 1


@pytest.mark.parametrize(
    ("path", "decides"),
    [
        ("exercises/start/standardize.py", True),
        ("exercises/dropout/dropout_forward.py", False),
        ("criteria/criterion.py", True),
        ("exercises/__init__.py", True),
    ],
)
def test_only_code_that_an_assignment_needs_decides(course, monkeypatch, path, decides):
    """Is a repaired check of another topic no reason to grade this one again?"""
    before = open_assignment(course / "notebooks", LESSON).digest
    assert path in code_digest._IMPORTED
    changed = code_digest._IMPORTED | {path: b"repaired"}
    monkeypatch.setattr(code_digest, "_IMPORTED", changed)
    assert (open_assignment(course / "notebooks", LESSON).digest != before) is decides


def test_what_was_handed_in_has_its_digest_whatever_is_released(course):
    """Is a submission the same one though the text of the release changed?"""
    folder, name = course / "submitted" / "ada" / LESSON, LESSON
    before = read(folder, name, open_assignment(course / "notebooks", name).released).digest
    change(course, "What regularization is about", "What this is about")
    released = open_assignment(course / "notebooks", name).released
    assert read(folder, name, released).digest == before
    submit(course, "ada", WRONG)
    assert read(folder, name, released).digest != before


def test_other_submissions_leave_the_class_as_it_was(course, grade, tmp_path):
    """Are gradebook, notebooks and summary of the class untouched, and is the other's there?"""
    grade()
    other = make(tmp_path / "other", {"ada": WRONG, "max": RIGHT}) / "submitted"
    before = files(course / "grades") | files(course / "autograded")
    book = (course / "gradebook.db").read_bytes()
    said, scored = grade(submitted=other)
    assert scored == 2
    now = files(course / "grades") | files(course / "autograded")
    assert {path: now[path] for path in before} == before
    assert (course / "gradebook.db").read_bytes() == book
    (written,) = (course / "grades").glob(f"submitted-*/{LESSON}.csv")
    assert "max" in written.read_text()
    assert str(written.parent) in said.replace("\n", "")


def test_the_class_s_own_folder_by_its_name_is_the_class_s(course, grade):
    """Does --submitted with the usual folder write where it always does?"""
    grade(submitted=course / "submitted")
    assert (course / "grades" / f"{LESSON}.csv").is_file()
    assert grade()[1] == 0


def test_two_assignments_are_graded_at_once(course, grade):
    """Is another assignment's run no reason to wait, and this one's is?"""
    with alone(course, "another"):
        assert grade()[1] == 1
    with alone(course, LESSON), pytest.raises(Exception, match="Another run"):
        grade()
