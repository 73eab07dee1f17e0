"""What notebooks show: data, pictures, quizzes, playgrounds. Importing it loads nothing heavy."""

from grader.lab.cells import after_writing, claim, table
from grader.lab.showing import show_code

__all__ = ["after_writing", "claim", "show_code", "table"]
