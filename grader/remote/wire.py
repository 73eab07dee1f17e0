"""Plain data as bytes and back: JSON for the structure, npz for the arrays, nothing executable.

A frame is two lengths (8 bytes each, big-endian), the JSON and the npz.
"""

import io
import json
import struct

import numpy as np

from grader.remote.plain import MAX_BYTES, MAX_DEPTH, Handle, Model, Opaque, Reused, Tensor

HEADER = struct.Struct(">QQ")
MAX_FRAME = 4 * MAX_BYTES


class WireError(Exception):
    """A frame that is too large, cut short or malformed."""


def pack(value):
    """Turn plain data into one frame of bytes."""
    store = {}
    text = json.dumps(_encode(value, store)).encode()
    buffer = io.BytesIO()
    np.savez(buffer, **store)
    return HEADER.pack(len(text), buffer.tell()) + text + buffer.getvalue()


def unpack(read):
    """Read one frame.

    Parameters
    ----------
    read : callable
        Takes a number of bytes and returns exactly so many, or raises EOFError.

    Raises
    ------
    WireError
    """
    text_size, array_size = HEADER.unpack(read(HEADER.size))
    if text_size + array_size > MAX_FRAME:
        raise WireError(f"the frame has {text_size + array_size} bytes, allowed are {MAX_FRAME}")
    text, stored = read(text_size), read(array_size)
    try:
        with np.load(io.BytesIO(stored), allow_pickle=False) as store:
            return _decode(json.loads(text), store)
    except Exception as error:
        raise WireError(f"the frame is malformed: {error}") from error


def _encode(value, store):
    if value is None or type(value) in (bool, int, float, str):
        return value
    if isinstance(value, np.ndarray | np.generic):
        return _encode_array(value, store)
    if isinstance(value, np.random.Generator):
        return {"is": "generator", "state": _encode(generator_state(value), store)}
    if isinstance(value, tuple | list):
        return {"is": type(value).__name__, "items": [_encode(item, store) for item in value]}
    if isinstance(value, dict):
        return {"is": "dict", "items": [[k, _encode(v, store)] for k, v in value.items()]}
    for kind in (Tensor, Model, Handle, Opaque, Reused):
        if isinstance(value, kind):
            return {"is": kind.__name__, "fields": _encode(dict(vars(value)), store)}
    raise WireError(f"a {type(value).__name__} is not plain data")


def _encode_array(value, store):
    key = f"a{len(store)}"
    store[key] = np.asarray(value)
    return {"is": "array" if isinstance(value, np.ndarray) else "scalar", "key": key}


def _decode(tree, store, depth=0):
    if not isinstance(tree, dict):
        if isinstance(tree, list):
            raise WireError("a bare list")
        return tree
    if depth > 4 * MAX_DEPTH:
        raise WireError("nested too deeply")
    kind = tree["is"]
    if kind == "array":
        return store[tree["key"]]
    if kind == "scalar":
        return store[tree["key"]][()]
    if kind in ("tuple", "list"):
        items = [_decode(item, store, depth + 1) for item in tree["items"]]
        return tuple(items) if kind == "tuple" else items
    if kind == "dict":
        return {str(k): _decode(v, store, depth + 1) for k, v in tree["items"]}
    if kind == "generator":
        return generator_from(_decode(tree["state"], store, depth + 1))
    classes = {c.__name__: c for c in (Tensor, Model, Handle, Opaque, Reused)}
    return classes[kind](**_decode(tree["fields"], store, depth + 1))


def generator_state(rng):
    """State of a generator, with what `Generator.spawn` needs, as JSON text."""
    seeds = rng.bit_generator.seed_seq
    origin = {"entropy": seeds.entropy, "spawn_key": list(seeds.spawn_key)}
    children = seeds.n_children_spawned
    state = rng.bit_generator.state
    return json.dumps({"origin": origin, "children": children, "state": state})


def generator_from(text):
    """Make the PCG64 generator that `generator_state` described."""
    described = json.loads(text)
    origin = described["origin"]
    seeds = np.random.SeedSequence(
        origin["entropy"],
        spawn_key=tuple(origin["spawn_key"]),
        n_children_spawned=described["children"],
    )
    bits = np.random.PCG64(seeds)
    bits.state = described["state"]
    return np.random.Generator(bits)


def update_generator(rng, text):
    """Bring `rng` to the state that `generator_state` described."""
    described = json.loads(text)
    seeds = rng.bit_generator.seed_seq
    seeds.spawn(max(0, described["children"] - seeds.n_children_spawned))
    rng.bit_generator.state = described["state"]
