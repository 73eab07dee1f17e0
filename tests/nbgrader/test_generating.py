"""A release that is made again: nothing is lost where that fails, and grades are no hindrance."""

import copy
import shutil

import nbformat
import pytest
from outcomes import outcome, submission
from typed import nbgrader

from grader.nbgrader_plugin.writing import Writer, open_course

pytestmark = pytest.mark.slow

LESSON = "00_start_here"
MARK = dict.fromkeys(("locked", "grade", "task"), False) | {"schema_version": 3, "solution": True}


def generate(folder):
    """Make the release again; exit code, and the last line of what was said."""
    done = nbgrader(folder, "generate_assignment", LESSON, "--force")
    return done.returncode, done.stderr


def source(folder):
    """The instructor's notebook."""
    path = folder / "solutions" / LESSON / f"{LESSON}.ipynb"
    return path, nbformat.read(path, as_version=4)


def broken(folder):
    """No notebook at all."""
    source(folder)[0].write_text("{")
    return "cannot be registered in the gradebook: Notebook does not appear to be JSON"


def unfinished(folder):
    """A solution without an end."""
    path, notebook = source(folder)
    cell = next(cell for cell in notebook.cells if "END SOLUTION" in cell.source)
    cell.source = cell.source.replace("### END SOLUTION", "")
    nbformat.write(notebook, path)
    return "no end solution statement found"


def misnamed(folder):
    """An id that nbgrader does not take."""
    path, notebook = source(folder)
    notebook.cells[-1].metadata["nbgrader"] = {**MARK, "grade_id": "two words"}
    nbformat.write(notebook, path)
    return "grade_id: 'two words' does not match"


@pytest.mark.parametrize("spoil", [broken, unfinished, misnamed])
def test_a_release_stays_where_no_other_can_be_made(folder, spoil):
    """Is what students have there, byte for byte, and is it said what is wrong?"""
    release = folder / "notebooks" / LESSON
    before = {path: path.read_bytes() for path in release.iterdir()}
    words = spoil(folder)
    code, said = generate(folder)
    assert code != 0
    assert words in said
    assert "Traceback" not in said
    assert {path: path.read_bytes() for path in release.iterdir()} == before
    assert [path.name for path in release.parent.iterdir()] == [LESSON]


@pytest.mark.parametrize("spoil", [broken, unfinished, misnamed])
def test_a_first_release_says_what_is_wrong(folder, spoil):
    """Is it one sentence, and nothing half made, where no release was there before?"""
    shutil.rmtree(folder / "notebooks" / LESSON)
    words = spoil(folder)
    code, said = generate(folder)
    assert code != 0
    assert words in said.splitlines()[-1]
    assert "Traceback" not in said
    assert not (folder / "notebooks" / LESSON).exists()


def test_an_exercise_is_added_though_work_is_graded(folder):
    """Has the release it, and does everybody keep what was earned?"""
    writer = Writer(open_course(folder))
    path, notebook = source(folder)
    released = nbformat.read(folder / "notebooks" / LESSON / f"{LESSON}.ipynb", as_version=4)
    writer.save("ann", LESSON, outcome(released, 1.0), submission())
    pair = copy.deepcopy([cell for cell in notebook.cells if cell.id.startswith("standardize")])
    for cell in pair:
        cell.id = cell.metadata.nbgrader.grade_id = cell.id.replace("standardize", "another")
    notebook.cells += pair
    nbformat.write(notebook, path)
    code, said = generate(folder)
    assert code == 0, said
    released = nbformat.read(folder / "notebooks" / LESSON / f"{LESSON}.ipynb", as_version=4)
    assert [cell.id for cell in released.cells[-2:]] == ["another", "another_check"]
    assert writer.score("ann", LESSON) == 2.0
