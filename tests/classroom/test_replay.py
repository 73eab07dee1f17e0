"""A replay changes nothing at all in the course directory, whatever is missing or open there."""

import contextlib
import io
import shutil

import pytest
from class_folder import make
from fakes import EXERCISE, LESSON, WRONG, FakeScoring, outcome
from rich.console import Console

from grader.classroom.grading import Order
from grader.classroom.keeping import Keeper
from grader.classroom.replay import replay
from grader.learner import CourseError
from grader.nbgrader_plugin.writing import Writer
from grader.scoring.submission import read


@pytest.fixture
def graded(tmp_path):
    """A class with one record, of which everything else has gone, and what is left is open."""
    root = make(tmp_path / "class", {"ada": WRONG, "bob": WRONG})
    course, assignment, handed = Order(root, LESSON).open()
    with contextlib.closing(Writer(course)) as writer:
        writer.register(LESSON)
        given = assignment.graded_with(writer.master(LESSON), "a seed of then")
        submission = read(handed[0].folder, LESSON, given.released, {}, given.master)
        made = outcome(submission, given.graded, given.seed, WRONG)
        Keeper(course, writer, given).keep("ada", submission, made)
    for name in ("feedback", "grades", ".course-seeds"):
        shutil.rmtree(root / name, ignore_errors=True)
    (root / "autograded").chmod(0o755)
    (root / "gradebook.db").chmod(0o644)
    return root


def everything(root):
    """Each file and folder with its content, permissions, and when either was changed."""
    paths = [root, *sorted(root.rglob("*"))]
    states = {path: path.stat() for path in paths if "__pycache__" not in path.parts}
    return {
        path: (state.st_ino, state.st_mode, state.st_mtime_ns, state.st_ctime_ns)
        for path, state in states.items()
    }


def replayed(root, student, place):
    """What is said, and the seeds that were scored with."""
    (place / "scored").mkdir()
    fake, seeds = FakeScoring(str(place / "scored")), []

    def scoring(submission, released, seed):
        seeds.append(seed)
        return fake(submission, released, seed)

    console = Console(file=io.StringIO(), width=200)
    assert replay(Order(root, LESSON, sandbox=False), student, console, scoring)
    return console.file.getvalue(), seeds


def test_nothing_is_written(graded, tmp_path):
    """Is nothing made, closed or touched, and is the record's seed used?"""
    before = everything(graded)
    said, seeds = replayed(graded, "ada", tmp_path)
    assert everything(graded) == before
    assert seeds == ["a seed of then"]
    assert EXERCISE in said
    assert "those of the record" in said
    assert seeds[0] not in said


@pytest.mark.parametrize("student", ["bob", "nobody"])
def test_a_refusal_writes_nothing_either(graded, tmp_path, student):
    """Is who was not graded, or not there, one sentence?"""
    before = everything(graded)
    with pytest.raises(CourseError):
        replayed(graded, student, tmp_path)
    assert everything(graded) == before
