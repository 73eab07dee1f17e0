"""An assignment that lost an exercise, and one that the gradebook has not heard of yet."""

import copy
import shutil

import nbformat
import pytest
from nbgrader.api import Gradebook
from outcomes import outcome, submission

from grader.learner import CourseError
from grader.nbgrader_plugin.writing import Writer, open_course

pytestmark = pytest.mark.slow

LESSON = "00_start_here"


def test_an_exercise_is_dropped_when_that_is_asked_for(folder):
    """Do all other grades stay, those by hand and comments too, and is there a copy?"""
    writer = Writer(open_course(folder))
    path = folder / "solutions" / LESSON / f"{LESSON}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    released = nbformat.read(folder / "notebooks" / LESSON / f"{LESSON}.ipynb", as_version=4)
    for found in (notebook.cells, released.cells):
        pair = copy.deepcopy([cell for cell in found if cell.id.startswith("standardize")])
        for cell in pair:
            cell.id = cell.metadata.nbgrader.grade_id = cell.id.replace("standardize", "another")
        found += pair
    nbformat.write(notebook, path)
    writer.register(LESSON)
    writer.save("ann", LESSON, outcome(released, 1.0), submission())
    url, place = f"sqlite:///{folder}/gradebook.db", (LESSON, LESSON, "ann")
    with Gradebook(url, "regularization") as opened:
        opened.find_grade("standardize_check", *place).manual_score = 1.5
        opened.find_comment("standardize", *place).manual_comment = "Well done."
        opened.db.commit()

    notebook.cells = [cell for cell in notebook.cells if not cell.id.startswith("another")]
    nbformat.write(notebook, path)
    with pytest.raises(CourseError, match="--drop-removed"):
        writer.register(LESSON)
    assert writer.score("ann", LESSON) == 3.5
    writer.register(LESSON, drop_removed=True)
    assert writer.score("ann", LESSON) == 1.5
    with Gradebook(url, "regularization") as opened:
        assert opened.find_submission(LESSON, "ann").max_score == 2.0
        assert opened.find_comment("standardize", *place).comment == "Well done."
    (kept,) = folder.glob("gradebook.db.2*")
    with Gradebook(f"sqlite:///{kept}", "regularization") as opened:
        assert opened.find_submission(LESSON, "ann").score == 3.5
    writer.register(LESSON)


def test_a_release_that_is_there_is_registered(folder, class_directory):
    """Does a new class's gradebook hear of an assignment that came with the course?"""
    released = class_directory.root / "notebooks" / LESSON
    shutil.copytree(folder / "notebooks" / LESSON, released)
    before = {path: path.read_bytes() for path in released.iterdir()}
    class_directory.nbgrader("generate_assignment", LESSON)
    assert {path: path.read_bytes() for path in released.iterdir()} == before
    with Gradebook(f"sqlite:///{class_directory.root}/gradebook.db", "regularization") as opened:
        known = [cell.name for cell in opened.find_notebook(LESSON, LESSON).source_cells]
    assert sorted(known) == ["standardize", "standardize_check"]
