"""Plain data: what may cross between a check and an answer, and words for what it is."""

import itertools
import sys
from dataclasses import dataclass, field

import numpy as np

MAX_DEPTH = 8
MAX_ITEMS = 10_000
MAX_TEXT = 100_000
MAX_CONFIG = 2**20
MAX_BYTES = 64 * 2**20
FRAMEWORKS = {"tensorflow": "TensorFlow", "keras": "Keras", "torch": "PyTorch", "jax": "JAX"}

_AS_THEY_ARE = {type(None), bool, float}
"""Types whose values cross as they are, whatever they are."""

_PLAIN = {tuple, list, dict, int, str}
_NOT_OWN = {*sys.stdlib_module_names, *FRAMEWORKS, "numpy"}

KERAS_MODEL = "keras.Model"
"""What the type of any Keras model is called that stays where it is."""


@dataclass(frozen=True)
class Tensor:
    """A tensor of a framework ("TensorFlow", "PyTorch", ...) and its values."""

    framework: str
    values: np.ndarray


@dataclass(frozen=True)
class Model:
    """A Keras model: its configuration and how it was compiled, as JSON text, and its weights.

    `number` is that of the model itself, which can be asked where it stays.
    """

    config: str = field(repr=False)
    compiled: str | None = field(repr=False)
    weights: list = field(repr=False)
    number: int | None = field(default=None, repr=False)


@dataclass(frozen=True)
class OwnModel(Model):
    """A model of the course's own, beside its description: there is no need to rebuild it."""

    itself: object = field(default=None, repr=False, compare=False)


@dataclass(frozen=True)
class Handle:
    """An object that stays where it is; it can be asked by its number. `words` say what it is."""

    number: int
    type_name: str
    words: str = ""


@dataclass(frozen=True)
class Reused:
    """A list of arrays, or a `Model`, that is one object in all calls that it is passed to.

    So a training loop passes its weights: between two calls they are overwritten in place, by the
    values of the ``dataclasses.replace(reused, values=...)`` that is passed next.
    """

    values: object
    number: int = field(default_factory=itertools.count().__next__)


@dataclass(frozen=True)
class Opaque:
    """Something that does not cross, in words."""

    words: str


def framework_of(value):
    """Name of the framework whose tensor `value` is, or None. Imports no framework."""
    root = type(value).__module__.partition(".")[0]
    is_tensor = root in FRAMEWORKS and hasattr(value, "shape") and hasattr(value, "__array__")
    return FRAMEWORKS[root] if is_tensor else None


def to_plain(value, keep=None, depth=0):
    """Turn whatever an answer returned into plain data, copied.

    Parameters
    ----------
    value : object
    keep : callable, optional
        Takes an object that is not plain, returns what stands for it (a `Handle`, a `Model`).
    """
    if _crosses_as_it_is(value):
        return value
    if keep and _has_methods(value):
        return keep(value)
    if isinstance(value, int | float | str):
        return _basic(value)
    if isinstance(value, np.ndarray):
        return _plain_array(value)
    if isinstance(value, np.generic):
        plain = _plain_array(np.asarray(value))
        return plain[()] if isinstance(plain, np.ndarray) else Opaque(f"a {type(value).__name__}")
    if isinstance(value, tuple | list | dict):
        return _plain_container(value, keep, depth)
    framework = framework_of(value)
    if framework:
        return _plain_tensor(value, framework)
    return keep(value) if keep else Opaque(f"an object of type {type(value).__name__}")


def _crosses_as_it_is(value):
    """Whether it is one of the values of which there are many, told in no time."""
    kind = type(value)
    if kind is int:
        return -(2**63) < value < 2**63
    return kind in _AS_THEY_ARE or (kind is str and len(value) <= MAX_TEXT)


def _has_methods(value):
    """Whether it is of a class that somebody derived from a basic type and gave methods."""
    kind = type(value)
    if kind in _PLAIN or not isinstance(value, tuple | list | dict | int | float | str):
        return False
    if hasattr(kind, "_fields") and any(map(callable, value)):  # a named tuple of functions
        return True
    own = (cls for cls in kind.__mro__ if cls.__module__.partition(".")[0] not in _NOT_OWN)
    return any(callable(v) and n[0] != "_" for cls in own for n, v in vars(cls).items())


def _basic(value):
    """Value of a basic type, also where a subclass was given, if it is of a sane size."""
    if isinstance(value, np.generic) and not isinstance(value, str):
        return value
    basic = next(base for base in (bool, int, float, str) if isinstance(value, base))
    if basic is int and int.bit_length(value) > 64:
        return Opaque("an integer of more than 64 bits")
    if basic is str and str.__len__(value) > MAX_TEXT:
        return Opaque("a very long text")
    return basic(value)


def known_type(array):
    """An array in single precision where it is of bfloat16, which NumPy has no type for."""
    if array.dtype.kind != "V":  # asking for the name takes longer than a short answer
        return array
    return np.asarray(array, "f4") if str(array.dtype) == "bfloat16" else array


def _plain_array(value):
    value = known_type(value)
    if value.dtype.kind not in "biufc":
        return Opaque(f"an array of dtype {value.dtype}")
    if value.nbytes > MAX_BYTES:
        return Opaque(f"an array of {value.nbytes / 2**20:.0f} MiB")
    # Extended precision has another form on each kind of machine.
    native = (
        float if value.dtype.kind == "f" and value.itemsize > 8 else value.dtype.newbyteorder("=")
    )
    return np.array(np.asarray(value), dtype=native, order="C")


def _plain_tensor(value, framework):
    detached = value.detach().cpu() if hasattr(value, "detach") else value
    if "bfloat16" in str(detached.dtype):  # which NumPy has no type for
        detached = detached.float() if hasattr(detached, "float") else np.asarray(detached, "f4")
    plain = _plain_array(np.asarray(detached))
    return Tensor(framework, plain) if isinstance(plain, np.ndarray) else plain


def _plain_container(value, keep, depth):
    if depth >= MAX_DEPTH or len(value) > MAX_ITEMS:
        return Opaque(f"a {type(value).__name__}, too large or too deeply nested to be looked at")
    if isinstance(value, dict):
        return {str(k): to_plain(v, keep, depth + 1) for k, v in value.items()}
    items = [to_plain(item, keep, depth + 1) for item in value]
    return tuple(items) if isinstance(value, tuple) else items


def shown(text, longest=500):
    """Text of somebody else's as it may be shown: cut off, without control characters."""
    cut = text if len(text) <= longest else f"{text[: longest - 1]}…"
    return "".join(c if c.isprintable() or c in "\n\t" else "\ufffd" for c in cut)


def describe(value):
    """Say in a few words what a plain value is: "None", "an array of shape (3, 4)", "0.25"."""
    if value is None or isinstance(value, bool | np.bool_):
        return str(value)
    if isinstance(value, str):
        return f"the text {value[:40]!r}"
    if isinstance(value, np.ndarray):
        return f"an array of shape {value.shape}"
    if isinstance(value, int | float | np.number):
        return f"{value:.4g}"
    if isinstance(value, Tensor):
        return f"a {value.framework} tensor"
    if isinstance(value, tuple | list | dict):
        return f"a {type(value).__name__} of length {len(value)}"
    if isinstance(value, Model):
        return "a Keras model"
    if isinstance(value, Handle):
        return shown(value.words or f"an object of type {value.type_name}")
    return shown(value.words)
