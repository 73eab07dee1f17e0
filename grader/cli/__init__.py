"""The command ``course``: what a learner, an instructor and a maintainer type.

Each command imports what it needs when it runs, so that ``course --help`` answers at once.
"""

import os
import sys

from grader import encoding

from grader.cli import learning  # isort: skip - the help lists a learner's commands first
from grader.cli import building, grading, interrupts
from grader.cli.app import app
from grader.learner import CourseError, trouble
from grader.warm import search_path

__all__ = ["app", "building", "grading", "interrupts", "learning", "main"]


def main():
    """Run the command line; what a user can put right ends in a sentence or two and exit code 1."""
    encoding.settle()
    os.umask(os.umask(0) & 0o077)  # what is made here, its owner can use
    search_path.settle()
    try:
        with interrupts.in_safe_places():
            app()
    except CourseError as error:
        sys.exit(f"course: {error}")
    except OSError as error:
        sys.exit(f"course: {trouble.explained(error, 'what was there before is as it was')}")
