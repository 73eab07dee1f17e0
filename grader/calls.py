"""How an exercise's function is called: its parameters, and one call in words."""

import functools
import inspect

import numpy as np

MOST_SHOWN = 6
"""Numbers of an array, or items of a list, that are written out."""


class Call:
    """The parameters of an exercise's reference.

    Parameters
    ----------
    name : str
        Of the exercise.
    reference : callable
    """

    def __init__(self, name, reference):
        self.name = name
        self.parameters = inspect.signature(reference).parameters

    @property
    def signature(self):
        """The parameters as one writes them, such as "x, rate, rng, training=True"."""
        return ", ".join(map(str, self.parameters.values()))

    def by_position(self, args, kwargs):
        """All arguments of a call in order, with the defaults of those left out before the last."""
        given = dict(zip(self.parameters, args, strict=False)) | kwargs
        last = max((i for i, name in enumerate(self.parameters) if name in given), default=-1)
        return tuple(
            given.get(name, parameter.default)
            for name, parameter in list(self.parameters.items())[: last + 1]
        )

    def words(self, args, kwargs):
        """One call, such as "dropout_forward(x of shape (120, 60), 0.3, rng)"."""
        names = list(self.parameters)
        parts = [_argument(*pair) for pair in zip(names, args, strict=False)]
        parts += [
            f"{name}={_value(v)}" if _shown(v) else _argument(name, v) for name, v in kwargs.items()
        ]
        return f"{self.name}({', '.join(parts)})"


@functools.cache
def call_of(exercise):
    """How the function of an exercise is called."""
    return Call(exercise.id, exercise.reference)


def _argument(name, value):
    if isinstance(value, np.random.Generator):
        return name
    if _shown(value):
        return _value(value)
    if isinstance(value, np.ndarray):
        return f"{name} of shape {value.shape}"
    if isinstance(value, tuple | list):
        return f"{name} {_extent(value)}"
    return name


def _extent(values):
    """How long a list is; of a few arrays, how large they are."""
    if 0 < len(values) <= MOST_SHOWN and all(isinstance(v, np.ndarray) for v in values):
        return f"of shapes {', '.join(str(v.shape) for v in values)}"
    return f"of length {len(values)}"


def _shown(value):
    """Whether a value is short enough to be written out."""
    if isinstance(value, np.ndarray):
        return value.ndim == 1 and value.size <= MOST_SHOWN and value.dtype.kind in "biuf"
    if isinstance(value, tuple | list):
        return len(value) <= MOST_SHOWN and all(isinstance(v, int | float | str) for v in value)
    return value is None or isinstance(value, bool | int | float | str | np.number)


def _value(value):
    if isinstance(value, np.ndarray):
        return f"[{', '.join(_value(v) for v in value.tolist())}]"
    if isinstance(value, tuple | list):
        inside = ", ".join(map(_value, value))
        return f"[{inside}]" if isinstance(value, list) else f"({inside})"
    if isinstance(value, float | np.floating):
        return f"{float(value):.4g}"
    return str(value) if isinstance(value, np.number) else repr(value)
