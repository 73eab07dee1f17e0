"""Plain data as bytes and back: JSON for the structure, npz for the arrays, nothing executable.

A frame is two lengths (8 bytes each, big-endian), the JSON and the npz.
"""

import io
import json
import struct

import numpy as np

from grader.remote.decode import CLASSES, Decoder
from grader.remote.errors import WireError, require
from grader.remote.generators import generator_state
from grader.remote.npz import read_arrays
from grader.remote.plain import MAX_BYTES

HEADER = struct.Struct(">QQ")
MAX_JSON = 8 * 2**20
MAX_NPZ = 4 * MAX_BYTES


def pack(value):
    """Turn plain data into one frame of bytes."""
    store = {}
    text = json.dumps(_encode(value, store)).encode()
    buffer = io.BytesIO()
    np.savez(buffer, **store)
    return HEADER.pack(len(text), buffer.tell()) + text + buffer.getvalue()


def unpack(read, reply=False):
    """Read one frame.

    Parameters
    ----------
    read : callable
        Takes a number of bytes and returns exactly so many, or raises EOFError.
    reply : bool
        Whether it comes from an answer, whose every byte may be forged.

    Raises
    ------
    grader.remote.errors.WireError
    """
    text_size, npz_size = HEADER.unpack(read(HEADER.size))
    require(text_size <= MAX_JSON, f"its JSON has {text_size} bytes, allowed are {MAX_JSON}")
    require(npz_size <= MAX_NPZ, f"its arrays have {npz_size} bytes, allowed are {MAX_NPZ}")
    text, stored = read(text_size), read(npz_size)
    try:
        tree = json.loads(text)
    except (ValueError, RecursionError, MemoryError):
        raise WireError("its JSON cannot be read") from None
    return Decoder(read_arrays(stored), reply).decode(tree)


def _encode(value, store):
    if value is None or type(value) in (bool, int, float, str):
        return value
    if isinstance(value, np.ndarray | np.generic):
        return _encode_array(value, store)
    if isinstance(value, np.random.Generator):
        return {"is": "generator", "state": generator_state(value)}
    if isinstance(value, tuple | list):
        return {"is": type(value).__name__, "items": [_encode(item, store) for item in value]}
    if isinstance(value, dict):
        return {"is": "dict", "items": [[k, _encode(v, store)] for k, v in value.items()]}
    for name, cls in CLASSES.items():
        if isinstance(value, cls):
            return {"is": name, "fields": _encode(dict(vars(value)), store)}
    raise WireError(f"a {type(value).__name__} is not plain data")


def _encode_array(value, store):
    store[f"a{len(store)}"] = np.asarray(value)
    return {"is": "array" if isinstance(value, np.ndarray) else "scalar"}
