"""What ``course grade`` does with its options."""

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
    try:
        if not scheduler:  # TensorFlow's import takes longest: it begins before all other imports
            scoring.begin()
        from rich.console import Console

        from grader.classroom.grading import Order, grade
        from grader.classroom.replay import replay

        order = Order(course_dir.resolve(), assignment, submitted, workers, scheduler, sandbox)
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
