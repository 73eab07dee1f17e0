"""Losses in words and as a picture, up to where an answer and the right rule get."""

import numpy as np

from grader.criteria.sketch import Sketch


def listed(values):
    """Numbers as a learner would write them: "2.5, 1.25, 3"."""
    return ", ".join(f"{value:g}" for value in values)


def runs(losses, yours, right, words):
    """A curve of the losses that ends where the answer ends, beside one that ends rightly.

    Parameters
    ----------
    losses : ndarray, shape (epochs,)
    yours, right : number
        The last place of each; beyond the losses, or none, means all of them.
    words : str
    """
    ends = [_within(end, len(losses)) for end in (yours, right)]
    return Sketch("curve", *(losses[: end + 1] for end in ends), words)


def _within(end, length):
    if not np.isfinite(end):
        return length - 1
    return int(np.clip(end, 0, length - 1))
