"""A course on regularization in deep learning: all that a notebook imports for feedback.

Importing this package is fast; TensorFlow is imported by whoever first needs it.
"""

import os

# TensorFlow reads it when it is imported. nbgrader gives no points to a cell with anything on
# standard error, where TensorFlow logs.
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

from grader.lab.quiz import quiz
from grader.learner.closing import closing
from grader.notebook import check, hint, progress, solution

__all__ = ["check", "closing", "hint", "progress", "quiz", "solution"]
