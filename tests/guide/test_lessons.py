"""docs/lessons.md, followed command by command: what it makes is built, handed in and graded."""

import pytest
from guide import Reader, answers, blocks, grades, hand_in, points

pytestmark = pytest.mark.slow

WORDS = "The images of one patient are on both sides of the split, so it is too easy."
HALF = """\
def l2_penalty(weights, strength):
    return strength * sum(abs(w).sum() for w in weights)
"""


@pytest.fixture(scope="module")
def reader(tmp_path_factory):
    """Somebody who has followed the document; `test_two_notebooks` follows the rest of it."""
    reader = Reader(tmp_path_factory.mktemp("lessons"))
    for step in blocks("lessons.md"):
        if "new hw3" not in step:
            reader.instructor(step)
    return reader


@pytest.fixture(scope="module")
def scores(reader):
    """What `course grade` gives in both assignments, by student and cell."""
    right, other = answers(reader, "hw1"), answers(reader, "hw2")
    hand_in(reader, "ada", "hw1", right | {"overfitting_in_words": WORDS})
    hand_in(reader, "bob", "hw1", right | {"l2_penalty": HALF})
    hand_in(reader, "ada", "hw2", other | {"in_words": WORDS})
    hand_in(reader, "bob", "hw2", {"double": "def double(x):\n    return abs(2 * x)\n"})
    # Two graders at once, each with processes of its own, on one gradebook.
    reader.instructor("course grade hw1 & course grade hw2; wait $!")
    return {
        (assignment, student): given
        for assignment in ("hw1", "hw2")
        for student, given in grades(reader, assignment).items()
    }


def test_a_selection_is_graded_by_its_own_points(scores):
    """Do exercises of two lessons earn the points that the instructor gave them?"""
    ada = points(scores["hw1", "ada"])
    assert ada["dropout_forward_check"] == (3.0, 3.0)
    assert ada["l2_penalty_check"] == (4.0, 4.0)
    earned, most = points(scores["hw1", "bob"])["l2_penalty_check"]
    assert most == 4.0
    assert earned < 2.0  # the idea, which half of the points are for, is not in it


def test_a_question_in_words_waits_for_a_human_grader(scores):
    """Is a written answer kept for whoever grades by hand?"""
    assert scores["hw1", "ada"]["overfitting_in_words"][2]
    assert scores["hw2", "ada"]["in_words"][2]


def test_hidden_tests_of_one_s_own_run(scores):
    """Is an answer caught that passes the visible test alone?"""
    assert points(scores["hw2", "ada"])["double_test"] == (2.0, 2.0)
    assert points(scores["hw2", "bob"])["double_test"] == (0.0, 2.0)


def test_the_exam_came_with_the_release(reader):
    """Does the file that closes hints lie beside the students' notebook?"""
    assert (reader.course / "notebooks" / "hw1" / "exam.toml").is_file()
