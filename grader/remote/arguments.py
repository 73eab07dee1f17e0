"""The arguments of a call: copied for the answer, and compared with what was passed."""

import inspect

import numpy as np

from grader.remote import models
from grader.remote.plain import Model, Reused, Tensor


def private(value):
    """Copy arguments, so that an answer that changes them changes nothing of the check's."""
    if isinstance(value, np.ndarray):
        return value.copy()
    if isinstance(value, tuple | list):
        return type(value)(private(item) for item in value)
    if isinstance(value, dict):
        return {key: private(item) for key, item in value.items()}
    if isinstance(value, Tensor):
        return models.to_torch(value)
    if isinstance(value, Model):
        model = models.rebuild(value)
        model.stop_training = False  # as `fit` leaves it to callbacks
        return model
    return value


def changed(function, request, args, kwargs):
    """Names of the arguments that are no longer what was passed."""
    passed = enumerate(zip(request["args"], args, strict=True))
    places = [i for i, (was, now) in passed if not same(was, now)]
    names = _parameters(function) if places else []
    return [names[i] if i < len(names) else f"argument {i + 1}" for i in places] + [
        k for k, was in request["kwargs"].items() if not same(was, kwargs[k])
    ]


def _parameters(function):
    """Names of a function's parameters, where it tells them."""
    try:
        return list(inspect.signature(function).parameters)
    except (TypeError, ValueError):
        return []


def same(was, now):
    """Whether an argument still is what was passed; generators are there to be used."""
    if isinstance(was, np.ndarray):
        unchanged = isinstance(now, np.ndarray) and was.dtype == now.dtype
        return unchanged and was.shape == now.shape and was.tobytes() == now.tobytes()
    if isinstance(was, Reused):
        return same(was.values, now)
    if isinstance(was, tuple | list):
        alike = type(was) is type(now) and len(was) == len(now)
        return alike and all(map(same, was, now))
    if isinstance(was, dict):
        return (
            isinstance(now, dict)
            and was.keys() == now.keys()
            and all(same(was[k], now[k]) for k in was)
        )
    if isinstance(was, int | float | str | None):
        return was is now or (type(was) is type(now) and was == now)
    return True
