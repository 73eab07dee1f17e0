"""Who handed in before an exercise came has its points; who deletes its cell has not."""

import contextlib
import copy
import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import nbformat
import pytest
from class_folder import make
from fakes import EXERCISE, LESSON, RIGHT, outcome
from nbformat.v4 import new_output

from grader.classroom import closing, first_release
from grader.classroom.grading import Order
from grader.classroom.keeping import Keeper
from grader.learner import CourseError
from grader.nbgrader_plugin.writing import Writer

ADDED = "another"
NOW = datetime.now(UTC).replace(tzinfo=None)


class Class:
    """A class of one, whose lesson gets another exercise.

    Parameters
    ----------
    root : pathlib.Path
    """

    def __init__(self, root):
        self.root = make(root, {"ada": RIGHT})
        self.work = root / "submitted" / "ada" / LESSON
        self.note_file = root / closing.RELEASES / f"{LESSON}.json"

    def add(self, name=ADDED, when=NOW):
        """Put an exercise into source and release, at this time."""
        for folder in ("solutions", "notebooks"):
            path = self.root / folder / LESSON / f"{LESSON}.ipynb"
            notebook = nbformat.read(path, as_version=4)
            pair = [cell for cell in notebook.cells if cell.id.startswith(EXERCISE)]
            for cell in copy.deepcopy(pair):
                for field in (cell, cell.metadata.nbgrader):
                    key = "id" if field is cell else "grade_id"
                    field[key] = field[key].replace(EXERCISE, name)
                cell.source = cell.source.replace(EXERCISE, name)
                notebook.cells.append(cell)
            nbformat.write(notebook, path)
            os.utime(path, (when.replace(tzinfo=UTC).timestamp(),) * 2)

    def hand_in(self, when, **cells):
        """Have the work be handed in at this time, with the cells that it has or these."""
        (self.work / "timestamp.txt").write_text(f"{when} UTC")
        path = self.work / f"{LESSON}.ipynb"
        notebook = nbformat.read(path, as_version=4)
        notebook.cells += [nbformat.v4.new_code_cell(text, id=name) for name, text in cells.items()]
        nbformat.write(notebook, path)

    def note(self):
        """Note what is released."""
        directory, assignment, _ = Order(self.root, LESSON).open()
        return first_release.note(directory, assignment)[LESSON]

    def points(self):
        """Grade as a run does, where an exercise that is not answered has 0; points, record."""
        directory, assignment, handed = Order(self.root, LESSON).open()
        added = first_release.note(directory, assignment)
        with contextlib.closing(Writer(directory)) as writer:
            writer.register(LESSON)
            for each in assignment.notebooks:
                given = each.graded_with(writer.master(LESSON, each.file), "seed", added[each.stem])
                submission = given.read(handed[0].folder)
                found = outcome(submission, given.graded, given.seed, RIGHT)
                for cell in filter(_is_unanswered, found.notebook.cells):
                    zero = new_output("execute_result", {"text/plain": "0.0"}, execution_count=1)
                    cell.outputs = [zero]
                record = Keeper(directory, writer, given).keep("ada", submission, found)
            return writer.score("ada", LESSON), record


def _is_unanswered(cell):
    return cell.get("id", "").endswith("_check") and not cell.outputs


@pytest.fixture
def group(tmp_path):
    """The class, whose first release is noted."""
    made = Class(tmp_path / "class")
    made.note()
    return made


def test_who_handed_in_before_has_its_points_though_nothing_was_graded(group):
    """Is nobody marked down for what was not in the release yet, and is the instructor told?"""
    group.hand_in(NOW - timedelta(hours=1))
    group.add()
    points, record = group.points()
    assert points == 4
    assert f"{ADDED}_check came after the work was handed in: it counts in full." in record.notices
    assert group.points()[0] == 4


def test_who_handed_in_afterwards_gains_nothing_by_deleting_a_cell(group):
    """Is an exercise that was there when the work came judged as any other?"""
    group.add()
    group.hand_in(NOW + timedelta(hours=1))
    assert group.points()[0] == 2


def test_an_answer_is_judged_whatever_the_time_says(group):
    """Has a wrong answer in a cell of the new exercise no points?"""
    group.hand_in(NOW - timedelta(hours=1), **{ADDED: f"def {ADDED}(): pass"})
    group.add()
    assert group.points()[0] == 2


def test_nothing_is_known_of_releases_before_the_first_note(tmp_path):
    """Is all there from the beginning that the first note finds?"""
    made = Class(tmp_path / "class")
    made.hand_in(NOW - timedelta(hours=1))
    made.add()
    assert made.points()[0] == 2


@pytest.mark.parametrize("late", [False, True])
def test_without_a_time_the_files_tell(group, late):
    """Does work that was collected before an exercise came not lack it, and later work does?"""
    when = NOW + timedelta(hours=1 if late else -1)
    for path in (*group.work.iterdir(), group.work):
        os.utime(path, (when.replace(tzinfo=UTC).timestamp(),) * 2)
    group.add()
    assert group.points()[0] == (2 if late else 4)


def test_new_work_from_before_counts_as_the_first_would(group):
    """Has an attempt its points that came before the exercise and after another one was graded?"""
    group.hand_in(NOW - timedelta(hours=2))
    assert group.points()[0] == 2
    group.hand_in(NOW - timedelta(hours=1), own="helper = 1")
    group.add()
    assert group.points()[0] == 4


@pytest.mark.parametrize(("hours", "points"), [(-1, 4), (1, 2)])
def test_a_notebook_that_came_later(group, hours, points):
    """Does it count in full for who handed in before it, and not for who left it out?"""
    group.hand_in(NOW + timedelta(hours=hours))
    for folder in ("solutions", "notebooks"):
        path = group.root / folder / LESSON / f"{LESSON}.ipynb"
        notebook = nbformat.read(path, as_version=4)
        for cell in notebook.cells:
            if "nbgrader" in cell.metadata:
                cell.id = cell.metadata.nbgrader.grade_id = f"more_{cell.id}"
        other = path.with_name("more.ipynb")
        nbformat.write(notebook, other)
        os.utime(other, (NOW.replace(tzinfo=UTC).timestamp(),) * 2)
    assert group.points()[0] == points


def test_each_exercise_keeps_the_time_of_its_first_release(group):
    """Does what is released again, with more, change nothing that is noted?"""
    group.add(when=NOW - timedelta(hours=3))
    assert group.note() == {f"{ADDED}_check": NOW - timedelta(hours=3)}
    group.add("third")
    assert group.note() == {f"{ADDED}_check": NOW - timedelta(hours=3), "third_check": NOW}
    assert group.note_file.stat().st_mode & 0o777 == 0o600
    assert group.note_file.parent.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("content", ["", "[]", '{"a": {"b": "noon"}}', '{"a": {"b": 1}}'])
def test_a_note_that_is_none_is_said(group, content):
    """Is a damaged one neither used nor replaced, in one sentence?"""
    group.note_file.write_text(content)
    with pytest.raises(CourseError, match="does not say when exercises were released") as caught:
        group.note()
    assert "\n" not in str(caught.value)
    assert group.note_file.read_text() == content


def test_a_note_that_cannot_be_kept_is_said(group):
    """Is it one sentence where something else is in the way?"""
    group.note_file.unlink()
    group.note_file.mkdir()
    with pytest.raises(CourseError, match=r"released cannot be kept in .*\("):
        group.note()


def test_it_is_json_that_can_be_read(group):
    """Does the file say of each exercise when it came, or that it was always there?"""
    group.add()
    group.note()
    told = json.loads(Path(group.note_file).read_text())
    assert told == {LESSON: {f"{EXERCISE}_check": None, f"{ADDED}_check": NOW.isoformat()}}
