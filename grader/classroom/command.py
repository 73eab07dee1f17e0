"""What ``course grade`` does with its options."""

import os

from rich.console import Console

from grader.classroom.grading import Order, grade
from grader.classroom.replay import replay

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
    order = Order(course_dir.resolve(), assignment, submitted, workers, scheduler, sandbox)
    console = Console()
    try:
        fine = grade(order, console) if student is None else replay(order, student, console)
    except KeyboardInterrupt:
        console.print("Stopped. What is finished is kept; the same command goes on from there.")
        return INTERRUPTED
    return 0 if fine else 1
