"""All rewrites of an exercise."""

import zlib

from .contract import SLOW
from .functions import (
    arguments,
    around,
    callables,
    parts,
    results,
    scalars,
    searches,
    stoppers,
    tensors,
)
from .models import augmenters, builders, callbacks, nets, trainings
from .writing import writings

REGISTERED = (scalars,)
"""Importing it registers its styles among the results."""

TOPICS = {
    "callable": callables.rewrites,
    "results": results.rewrites,
    "parts": parts.rewrites,
    "arguments": arguments.rewrites,
    "writing": writings.rewrites,
    "stoppers": stoppers.rewrites,
    "searches": searches.rewrites,
    "around": around.rewrites,
    "tensors": tensors.rewrites,
    "models": builders.rewrites,
    "augmenters": augmenters.rewrites,
    "callbacks": callbacks.rewrites,
    "nets": nets.rewrites,
    "trainings": trainings.rewrites,
}

FEW = 8
"""Of how many styles one is tried where a check takes seconds."""


def rewrites(exercise, topics=tuple(TOPICS), chosen=lambda name: True):
    """The rewrites of an exercise on some topics; where a check takes seconds, a few of each.

    Parameters
    ----------
    exercise : grader.exercise.Exercise
    topics : tuple of str
    chosen : callable
        Whether a rewrite of this name is wanted.
    """
    found = []
    for topic in topics:
        one_in = FEW if exercise.id in SLOW and topic != "trainings" else 1

        def wanted(name, one_in=one_in):
            return sampled(name, one_in) and chosen(name)

        if topic == "writing":  # choosing comes before what takes long, which is comparing
            found += writings.rewrites(exercise, wanted)
        else:
            found += [each for each in TOPICS[topic](exercise) if wanted(each.name)]
    return found


def sampled(name, one_in):
    """Whether a rewrite is in a sample, which is the same in every run."""
    return zlib.crc32(name.encode()) % one_in == 0
