"""An assignment in the gradebook, and gradebooks that cannot be used."""

import copy
import shutil
import sqlite3
import sys
from pathlib import Path

import nbformat
import pytest
from nbgrader.api import Gradebook, get_alembic_version
from outcomes import outcome, submission

from grader.learner import CourseError
from grader.nbgrader_plugin.writing import Writer, open_course

pytestmark = pytest.mark.slow

LESSON = "00_start_here"


def cells(url):
    """What a gradebook knows of the lesson's cells."""
    with Gradebook(url, "regularization") as opened:
        notebook = opened.find_notebook(LESSON, LESSON)
        found = [*notebook.grade_cells, *notebook.solution_cells, *notebook.source_cells]
        told = [each.to_dict() for each in found]
        return notebook.kernelspec, [{k: v for k, v in each.items() if k != "id"} for each in told]


def source(folder):
    path = folder / "solutions" / LESSON / f"{LESSON}.ipynb"
    return path, nbformat.read(path, as_version=4)


def test_it_is_what_nbgrader_would_register(folder, class_directory):
    """Does the gradebook know just what `nbgrader generate_assignment` tells it?"""
    class_directory.nbgrader("generate_assignment", LESSON)
    theirs = cells(f"sqlite:///{class_directory.root}/gradebook.db")
    assert cells(f"sqlite:///{folder}/gradebook.db") == theirs


def test_it_stands_beside_others_and_releases_nothing(folder):
    """Does what is in the gradebook stay there, and the folder of releases as it is?"""
    with Gradebook(f"sqlite:///{folder}/gradebook.db", "regularization") as opened:
        opened.add_assignment("exam")
        opened.add_student("ann", first_name="Ann")
    released = sorted(folder.glob("notebooks/**/*"))
    Writer(open_course(folder)).register(LESSON)
    with Gradebook(f"sqlite:///{folder}/gradebook.db", "regularization") as opened:
        assert sorted(each.name for each in opened.assignments) == [LESSON, "exam"]
        assert opened.find_student("ann").first_name == "Ann"
    assert sorted(folder.glob("notebooks/**/*")) == released


def test_a_new_gradebook_takes_no_program_in_the_path(folder, tmp_path, monkeypatch):
    """Has it the revision that nbgrader would have asked the program alembic for?"""
    url, programs = f"sqlite:///{tmp_path}/new.db", Path(sys.executable).parent
    monkeypatch.setenv("PATH", "")
    course = open_course(folder)
    course.db_url = url
    Writer(course).register(LESSON)
    with sqlite3.connect(tmp_path / "new.db") as database:
        found = database.execute("SELECT version_num FROM alembic_version").fetchall()
    monkeypatch.setenv("PATH", str(programs))
    assert found == [(get_alembic_version(),)]


def test_grades_survive_a_change_of_the_notebook(folder):
    """Do other points count, and scores that are there stay, after the lesson has changed?"""
    writer = Writer(open_course(folder))
    path, notebook = source(folder)
    released = nbformat.read(folder / "notebooks" / LESSON / f"{LESSON}.ipynb", as_version=4)
    writer.save("ann", LESSON, outcome(released, 1.0), submission())
    check = next(cell for cell in notebook.cells if cell.id == "standardize_check")
    check.metadata.nbgrader.points = 5
    nbformat.write(notebook, path)
    writer.register(LESSON)
    assert writer.score("ann", LESSON) == 2.0
    with Gradebook(f"sqlite:///{folder}/gradebook.db", "regularization") as opened:
        assert opened.find_submission(LESSON, "ann").max_score == 5.0


def test_a_new_exercise_joins_a_lesson_with_grades(folder):
    """Do grades stay when a lesson gets another exercise, and can that be graded?"""
    writer = Writer(open_course(folder))
    path, notebook = source(folder)
    released = nbformat.read(folder / "notebooks" / LESSON / f"{LESSON}.ipynb", as_version=4)
    writer.save("ann", LESSON, outcome(released, 1.0), submission())
    for cells in (notebook.cells, released.cells):
        pair = copy.deepcopy([cell for cell in cells if cell.id.startswith("standardize")])
        for cell in pair:
            cell.id = cell.metadata.nbgrader.grade_id = cell.id.replace("standardize", "another")
        cells += pair
    nbformat.write(notebook, path)
    for _ in range(2):
        writer.register(LESSON)
    assert writer.score("ann", LESSON) == 2.0
    for student in ("ann", "bea"):
        writer.save(student, LESSON, outcome(released, 1.0), submission())
        assert writer.score(student, LESSON) == 4.0


def test_an_exercise_with_grades_is_not_lost(folder):
    """Is it refused in a sentence to forget a cell that grades belong to, and nothing changed?"""
    writer = Writer(open_course(folder))
    path, notebook = source(folder)
    released = nbformat.read(folder / "notebooks" / LESSON / f"{LESSON}.ipynb", as_version=4)
    writer.save("ann", LESSON, outcome(released, 1.0), submission())
    before = cells(f"sqlite:///{folder}/gradebook.db")
    notebook.cells = [cell for cell in notebook.cells if cell.id != "standardize_check"]
    nbformat.write(notebook, path)
    with pytest.raises(CourseError, match="Cannot add or remove cells"):
        writer.register(LESSON)
    assert cells(f"sqlite:///{folder}/gradebook.db") == before
    assert writer.score("ann", LESSON) == 2.0


def bad_gradebook(kind, folder):
    """A database that cannot be used, and how the sentence about it goes."""
    if kind == "junk":
        (folder / "bad.db").write_bytes(b"no database " * 500)
        return f"sqlite:///{folder}/bad.db", "not a database"
    if kind == "foreign":
        with sqlite3.connect(folder / "bad.db") as connection:
            connection.execute("CREATE TABLE other (x)")
        return f"sqlite:///{folder}/bad.db", "no gradebook of this version of nbgrader"
    if kind == "newer":
        shutil.copy(folder / "gradebook.db", folder / "bad.db")
        with sqlite3.connect(folder / "bad.db") as connection:
            connection.execute("UPDATE alembic_version SET version_num = 'ffff'")
        return f"sqlite:///{folder}/bad.db", r"newer version of nbgrader \(ffff\)"
    return {
        "folder": (f"sqlite:///{folder}", "unable to open"),
        "no url": ("gradebook", "c.CourseDirectory.db_url cannot be used"),
        "no server": ("postgresql+psycopg://me:secret@127.0.0.1:1/x", "Connection refused|failed"),
    }[kind]


@pytest.mark.parametrize("kind", ["junk", "foreign", "newer", "folder", "no url", "no server"])
def test_bad_gradebooks_are_refused(folder, kind):
    """Is it one sentence, without a password, and nothing changed?"""
    url, words = bad_gradebook(kind, folder)
    before = sorted((each, each.stat().st_size) for each in folder.rglob("*.db"))
    course = open_course(folder)
    course.db_url = url
    with pytest.raises(CourseError, match=words) as caught:
        Writer(course).register(LESSON)
    assert "\n" not in str(caught.value)
    assert "secret" not in str(caught.value)
    assert sorted((each, each.stat().st_size) for each in folder.rglob("*.db")) == before


def test_another_courses_gradebook_is_refused(folder):
    """Is a gradebook refused that belongs to another course?"""
    before = (folder / "gradebook.db").read_bytes()
    course = open_course(folder)
    course.course_id = "chemistry"
    with pytest.raises(CourseError, match=r"another course \(regularization\), not of 'chemistry'"):
        Writer(course).register(LESSON)
    assert (folder / "gradebook.db").read_bytes() == before


def test_a_locked_gradebook_is_refused(folder):
    """Is it said that another process is using the gradebook?"""
    with sqlite3.connect(folder / "gradebook.db", isolation_level=None) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(CourseError, match="in use by another process"):
            Writer(open_course(folder)).register(LESSON)
        other.execute("ROLLBACK")


def test_an_unknown_assignment_is_refused(folder):
    """Is it said which file is missing?"""
    before = (folder / "gradebook.db").read_bytes()
    with pytest.raises(CourseError, match=r"nope\.ipynb is missing"):
        Writer(open_course(folder)).register("nope")
    assert (folder / "gradebook.db").read_bytes() == before


@pytest.mark.parametrize("config", [None, "c = get_config()\n1 / 0\n", "import sys; sys.exit(3)\n"])
def test_a_folder_that_is_no_course_is_refused(tmp_path, config):
    """Is it said what is wrong with the folder?"""
    if config is not None:
        (tmp_path / "nbgrader_config.py").write_text(config)
    with pytest.raises(CourseError, match="no course directory" if config is None else "mend it"):
        open_course(tmp_path)


def test_the_search_path_only_grows_at_its_end(folder, monkeypatch):
    """Were it changed elsewhere, what another thread is importing might not be found."""

    class Fixed(list):
        def changed(self, *args):
            raise AssertionError("Python's search path was changed")

        insert = remove = pop = __setitem__ = __delitem__ = changed

    monkeypatch.setattr(sys, "path", Fixed(sys.path))
    assert Path(open_course(folder).root) == folder
