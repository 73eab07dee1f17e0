"""Classes that nbgrader has graded, and course directories that it knows."""

import shutil
from pathlib import Path

import pytest
from class_directory import ROOT, ClassDirectory, half, noisy

ODD = "DL [2026] (A), 50 % & #1"
"""A course's folder may have any name."""


@pytest.fixture(scope="class")
def graded(request, tmp_path_factory):
    """A class with the honest submissions that the test class asks for, graded."""
    root = tmp_path_factory.mktemp("class") / ODD
    root.mkdir()
    course = ClassDirectory(root, request.cls.lesson)
    course.nbgrader("generate_assignment", course.lesson)
    right = course.answers()
    kinds = {"right": right, "noisy": noisy(right), "half": half(right), "stubs": {}}
    for student in request.cls.students:
        course.submit(student, kinds.get(student, right), request.cls.complete)
    if request.cls.by_command:  # TensorFlow is told to log all it can
        course.nbgrader("autograde", course.lesson, TF_CPP_MIN_LOG_LEVEL="0")
    else:
        course.autograde()
    course.nbgrader("generate_feedback", course.lesson)
    return course


@pytest.fixture(scope="session")
def registered(tmp_path_factory):
    """A course directory whose gradebook knows the first lesson; to be copied, not changed."""
    from grader.nbgrader_plugin.writing import Writer, open_course

    lesson = "00_start_here"
    root = ClassDirectory(tmp_path_factory.mktemp("registered"), lesson).root
    shutil.copytree(ROOT / "notebooks" / lesson, root / "notebooks" / lesson)
    writer = Writer(open_course(root))
    writer.register(lesson)
    writer.close()
    return root


@pytest.fixture
def folder(registered, tmp_path):
    """A course directory of the test's own, with a gradebook that knows the first lesson."""
    return Path(shutil.copytree(registered, tmp_path / ODD))


@pytest.fixture
def class_directory(tmp_path):
    """An empty class for the first lesson."""
    (tmp_path / "class").mkdir()
    return ClassDirectory(tmp_path / "class", "00_start_here")
