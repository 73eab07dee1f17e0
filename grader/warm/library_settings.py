"""Settings of libraries that decide about results and pictures: the course's own.

A forgotten ``keras.json`` or ``matplotlibrc`` at home, or a variable set for other work, is the
user's and stays there; a process of the course reads none of it.
"""

import importlib.util
import os
import sys
from pathlib import Path

NOWHERE = os.devnull
"""In place of a folder for Keras: it reads no settings there and writes none."""

DROPPED = (
    "KERAS_MAX_EPOCHS",
    "KERAS_MAX_STEPS_PER_EPOCH",
    "KERAS_NNX_ENABLED",
    "TF_XLA_FLAGS",
    "XLA_FLAGS",
)
"""Variables that change what Keras computes, or end its process over a flag of another version."""

BACKEND = "MPLBACKEND"
"""Variable of matplotlib, which cannot be imported where it names a backend that is not there."""

HASH_SEED = {"PYTHONHASHSEED": "0"}
"""Variable with which a text has the same hash, and a set of texts the same order, in every run."""

_found = {}
"""Values that variables had before they were pinned, None for those that were not set."""


def variables(keras_home=NOWHERE):
    """Variables with which the libraries have settings as they come.

    Parameters
    ----------
    keras_home : path-like
        Where Keras keeps its settings and what it downloads.

    Returns
    -------
    dict of str to str
    """
    return {
        "KERAS_BACKEND": "tensorflow",
        "KERAS_HOME": os.fspath(keras_home),
        "MATPLOTLIBRC": _as_matplotlib_comes(),
        "TF_USE_LEGACY_KERAS": "0",
    }


def own(environment, keras_home=NOWHERE):
    """An environment with these variables, in which the same code gives the same results.

    Parameters
    ----------
    environment : mapping of str to str
        What is kept of it: all but what the course drops.
    keras_home : path-like
        As `variables` has it.

    Returns
    -------
    dict of str to str
    """
    dropped = (*DROPPED, BACKEND)
    kept = {name: value for name, value in environment.items() if name not in dropped}
    return kept | variables(keras_home) | HASH_SEED


def pin(keras_home):
    """Have libraries that this process imports from now on use the course's settings.

    Parameters
    ----------
    keras_home : path-like or None
        None leaves Keras' folder where the user has it.
    """
    pinned = variables(keras_home or NOWHERE)
    # A kernel has told matplotlib there how its notebook shows pictures.
    dropped = DROPPED if "ipykernel.kernelapp" in sys.modules else (*DROPPED, BACKEND)
    for name in (*pinned, *dropped):
        _found.setdefault(name, os.environ.get(name))
    for name in dropped:
        os.environ.pop(name, None)
    if keras_home is None:
        del pinned["KERAS_HOME"]
    os.environ.update(pinned)


def as_the_user_has_it():
    """The environment of this process, with what was in place of what has been pinned."""
    found = {**os.environ, **_found}
    return {name: value for name, value in found.items() if value is not None}


def _as_matplotlib_comes():
    """The settings file that matplotlib brings along, found without importing it."""
    (package,) = importlib.util.find_spec("matplotlib").submodule_search_locations
    return str(Path(package, "mpl-data", "matplotlibrc"))
