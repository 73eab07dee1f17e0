"""docs/instructor.md, followed command by command in a course of its own."""

import csv
import subprocess

import nbformat
import pytest
from guide import LESSON, RIGHT, WRONG, Reader, blocks, canvas_archive
from nbgrader.api import Gradebook

pytestmark = pytest.mark.slow

ASKED = "# as a student\n"


@pytest.fixture(scope="module")
def reader(tmp_path_factory):
    """Somebody who has a clone of the course, and nothing else."""
    return Reader(tmp_path_factory.mktemp("guide"))


@pytest.fixture(scope="module")
def followed(reader, browser):
    """The guide, from its first command to its last; what each printed."""
    steps = blocks("instructor.md")
    assert steps[0].startswith("make environment\n")
    said = [reader.instructor("course doctor")]  # the environment of these tests is there already
    for step in steps[1:]:
        if "fetch_assignment" in step:
            said.append(reader.student(step))
            reader.answer(reader.home / LESSON / f"{LESSON}.ipynb", WRONG)
        elif step.startswith(ASKED):
            said.append(reader.student(step))
        elif step == "course lab --instructor\n":
            reader.look(browser)
            reader.answer(reader.home / LESSON / f"{LESSON}.ipynb", RIGHT)
            reader.student(f"sleep 1; nbgrader submit {LESSON} --course regularization")
        else:
            if "course collect" in step:
                canvas_archive(reader)
            said.append(reader.instructor(step))
    return "\n".join(said)


def test_the_gradebook_has_what_was_handed_in(followed, reader):
    """Has each student the points of the last attempt, or those that were given by hand?"""
    with Gradebook(f"sqlite:///{reader.course}/gradebook.db", "regularization") as gradebook:
        assert {student.id for student in gradebook.students} == {"ada", "bob", "eve"}
        scores = {
            each.student.id: each.score for each in gradebook.find_assignment(LESSON).submissions
        }
    assert scores == {"ada": 2.0, "bob": 1.5}
    with open(reader.course / "grades.csv", newline="") as file:
        rows = {(row["assignment"], row["student_id"]): row for row in csv.DictReader(file)}
    assert float(rows[LESSON, "bob"]["score"]) == 1.5
    assert rows[LESSON, "ada"]["duedate"].startswith("2035-02-01 23:59")


def test_the_student_reads_feedback_on_the_last_attempt(followed, reader):
    """Is the page there which the exchange gave, with a verdict and with the right answer on it?"""
    (page,) = (reader.home / LESSON / "feedback").glob(f"*/{LESSON}.html")
    text = page.read_text()
    assert "passed" in text
    assert "Score: 2.0 / 2.0" in text
    other = reader.course / "feedback" / "bob" / LESSON / f"{LESSON}.html"
    assert "Score: 1.5 / 2.0" in other.read_text()
    assert "No feedback was released to bob" in followed


def test_the_course_s_own_files_are_as_they_were(followed, reader):
    """Does a class leave nothing that Git would commit, or that an update would meet?"""
    status = ["git", "status", "--porcelain"]
    done = subprocess.run(status, cwd=reader.course, capture_output=True, text=True, check=True)
    assert done.stdout == ""


def test_the_release_is_what_students_got(followed, reader):
    """Is the notebook that was fetched the released one, with answers filled in?"""
    mine = nbformat.read(reader.home / LESSON / f"{LESSON}.ipynb", as_version=4)
    released = nbformat.read(reader.course / "notebooks" / LESSON / f"{LESSON}.ipynb", as_version=4)
    assert [cell.id for cell in mine.cells] == [cell.id for cell in released.cells]


def test_a_roster_with_doubles_changes_nothing(followed, reader):
    """One sentence, and nobody's name is another's afterwards?"""
    (reader.course / "doubles.csv").write_text("id,first_name\nada,Eve\nmax,Max\nada,Ada\n")
    said = reader.instructor("nbgrader db student import doubles.csv", code=1)
    assert "'ada' more than once" in said
    assert "max" not in reader.instructor("nbgrader db student list")


def test_a_spreadsheet_s_mark_of_encoding_is_no_part_of_a_column(followed, reader):
    """Is a roster taken that begins with the mark which spreadsheets write?"""
    (reader.course / "marked.csv").write_text("id,first_name\nzoe,Zoë\n", encoding="utf-8-sig")
    reader.instructor("nbgrader db student import marked.csv")
    assert "Zoë" in reader.instructor("nbgrader db student list")
    reader.instructor("nbgrader db student remove zoe")


def test_formgrader_listed_what_was_handed_in(followed, reader):
    """Were both submissions there, from the exchange and from the platform?"""
    assert reader.listed == 2
