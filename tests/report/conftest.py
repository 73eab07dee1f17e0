"""Classes in memory and on disk."""

import pytest
from made_class import MadeClass
from short import EXERCISE

from grader.classroom.report.lesson import Answer


@pytest.fixture(scope="session")
def template(tmp_path_factory):
    """A course directory with the first lesson; to be copied, not changed."""
    return MadeClass(tmp_path_factory.mktemp("template") / "class")


@pytest.fixture
def made(template, tmp_path):
    """A course directory with the first lesson, in which nobody has been graded."""
    return template.copied(tmp_path / "class")


@pytest.fixture
def answers():
    """Makes answers to one exercise, from texts by student."""

    def make(texts, status="passed"):
        return [Answer(student, EXERCISE, text, status) for student, text in texts.items()]

    return make
