"""From parsed JSON and arrays to plain data: every type, count and length is looked at here."""

import numpy as np

from grader.remote.errors import WireError, require
from grader.remote.generators import generator_from
from grader.remote.plain import (
    FRAMEWORKS,
    MAX_CONFIG,
    MAX_DEPTH,
    MAX_ITEMS,
    MAX_TEXT,
    Handle,
    Model,
    Opaque,
    Reused,
    Tensor,
)

MAX_NUMBER = 10**9
"""Of an object that can be asked."""


def _array(value):
    return isinstance(value, np.ndarray)


def _arrays(value):
    return isinstance(value, list) and all(map(_array, value))


def _text(value):
    return isinstance(value, str)


def _number(value):
    return type(value) is int and 0 <= value <= MAX_NUMBER


FIELDS = {
    Tensor: {"framework": lambda v: _text(v) and v in FRAMEWORKS.values(), "values": _array},
    Model: {
        "config": _text,
        "compiled": lambda v: v is None or _text(v),
        "weights": _arrays,
        "number": lambda v: v is None or _number(v),
    },
    Handle: {"number": _number, "type_name": _text, "words": _text},
    Opaque: {"words": _text},
    Reused: {"values": lambda v: isinstance(v, Model) or _arrays(v), "number": _number},
}
"""What each field of a class must be."""

CLASSES = {cls.__name__: cls for cls in FIELDS}
IN_REQUESTS = {"Reused", "generator"}
"""What a check may send to an answer, and never the other way round."""


class Decoder:
    """Makes plain data of what `grader.remote.wire.pack` wrote.

    Parameters
    ----------
    arrays : list of ndarray
        Each is used once, in order: so nothing grows by being repeated.
    reply : bool
        Whether it comes from an answer, which sends no generators.
    """

    def __init__(self, arrays, reply=False):
        self._arrays = iter(arrays)
        self._reply = reply

    def decode(self, tree, depth=0, longest=MAX_TEXT):
        """Plain data.

        Raises
        ------
        grader.remote.errors.WireError
        """
        require(depth <= 4 * MAX_DEPTH, "it is nested too deeply")
        if not isinstance(tree, dict):
            return _leaf(tree, longest)
        kind = tree.get("is")
        require(_text(kind) and len(tree) <= 2, "it has a part of no known kind")
        require(not (self._reply and kind in IN_REQUESTS), f"a reply cannot hold a {kind[:20]}")
        if kind in ("array", "scalar"):
            return self._array(kind)
        if kind in ("tuple", "list"):
            items = [self.decode(item, depth + 1) for item in _items(tree)]
            return tuple(items) if kind == "tuple" else items
        if kind == "dict":
            return self._dict(_items(tree), depth, longest)
        if kind == "generator":
            return generator_from(_leaf(tree.get("state"), MAX_TEXT))
        return self._object(kind, tree, depth)

    def _array(self, kind):
        array = next(self._arrays, None)
        require(array is not None, "it has fewer arrays than it names")
        require(kind == "array" or array.ndim == 0, "one of its numbers is an array")
        return array if kind == "array" else array[()]

    def _dict(self, items, depth, longest):
        pairs = all(isinstance(pair, list) and len(pair) == 2 for pair in items)
        require(pairs and all(_text(key) for key, _ in items), "one of its dicts is none")
        found = {_leaf(key, longest): self.decode(item, depth + 1, longest) for key, item in items}
        require(len(found) == len(items), "one of its dicts has a key twice")
        return found

    def _object(self, kind, tree, depth):
        require(kind in CLASSES, "it has a part of no known kind")
        cls = CLASSES[kind]
        longest = MAX_CONFIG if cls is Model else MAX_TEXT
        fields = self.decode(tree.get("fields"), depth + 1, longest)
        checks = FIELDS[cls]
        complete = isinstance(fields, dict) and fields.keys() == checks.keys()
        require(complete, f"a {kind} has other fields than a {kind} has")
        for name, check in checks.items():
            require(check(fields[name]), f"the {name} of a {kind} is of another type")
        return cls(**fields)


def _items(tree):
    items = tree.get("items")
    require(isinstance(items, list), "a list of it is none")
    require(len(items) <= MAX_ITEMS, f"a list of it has more than {MAX_ITEMS} items")
    return items


def _leaf(tree, longest):
    """A number, a text that can be written down anywhere, or None."""
    if isinstance(tree, str):
        require(len(tree) <= longest, f"a text of it has more than {longest} characters")
        return tree.encode("utf-8", "replace").decode()
    if type(tree) is int:
        require(tree.bit_length() <= 64, "an integer of it has more than 64 bits")
    elif tree is not None and type(tree) not in (bool, float):
        raise WireError("it has a bare list")
    return tree
