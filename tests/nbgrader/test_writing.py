"""What came of a submission is written into nbgrader's gradebook and its autograded folder."""

import stat
from datetime import timedelta

import nbformat
import pytest
import sqlalchemy
from nbgrader.api import Gradebook
from outcomes import NOON, is_check, outcome, submission

from grader.learner import CourseError
from grader.nbgrader_plugin import autograded, gradebook
from grader.nbgrader_plugin.writing import Writer, open_course

pytestmark = pytest.mark.slow

LESSON = "00_start_here"
LATE = "c.LateSubmissionPlugin.penalty_method = 'zero'\n"


@pytest.fixture
def writer(folder):
    """A writer in a course directory whose gradebook knows the lesson."""
    made = Writer(open_course(folder))
    yield made
    made.close()


@pytest.fixture
def released(folder):
    """The notebook that students got."""
    return nbformat.read(folder / "notebooks" / LESSON / f"{LESSON}.ipynb", as_version=4)


def book(folder):
    return Gradebook(f"sqlite:///{folder}/gradebook.db", "regularization")


def content(folder):
    """All that the gradebook holds, without the ids that nbgrader draws."""
    with book(folder) as opened, opened.engine.connect() as connection:
        tables = sqlalchemy.inspect(connection).get_table_names()
        rows = {
            name: connection.execute(sqlalchemy.text(f"SELECT * FROM {name}")) for name in tables
        }
        return {name: sorted(map(repr, found)) for name, found in rows.items()}


def path_of(folder, student):
    return folder / "autograded" / student / LESSON / f"{LESSON}.ipynb"


@pytest.mark.parametrize("student", ["ann", "bo [1]* b", "Zoë Ångström", "o'neil", "学生"])
def test_a_score_is_saved(writer, folder, released, student):
    """Do scores, time and notebook of a student get where nbgrader looks for them?"""
    writer.save(student, LESSON, outcome(released, 0.5), submission())
    points = sum(float(cell.metadata.nbgrader.points) for cell in filter(is_check, released.cells))
    assert writer.score(student, LESSON) == points / 2
    assert writer.score("nobody", LESSON) is None
    with book(folder) as opened:
        found = opened.find_submission(LESSON, student)
        assert found.timestamp == NOON
        assert not found.needs_manual_grade
    path = path_of(folder, student)
    assert any(cell.outputs for cell in filter(is_check, nbformat.read(path, 4).cells))
    assert stat.S_IMODE(path.stat().st_mode) == 0o444
    assert open_course(folder).get_existing_timestamp(path.parent) == NOON


def test_a_better_one_replaces_it(writer, folder, released):
    """Does a second grading replace score, time and notebook, and leave nothing of the first?"""
    writer.save("ann", LESSON, outcome(released, 0.0), submission())
    writer.save("ann", LESSON, outcome(released, 1.0), submission(NOON + timedelta(1)))
    assert writer.score("ann", LESSON) == 2.0
    assert sorted(each.name for each in path_of(folder, "ann").parent.iterdir()) == [
        f"{LESSON}.ipynb",
        "timestamp.txt",
    ]
    assert [each.name for each in path_of(folder, "ann").parents[1].iterdir()] == [LESSON]
    assert len(content(folder)["submitted_assignment"]) == 1


def test_an_answer_left_as_it_was_gets_nbgraders_comment(writer, folder, released):
    """Does formgrader show "No response." where a student wrote nothing, and only there?"""

    def answer(notebook):
        cell = next(each for each in notebook.cells if each.id == "standardize")
        cell.source += "\n# mine"

    writer.save("stub", LESSON, outcome(released, 0.0), submission())
    writer.save("ann", LESSON, outcome(released, 0.0, change=answer), submission())
    with book(folder) as opened:
        found = opened.find_comment("standardize", LESSON, LESSON, "stub")
        assert found.comment == "No response."
        assert opened.find_comment("standardize", LESSON, LESSON, "ann").comment is None


def test_a_grade_by_hand_survives(writer, folder, released):
    """Does a score that a person gave count after another grading, and ask for a look?"""
    writer.save("ann", LESSON, outcome(released, 0.0), submission())
    with book(folder) as opened:
        opened.find_grade("standardize_check", LESSON, LESSON, "ann").manual_score = 1.5
        opened.db.commit()
    writer.save("ann", LESSON, outcome(released, 1.0), submission())
    assert writer.score("ann", LESSON) == 1.5
    with book(folder) as opened:
        assert opened.find_grade("standardize_check", LESSON, LESSON, "ann").needs_manual_grade


def test_a_late_penalty_is_nbgraders(folder, released):
    """Does a late submission lose what nbgrader's plugin takes, of the score it has now?"""
    config = folder / "nbgrader_config.py"
    config.write_text(config.read_text() + LATE)
    with book(folder) as opened:
        opened.update_or_create_assignment(LESSON, duedate=NOON)
    writer = Writer(open_course(folder))
    for share in (0.0, 1.0):
        writer.save("late", LESSON, outcome(released, share), submission(NOON + timedelta(1)))
        writer.save("ann", LESSON, outcome(released, share), submission(NOON))
    assert writer.score("late", LESSON) == 0.0
    assert writer.score("ann", LESSON) == 2.0
    with book(folder) as opened:
        (notebook,) = opened.find_submission(LESSON, "late").notebooks
        assert (notebook.score, notebook.late_submission_penalty) == (2.0, 2.0)


@pytest.mark.parametrize("step", ["_know", "_process"])
def test_what_fails_half_way_changes_nothing(writer, folder, released, step, monkeypatch):
    """Is the gradebook as before when saving ends between any two of its steps?"""
    writer.save("ann", LESSON, outcome(released, 0.0), submission())
    before, notebook = content(folder), path_of(folder, "ann").read_bytes()
    done = getattr(writer, step)

    def then_end(*arguments):
        done(*arguments)
        raise KeyboardInterrupt

    monkeypatch.setattr(writer, step, then_end)
    for student in ("ann", "bea"):
        with pytest.raises(KeyboardInterrupt):
            writer.save(student, LESSON, outcome(released, 1.0), submission())
    assert content(folder) == before
    assert path_of(folder, "ann").read_bytes() == notebook
    assert not path_of(folder, "bea").exists()


def test_a_run_ended_before_the_notebook_is_mended_by_another(
    writer, folder, released, monkeypatch
):
    """Is there no folder, which nbgrader would take for finished, until its notebook is whole?"""

    def end(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(autograded.os, "rename", end)
    with pytest.raises(KeyboardInterrupt):
        writer.save("ann", LESSON, outcome(released, 1.0), submission())
    monkeypatch.undo()
    assert not path_of(folder, "ann").parent.exists()
    writer.save("ann", LESSON, outcome(released, 1.0), submission())
    assert path_of(folder, "ann").exists()
    assert writer.score("ann", LESSON) == 2.0


def test_one_gradebook_is_opened(writer, folder, released, monkeypatch):
    """Do nbgrader's preprocessors work in the transaction, rather than open a gradebook each?"""
    writer.save("ann", LESSON, outcome(released, 1.0), submission())
    opened = []
    monkeypatch.setattr(gradebook.Gradebook, "__init__", lambda *_: opened.append(1))
    monkeypatch.setattr("nbgrader.api.create_engine", lambda *_, **__: opened.append(1))
    writer.save("bea", LESSON, outcome(released, 1.0), submission())
    writer.register(LESSON)
    assert opened == []


@pytest.mark.parametrize("student", ["<b>", 'a"b', "a\\b", "a\nb", "a\udcffb"])
def test_ids_that_pages_cannot_show_are_refused(writer, folder, released, student):
    """Is an id that formgrader would put into its pages as HTML or script refused in a sentence?"""
    before = content(folder)
    with pytest.raises(CourseError, match="is no id for a student"):
        writer.save(student, LESSON, outcome(released, 1.0), submission())
    assert content(folder) == before
    assert list((folder / "autograded").glob("*")) == []


def test_nothing_runs_students_code_here(folder):
    """Is a configuration refused whose preprocessors would execute the notebook?"""
    config = folder / "nbgrader_config.py"
    execute = "c.Autograde.autograde_preprocessors = ['nbgrader.preprocessors.Execute']\n"
    config.write_text(config.read_text() + execute)
    with pytest.raises(CourseError, match="not in the sandbox"):
        Writer(open_course(folder))
