"""An assignment of two notebooks, from the guide's commands to grades, reports and feedback."""

import csv

import pytest
from guide import Reader, answers, blocks, grades, hand_in, points

pytestmark = pytest.mark.slow

NAME, FILES = "hw3", ("practice", "theory")


@pytest.fixture(scope="module")
def reader(tmp_path_factory):
    """Somebody who has followed the guide to this assignment, and graded a class."""
    reader = Reader(tmp_path_factory.mktemp("several"))
    (step,) = [step for step in blocks("lessons.md") if f"new {NAME}" in step]
    reader.instructor(step)
    right = {file: answers(reader, NAME, file) for file in FILES}
    for file in FILES:
        hand_in(reader, "ada", NAME, right[file], file)
    hand_in(reader, "bob", NAME, right["theory"], "theory")  # nothing else
    hand_in(reader, "cyd", NAME, right["theory"], "theory", "practice.ipynb")  # names exchanged
    hand_in(reader, "cyd", NAME, right["practice"], "practice", "theory.ipynb")
    reader.said = reader.instructor(f"course grade {NAME}")
    return reader


def read(path):
    """The rows of a CSV file by student."""
    with open(path, newline="", encoding="utf-8-sig") as file:
        return {row.get("student") or row["student_id"]: row for row in csv.DictReader(file)}


def test_both_notebooks_count_wherever_they_are(reader):
    """Has each student the points of what was handed in, whatever the files are called?"""
    found = {student: points(given) for student, given in grades(reader, NAME).items()}
    for student in ("ada", "cyd"):
        assert found[student]["label_smoothing_check"] == (1.0, 1.0)
        assert found[student]["double_test"] == (2.0, 2.0)
    assert found["bob"]["label_smoothing_check"] == (1.0, 1.0)
    assert found["bob"]["double_test"] == (0.0, 2.0)
    assert "Graded again" not in reader.said
    rows = read(reader.course / "grades" / f"{NAME}.csv")
    assert float(rows["ada"]["total"]) == 3.0
    assert rows["ada"]["repairs"] == ""
    assert "theory.ipynb is the notebook of theory" in rows["bob"]["reason"]


def test_two_graders_at_once_do_what_is_left_once(reader):
    """Does one of them do all of it, which is one notebook, and the other one say why not?"""
    before = grades(reader, NAME)
    (reader.course / "autograded" / "ada" / NAME / ".grading.theory.json").unlink()
    said = reader.instructor(f"course grade {NAME} & course grade {NAME} || true; wait $! || true")
    assert said.count("Another run grades") == said.count("1 graded, 2 unchanged") == 1
    assert said.count("3 of 3: 0 graded, 3 unchanged") == 1
    assert grades(reader, NAME) == before


def test_nbgrader_s_own_command_and_a_replay_take_both(reader):
    """Does each give the same as `course grade` did?"""
    before = grades(reader, NAME)
    said = reader.instructor(f"nbgrader autograde {NAME} --student ada --force")
    assert all(f"Autograding {file}.ipynb of ada" in said for file in FILES)
    assert grades(reader, NAME) == before
    assert "those of the record" in reader.instructor(f"course grade {NAME} --replay ada")


def test_reports_exports_and_feedback_are_of_the_whole(reader):
    """Does each have the exercises and points of both?"""
    reader.instructor(f"course report {NAME}; nbgrader generate_feedback {NAME}; nbgrader export")
    rows = read(reader.course / "grades" / f"{NAME}_students.csv")
    assert (float(rows["ada"]["total"]), float(rows["ada"]["maximum"])) == (3.0, 7.0)
    page = (reader.course / "grades" / f"{NAME}_report.html").read_text()
    assert "label_smoothing" in page
    assert "double" in page
    assert float(read(reader.course / "grades.csv")["ada"]["score"]) == 3.0
    for file in FILES:
        assert (reader.course / "feedback" / "ada" / NAME / f"{file}.html").is_file()
