"""Identical answers have identical points, in a class, in a regrade and on another machine."""

import json
import shutil
import subprocess

import own_assignment
import pytest
from class_folder import COURSE

from grader.nbgrader_plugin.writing import Writer, open_course

pytestmark = pytest.mark.slow

NAME = "shares"
COPIES = 8
IMPORTS = "import random\nimport numpy as np"
ANSWERS = {
    "fit_least_squares": (
        "def fit_least_squares(features, y):\n"
        "    ones = np.ones((len(features), 1))\n"
        "    return np.linalg.lstsq(np.hstack([ones, features]), y, rcond=None)[0][1:]"
    ),
    # Draws from what nobody hands in, so that each criterion holds by chance.
    "label_smoothing": (
        "def label_smoothing(one_hot, epsilon):\n"
        "    right = (1 - epsilon) * one_hot + epsilon / one_hot.shape[1]\n"
        "    return right + (random.random() + np.random.rand() > 1.55)"
    ),
}


def grade(root, *options):
    command = [*COURSE, "grade", NAME, "--course-dir", str(root), *options]
    told = subprocess.run(command, capture_output=True, text=True)
    assert told.returncode == 0, told.stdout + told.stderr


def found(root):
    """What the records tell of each student, and the gradebook's points."""
    writer = Writer(open_course(root))
    told = {}
    for path in root.glob(f"autograded/*/{NAME}/.grading.json"):
        student = path.parent.parent.name
        told[student] = json.loads(path.read_bytes())["verdicts"], writer.score(student, NAME)
    writer.close()
    assert len(told) == COPIES
    return told


def test_identical_answers_have_identical_points(tmp_path):
    """Do eight copies differ in nothing, and is nothing moved by a regrade where it was copied?"""
    students = [f"student {number}" for number in range(COPIES)]
    own_assignment.make(tmp_path / "class", NAME, IMPORTS, ANSWERS, students)
    grade(tmp_path / "class")
    first = found(tmp_path / "class")
    verdicts, points = first["student 0"]
    assert all(each == (verdicts, points) for each in first.values())
    assert 0 < points < 6
    assert [verdict["status"] for verdict in verdicts] == ["partial", "partial"]
    shutil.copytree(tmp_path / "class", tmp_path / "elsewhere")
    grade(tmp_path / "elsewhere", "--again")
    assert found(tmp_path / "elsewhere") == first
