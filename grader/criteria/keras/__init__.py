"""Judging Keras models: by what they are and do, whichever way they were spelled.

An answer's model is compared with a reference model of the same weights: `structure` says in words
what a model consists of, `behavior` compares what the two compute, `judge` yields the criteria.
"""

from grader.criteria.keras.expected import expected_model
from grader.criteria.keras.judge import also, same_model

__all__ = ["also", "expected_model", "same_model"]
