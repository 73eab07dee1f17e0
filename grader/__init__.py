"""A course on regularization in deep learning: all that a notebook imports for feedback.

Importing this package is fast; TensorFlow is imported by whoever first needs it.
"""

import os

# TensorFlow reads it when it is imported. nbgrader gives no points to a cell with anything on
# standard error, where TensorFlow logs.
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

from grader.learner.closing import closing
from grader.learner.quizzes import quiz, review
from grader.learner.standing import progress
from grader.learner.written import model_answer
from grader.notebook import check, hint, solution

__all__ = ["check", "closing", "hint", "model_answer", "progress", "quiz", "review", "solution"]
