"""What ``course grade`` does with its options."""

import contextlib
import os

from grader.classroom.work import Scoring

INTERRUPTED = 130
"""Exit code, as shells have it."""


def run(assignment, course_dir, submitted, workers, scheduler, sandbox, student):
    """Grade a class, or one student's submission again.

    Returns
    -------
    int
        Exit code: 0 when all is graded, or the replay equals the record.
    """
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    scoring = (Scoring.elsewhere if scheduler else Scoring.here)(sandbox)
    usual = _is_in_its_usual_place(course_dir, assignment, submitted)
    try:
        if usual and not scheduler:
            scoring.begin()  # TensorFlow's import takes longest: it begins before all others
        from rich.console import Console

        from grader.classroom.grading import Order, grade
        from grader.classroom.replay import replay

        order = Order(course_dir.resolve(), assignment, submitted, workers, scheduler, sandbox)
        if not usual:
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


def _is_in_its_usual_place(course_dir, assignment, submitted):
    """Whether a first look finds the assignment and something that was handed in."""
    folder = submitted or course_dir / "submitted"
    with contextlib.suppress(OSError):
        handed = any((each / assignment).exists() for each in folder.iterdir())
        return handed and (course_dir / "notebooks" / assignment).exists()
    return False
