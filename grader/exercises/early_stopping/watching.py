"""An answer to EarlyStopper at work: what it says and keeps while values come in."""

import numpy as np

from grader.criteria import Unacceptable, array, number
from grader.criteria.guards import values_of
from grader.remote.plain import describe
from grader.student import Student


def watched(student, values, patience, min_delta=0.0, mode="min", named=True):
    """As `stoppers.outcome`, for the answer: when it stops (NaN: never), best epoch and value."""
    options = {"min_delta": min_delta} if min_delta else {}
    options |= {"mode": mode} if mode != "min" else {}
    asked = student(patience, **options) if named else student(patience, min_delta, mode)
    stopper, stopped = made(asked), np.nan
    for epoch, value in enumerate(values):
        if updated(stopper, value, [np.array([value])]):
            stopped = epoch
            break
    return stopped, *best_of(stopper)


def made(stopper):
    """What the answer made, which must be an object.

    Raises
    ------
    Unacceptable
    """
    if not isinstance(stopper, Student):
        raise Unacceptable(f"Expected an object with a method `update`; got {describe(stopper)}.")
    return stopper


def updated(stopper, value, weights):
    """Whether to stop; None is taken for False, since only True is asked for."""
    said = values_of(stopper.update(float(value), weights))
    if said is None or isinstance(said, bool | np.bool_ | int):
        return bool(said)
    if isinstance(said, np.ndarray) and said.size == 1 and said.dtype.kind in "bi":
        return bool(said)
    raise Unacceptable(f"Expected `update` to return True or False; got {describe(said)}.")


def best_of(stopper):
    """best_epoch and best_value, NaN in the place of None: there was no best one yet."""
    names = ("best_epoch", "best_value")
    values = [stopper.member(name) for name in names]
    return tuple(
        np.nan if value is None else number(value, f"`{name}`")
        for value, name in zip(values, names, strict=True)
    )


def best_value(stopper):
    """best_value alone."""
    return best_of(stopper)[1]


def best_weight(stopper):
    """best_weights where there is one of them, a single number."""
    return float(_kept(stopper, [(1,)])[0])


def last_weights(stopper, losses, weights):
    """What best_weights are in the end, in one array."""
    for loss, each in zip(losses, weights, strict=True):
        updated(stopper, loss, each)
    return _kept(stopper, [part.shape for part in getattr(weights[0], "values", weights[0])])


def _kept(stopper, shapes):
    """best_weights, arrays of these shapes, in one array."""
    best = stopper.member("best_weights")
    if not isinstance(best, list | tuple) or len(best) != len(shapes):
        wanted = f"a list of {len(shapes)} array{'s' * (len(shapes) > 1)}"
        raise Unacceptable(f"Expected `best_weights` to be {wanted}; got {describe(best)}.")
    parts = [
        array(part, shape, f"`best_weights[{i}]`")
        for i, (part, shape) in enumerate(zip(best, shapes, strict=True))
    ]
    return np.concatenate([part.ravel() for part in parts])
