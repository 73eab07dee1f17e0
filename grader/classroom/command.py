"""What ``course grade`` does with its options."""

import contextlib
import os
from pathlib import Path

from grader.classroom.naming import find_assignment, released_in
from grader.classroom.work import Scoring
from grader.learner import CourseError

INTERRUPTED = 130
"""Exit code, as shells have it."""


def run(
    assignment,
    course_dir,
    submitted,
    workers,
    scheduler,
    sandbox,
    student,
    again=False,
    students=(),
    lower=False,
    drop_removed=False,
):
    """Grade a class, or show one student's submission graded again.

    Returns
    -------
    int
        Exit code: 0 when all is graded, or the replay equals the record.

    Raises
    ------
    CourseError
    """
    if students and not again:
        raise CourseError(
            "--student says whose submission is graded again: add --again, or leave it out."
        )
    _check_submitted(course_dir, submitted)
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    scoring = (Scoring.elsewhere if scheduler else Scoring.here)(sandbox)
    lesson = _in_its_usual_place(course_dir, assignment, submitted)
    try:
        if lesson and not scheduler:
            scoring.begin(lesson)  # TensorFlow's import takes longest: it begins before all others
        from rich.console import Console

        from grader.classroom.grading import Order, grade
        from grader.classroom.replay import replay

        place = (course_dir.resolve(), assignment, submitted)
        how = (workers, scheduler, sandbox, again, tuple(students), lower, drop_removed)
        order = Order(*place, *how)
        if not lesson:
            order.open()  # what is wrong is told before anything has been started
        if student is None:
            fine = grade(order, Console(), scoring)
        else:
            fine = replay(order, student, Console(), scoring)
    except KeyboardInterrupt:
        print("Stopped. What is finished is kept; the same command goes on from there.")
        return INTERRUPTED
    finally:
        scoring.end()
    return 0 if fine else 1


def _check_submitted(course_dir, submitted):
    """Refuse the course directory: each folder in it that has the assignment would be a student."""
    if submitted is None:
        return
    course, folder = (Path(os.path.realpath(each)) for each in (course_dir, submitted))
    if course.is_relative_to(folder):
        raise CourseError(
            "--submitted: expected a folder that holds STUDENT/ASSIGNMENT, and got "
            f"{folder}, which is the course directory or holds it: name the folder of the "
            "submissions, or leave --submitted out."
        )


def _in_its_usual_place(course_dir, assignment, submitted):
    """Texts of the assignment's notebooks, where a first look finds them and what was handed in."""
    folder, released = submitted or course_dir / "submitted", course_dir / "notebooks"
    with contextlib.suppress(OSError, CourseError):
        assignment = find_assignment(released_in(released), assignment)
        if any((each / assignment).exists() for each in folder.iterdir()):
            files = (released / assignment).glob("*.ipynb")
            return [file.read_text("utf-8", errors="replace") for file in files]
    return []
