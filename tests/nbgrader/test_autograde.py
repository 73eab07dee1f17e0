"""nbgrader's autograder on whole folders: mangled ones, stock test cells, and what it refuses."""

import contextlib
import json
import os
import threading

import nbformat
import psutil
import pytest
from class_directory import ClassDirectory, noisy
from nbformat.v4 import new_code_cell
from nbgrader.api import Gradebook
from nbgrader.apps import api, autogradeapp

from grader.classroom.locking import alone
from grader.classroom.recorded_seed import recorded
from grader.nbgrader_plugin import converter
from grader.nbgrader_plugin.writing import open_course

pytestmark = pytest.mark.slow

LESSON = "00_start_here"
STOCK = "assert standardize(np.ones((3, 2)), np.ones((1, 2)))[0].shape == (3, 2)"
MARK = {"grade": True, "solution": False, "locked": True, "task": False, "points": 3}
ODD = "b[o]b *1*"


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """A class whose lesson has a test cell without a check, and a submission without a notebook."""
    course = ClassDirectory(tmp_path_factory.mktemp("autograde"), LESSON)
    notebook = nbformat.read(course.source, as_version=4)
    mark = MARK | {"grade_id": "stock", "schema_version": 3}
    place = next(i for i, cell in enumerate(notebook.cells) if cell.id == "standardize_check") + 1
    notebook.cells.insert(place, new_code_cell(STOCK, id="stock", metadata={"nbgrader": mark}))
    nbformat.write(notebook, course.source)
    course.nbgrader("generate_assignment", LESSON)
    course.submit(ODD, course.answers())
    course.submit("noisy", noisy(course.answers()))
    course.submit("stubs", {})
    folder = course.root / "submitted" / "empty" / LESSON
    folder.mkdir(parents=True)
    os.mkfifo(folder / "timestamp.txt")
    (folder / "data.csv").symlink_to(course.root / "gradebook.db")
    course.autograde("*")
    return course


def grades(course, student):
    """The automatic scores in the gradebook, by cell."""
    with Gradebook(f"sqlite:///{course.root}/gradebook.db", "regularization") as opened:
        (notebook,) = opened.find_submission(LESSON, student).notebooks
        return {grade.name: grade.auto_score for grade in notebook.grades}


def test_a_cell_without_a_check_is_graded_as_nbgrader_does(graded):
    """Does it run with the answers, and does standard error cost its points and no others?"""
    assert grades(graded, ODD) == {"standardize_check": 2.0, "stock": 3.0}
    assert grades(graded, "stubs") == {"standardize_check": 0.0, "stock": 0.0}
    assert grades(graded, "noisy") == {"standardize_check": 2.0, "stock": 0.0}


def test_a_folder_without_a_notebook_gets_nothing_and_a_reason(graded):
    """Do a FIFO and a link stop nothing, is nothing copied, and does the student hear why?"""
    assert grades(graded, "empty") == {"standardize_check": 0.0, "stock": 0.0}
    folder = graded.root / "autograded" / "empty" / LESSON
    assert {each.name for each in folder.iterdir()} == {f"{LESSON}.ipynb", ".grading.json"}
    note = nbformat.read(folder / f"{LESSON}.ipynb", as_version=4).cells[0].source
    assert "no notebook" in note


def test_all_are_judged_on_the_recorded_inputs(graded):
    """Is the seed in each record that which `course grade` would use?"""
    seed = recorded(open_course(graded.root), LESSON)
    paths = list(graded.root.glob(f"autograded/*/{LESSON}/.grading.json"))
    assert [json.loads(path.read_bytes())["seed"] for path in paths] == 4 * [seed]


def test_what_is_done_is_skipped_until_something_newer_comes(graded):
    """Does nbgrader's rule hold: again with --force or for a newer submission only?"""
    course = open_course(graded.root)
    grading = api.NbGraderAPI(course, parent=course.parent)
    path = graded.root / "autograded" / ODD / LESSON / f"{LESSON}.ipynb"
    first = path.stat().st_ino
    assert grading.autograde(LESSON, ODD, force=False)["success"]
    assert path.stat().st_ino == first
    stamp = graded.root / "submitted" / ODD / LESSON / "timestamp.txt"
    for time in ("2026-01-01 10:00:00 UTC", "2026-01-02 10:00:00 UTC"):
        stamp.write_text(time)
        grading.autograde(LESSON, ODD, force=time.startswith("2026-01-01"))
        assert path.stat().st_ino != first
        first = path.stat().st_ino


def ports_of(family):
    """Where processes listen, whoever they are."""
    found = set()
    for process in family:
        with contextlib.suppress(psutil.Error):
            for each in process.net_connections("inet"):
                if each.status == psutil.CONN_LISTEN:
                    found.add((process.name(), each.laddr.port))
    return found


def test_formgraders_button_opens_no_port(graded):
    """Does nothing that it starts listen where another account could connect, a debugger least?"""
    own, ended = psutil.Process(), threading.Event()
    before, ports, seen = ports_of([own, *own.children(recursive=True)]), set(), set()

    def look():
        while not ended.wait(0.05):
            family = [own, *own.children(recursive=True)]
            seen.update(process.pid for process in family)
            ports.update(ports_of(family))

    looking = threading.Thread(target=look)
    looking.start()
    try:
        graded.autograde("noisy")
    finally:
        ended.set()
        looking.join()
    assert len(seen) > 3, "the parent, the judge and a kernel"
    assert ports <= before


@pytest.mark.parametrize("without_sandbox", [False, True])
def test_it_refuses_where_nothing_can_be_confined(folder, monkeypatch, without_sandbox):
    """Is it said why, and which words override it; and do they?"""
    monkeypatch.setattr(converter, "missing", lambda _: "No Landlock. Add --without-sandbox.")
    course = open_course(folder)
    course.config.ConfinedAutograde.without_sandbox = without_sandbox
    result = api.NbGraderAPI(course, parent=course.parent, config=course.config).autograde(
        LESSON, "ann"
    )
    assert not result["success"]
    refused = "c.ConfinedAutograde.without_sandbox = True to nbgrader_config.py" in result["log"]
    assert refused is not without_sandbox
    assert ("No submissions were matched" in result["log"]) is without_sandbox


def test_an_unknown_assignment_is_one_sentence(folder):
    """Does nbgrader log what is wrong, without a traceback?"""
    course = open_course(folder)
    result = api.NbGraderAPI(course, parent=course.parent).autograde("nope", "ann")
    assert not result["success"]
    assert "No assignment 'nope' has been released" in result["log"]
    assert "Traceback" not in result["log"]


def test_nbgrader_looks_it_up_where_it_is_put(folder):
    """Is it still these two places from which nbgrader takes its autograder?"""
    open_course(folder)
    for user in (autogradeapp.AutogradeApp.start, api.NbGraderAPI.autograde):
        assert "Autograde" in user.__code__.co_names
        assert user.__globals__["Autograde"] is converter.ConfinedAutograde


def test_it_does_not_write_while_course_grade_does(folder):
    """Is it refused in a sentence while another run grades in the same course directory?"""
    course = open_course(folder)
    with alone(folder):
        result = api.NbGraderAPI(course, parent=course.parent).autograde(LESSON, "ann")
    assert not result["success"]
    assert "Another run grades in" in result["log"]
