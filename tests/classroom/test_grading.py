"""A class is graded for real: kernels, judge, sandbox, gradebook, and what is left behind."""

import os
import sqlite3
import subprocess
import time
from pathlib import Path

import nbformat
import psutil
import pytest
from class_folder import COURSE, make, submit
from fakes import EXERCISE, LESSON

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
STUB = "raise NotImplementedError"


def reference_answer():
    """The instructor's answer."""
    path = ROOT / "solutions" / LESSON / f"{LESSON}.ipynb"
    cells = nbformat.read(path, as_version=4).cells
    return next(cell.source for cell in cells if cell.id == EXERCISE)


def course(root, *arguments):
    """Run the command in a class's folder."""
    command = [*COURSE, "grade", LESSON, *arguments]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=300)


def scores(root):
    """Each student's points, as the gradebook has them."""
    with sqlite3.connect(root / "gradebook.db") as database:
        rows = database.execute(
            "SELECT student.id, SUM(grade.auto_score) FROM grade "
            "JOIN submitted_notebook ON submitted_notebook.id = grade.notebook_id "
            "JOIN submitted_assignment AS handed ON handed.id = submitted_notebook.assignment_id "
            "JOIN student ON student.id = student_id GROUP BY student.id"
        )
        return dict(rows.fetchall())


def kill_in_the_middle(root):
    """Kill the parent of kernels when something has been graded, then the whole command."""
    command = [*COURSE, "grade", LESSON, "--workers", "1"]
    with subprocess.Popen(command, cwd=root, stdout=subprocess.DEVNULL) as run:
        wait_for(lambda: list((root / "autograded").glob(f"*/{LESSON}/.grading.json")))
        family = psutil.Process(run.pid).children(recursive=True)
        own = (one for one in family if one.ppid() == run.pid)
        next(one for one in own if "grader.warm.parent" in one.cmdline()).kill()
        wait_for(lambda: len(list((root / "autograded").glob(f"*/{LESSON}/.grading.json"))) > 1)
        family += psutil.Process(run.pid).children(recursive=True)
        run.kill()
    return set(family)


def wait_for(condition):
    """Wait until something is so."""
    deadline = time.monotonic() + 240
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """A class whose grading was killed twice and then went on, and what was said in the end."""
    right = reference_answer()
    answers = {
        "ada": right,
        "Zoë [1] *": right.replace("return", "return 0 *", 1),
        "bob": STUB,
        "cem": f"import os, signal\nos.kill(os.getpid(), signal.SIGKILL)\n{right}",
        "dan": right,
    }
    root = make(tmp_path_factory.mktemp("graded") / "class", answers)
    (root / "submitted" / "eve" / LESSON).mkdir(parents=True)
    family = kill_in_the_middle(root)
    wait_for(lambda: not any(one.is_running() and one.status() != "zombie" for one in family))
    return root, course(root)


def test_scores(graded):
    """Has each student the points of their own answer, though the run was killed twice?"""
    root, _ = graded
    found = scores(root)
    wrong = found.pop("Zoë [1] *")
    assert found == {"ada": 2, "bob": 0, "cem": 0, "dan": 2, "eve": 0}
    assert 0 <= wrong < 2


def test_report(graded):
    """Is everybody told of, with reasons, and nothing that Dask or TensorFlow say?"""
    root, told = graded
    assert told.returncode == 0
    assert told.stderr == ""
    for words in ("Zoë [1] *", "ended early", "6 of 6 submissions are graded"):
        assert words in told.stdout
    assert (root / "grades" / f"{LESSON}.csv").read_text().count("\n") == 7
    assert (root / "grades" / f"{LESSON}.png").exists()


def test_again(graded):
    """Does another run grade only what has changed, and keep what was given by hand?"""
    root, _ = graded
    before = {path: path.read_bytes() for path in root.glob("autograded/*/*/*")}
    with sqlite3.connect(root / "gradebook.db") as database:
        database.execute("UPDATE grade SET manual_score = 1.5")
    submit(root, "bob", reference_answer())
    told = course(root, "--workers", "1")
    assert told.returncode == 0, told.stdout + told.stderr
    changed = {path for path in before if path.read_bytes() != before[path]}
    assert {path.parts[-3] for path in changed} == {"bob"}
    assert scores(root)["bob"] == 2
    with sqlite3.connect(root / "gradebook.db") as database:
        assert set(database.execute("SELECT manual_score FROM grade")) == {(1.5,)}


def test_replay(graded):
    """Does a replay come to the recorded verdicts, write nothing, and tell what has changed?"""
    root, _ = graded
    before = {path: path.stat().st_mtime_ns for path in root.rglob("*")}
    told = course(root, "--replay", "Zoë [1] *")
    assert told.returncode == 0, told.stdout + told.stderr
    assert "those of the record" in told.stdout
    assert {path: path.stat().st_mtime_ns for path in root.rglob("*")} == before


def test_nothing_is_left(graded):
    """Has every process of the killed run and of the others ended?"""
    root, _ = graded
    mine = [one for one in psutil.process_iter() if one.pid != os.getpid() and _is_of(one, root)]
    assert mine == []


def _is_of(process, root):
    try:
        return str(root) in process.cwd()
    except psutil.Error:
        return False
