"""The inputs that a class is judged on: for each exercise the same ones for everybody.

All of them follow from one number that is drawn once for an assignment. Who finds out the inputs of
one check can tell nothing of another's from them.
"""

import hashlib
import hmac

SETS, SETS_OF_MODELS = 5, 2
"""Sets of inputs: a wrong answer that one of them lets through is caught by another."""

OTHERWISE = {
    "capstone": 1,
    "choose_polynomial": 2,
    "choose_rate": 2,
    "dropconnect_forward": 2,
    "dropout_forward": 2,
    "gradient_descent_shrinkage": 20,
    "layer_norm": 10,
    "monte_carlo_dropout": 2,
    "spatial_dropout_forward": 2,
}
"""Fewer where an answer trains for as long as it likes, searches among many models, or is called
more than a hundred times for one set; more where a known mistake shows on few inputs, and judging
one takes a few milliseconds.
"""

BYTES = 16


def derived(seed, exercise):
    """Seeds of the sets of inputs for an exercise.

    Parameters
    ----------
    seed : str
        Of the assignment.
    exercise : grader.exercise.Exercise

    Returns
    -------
    list of int
        Each has 128 bits, so that trying all of them leads nowhere.
    """
    count = OTHERWISE.get(exercise.id, SETS_OF_MODELS if makes_models(exercise) else SETS)
    words = (f"{exercise.id} {number}" for number in range(count))
    return [_hashed(str(seed), each) for each in words]


def makes_models(exercise):
    """Whether its answers make or train models, so that judging one takes a second or more."""
    of_models = exercise.reference.__module__.endswith("_models")
    return bool(exercise.needs or exercise.weights) or of_models


def _hashed(key, text):
    digest = hmac.digest(key.encode(), text.encode(), hashlib.sha256)
    return int.from_bytes(digest[:BYTES], "big")
