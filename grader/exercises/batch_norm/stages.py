"""The stages of batch norm: what each is made of, on the way there and on the way back."""

import numpy as np

from grader.criteria import Unacceptable, close
from grader.criteria.guards import array, values_of
from grader.remote.plain import describe

BACKWARD = (
    "beta",
    "gamma",
    "normalized",
    "inverse_std",
    "std",
    "variance",
    "squared",
    "centered",
    "mean",
    "x",
)


def named(value, names):
    """The arrays of a dictionary, one for each name.

    Raises
    ------
    Unacceptable
    """
    wanted = f"Expected a dictionary with the keys {', '.join(names)}"
    if not isinstance(value, dict):
        advice = ": did you forget a return?" if value is None else "."
        raise Unacceptable(f"{wanted}; got {describe(value)}{advice}")
    if missing := [name for name in names if name not in value]:
        raise Unacceptable(f"{wanted}; got one without {', '.join(missing)}.")
    parts = {name: values_of(value[name]) for name in names}
    return {name: array(part, np.shape(part), f"`{name}`") for name, part in parts.items()}


def judged(got, rules, known, sentences):
    """A criterion for each stage, judged by the answer's own earlier ones.

    So one wrong stage costs one stage, and the first one that is named is the wrong one.

    Parameters
    ----------
    got : dict of str to ndarray
    rules : dict of str to callable
        ``rule(values)`` is the stage as it follows from those before it.
    known : dict of str to ndarray
        What the first stage is made of.
    sentences : dict of str to str
    """
    values = dict(known)
    for name, rule in rules.items():
        expected, own = rule(values), got[name]
        yield close(_fitted(own, expected), expected, sentences[name], 1e-4, 1e-5)
        usable = own.shape == expected.shape and np.isfinite(own).all()
        values[name] = own if usable else expected


def _fitted(own, expected):
    """A stage that was kept as one row, or as one value for all rows, in the expected shape."""
    if own.ndim == 2 and own.shape[0] == 1 and own.shape[1:] == expected.shape:
        return own[0]
    if own.shape == expected.shape[1:] and np.allclose(expected, expected[:1]):
        return np.broadcast_to(own, expected.shape)
    return own
