"""What `grader` offers a notebook, while a class is graded: checks are run from outside."""

from grader.lab.cards import Note

GRADED = "Checks are run by the course itself while a class is graded."


def check(*answer, **options):
    """Say that the course runs the checks; the score is in the check's own cell."""
    return Note("Check", GRADED)


def hint(exercise):
    """Say that this is no time for hints."""
    return Note("Hint", GRADED)


def solution(exercise):
    """Say that this is no time for solutions."""
    return Note("Solution", GRADED)
