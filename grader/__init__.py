"""A course on regularization in deep learning: all that a notebook imports for feedback.

Importing this package is fast; TensorFlow is imported by whoever first needs it.
"""

import logging
import os

# TensorFlow reads it when it is imported. nbgrader gives no points to a cell with anything on
# standard error, where TensorFlow logs.
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

# A lesson makes many small models; that TensorFlow compiles each of them is no news to a learner.
logging.getLogger("tensorflow").addFilter(lambda record: "retracing" not in str(record.msg))

from grader.lab.quiz import quiz
from grader.notebook import check, hint, progress, solution

__all__ = ["check", "hint", "progress", "quiz", "solution"]
