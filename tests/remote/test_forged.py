"""Forged frames: whatever the bytes are, they are refused with a sentence, at little cost."""

import json
import struct
import tracemalloc
import zipfile
import zlib

import numpy as np
import pytest
from forging import archive, frame, npy, npz, received

from grader.remote.errors import WireError
from grader.remote.npz import MAX_ARRAYS
from grader.remote.plain import MAX_ITEMS, Model
from grader.remote.wire import HEADER, MAX_JSON, MAX_NPZ, pack

ONE = {"is": "array"}
FLOATS = "{'descr': '<f8', 'fortran_order': False, 'shape': (%s), }\n"
GOOD = npy(FLOATS % "2,", np.ones(2).tobytes())


def _bomb():
    """Half a gigabyte of zeros in half a megabyte."""
    return archive([("a0.npy", npy(FLOATS % f"{2**26},") + bytes(2**29))], zipfile.ZIP_DEFLATED)


def _claims(size):
    """A member that is said to have another size, in both places where it is said."""
    stored = bytearray(archive([("a0.npy", GOOD)]))
    for place in (stored.index(b"PK\x03\x04") + 18, stored.index(b"PK\x01\x02") + 20):
        struct.pack_into("<LL", stored, place, size, size)
    return bytes(stored)


def _flagged(flag):
    """A member with a flag set, such as that it is encrypted."""
    stored = bytearray(archive([("a0.npy", GOOD)]))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        struct.pack_into("<H", stored, stored.index(mark) + place, flag)
    return bytes(stored)


def _wrong_sum():
    return archive([("a0.npy", GOOD)]).replace(struct.pack("<L", zlib.crc32(GOOD)), b"\0\0\0\1")


def _elsewhere():
    """An end that refers to another end, of a larger kind, whose sizes would count instead."""
    stored = archive([("a0.npy", GOOD)])
    return stored[:-22] + struct.pack("<4sLQL", b"PK\x06\x07", 0, 0, 1) + stored[-22:]


ARRAYS = {
    "no zip": (b"x" * 100, "no npz"),
    "a bomb": (_bomb, "compressed"),
    "a size that cannot be": (lambda: _claims(2**31), "said to have"),
    "encrypted": (lambda: _flagged(1), "encrypted"),
    "a wrong sum": (_wrong_sum, "no npz"),
    "another end": (_elsewhere, "directory"),
    "more bytes in front": (lambda: b"PK" + archive([("a0.npy", GOOD)]), "directory"),
    "a comment": (lambda: archive([("a0.npy", GOOD)])[:-2] + b"\1\0x", "end"),
    "names in another order": (lambda: archive([("a1.npy", GOOD), ("a0.npy", GOOD)]), "in order"),
    "a path": (lambda: archive([("../a0.npy", GOOD)]), "directory|in order"),
    "no npy": (lambda: archive([("a0.npy", b"x" * 200)]), "malformed header"),
    "objects": (lambda: npz(np.array([{}], dtype=object)), "other things than numbers"),
    "texts": (lambda: npz(np.array(["x"])), "other things than numbers"),
    "records": (lambda: npz(np.zeros(2, dtype="i4,f8")), "other things than numbers"),
    "dates": (lambda: npz(np.zeros(2, dtype="M8[s]")), "other things than numbers"),
}
HEADERS = {
    "version 3": (b"\x93NUMPY\x03\x00" + GOOD[8:], "malformed header"),
    "a huge shape": (npy(FLOATS % f"{10**12},"), "does not fit"),
    "a huge empty shape": (npy(FLOATS % f"0, {10**15}"), "empty array is huge"),
    "a negative shape": (npy(FLOATS % "-1, -2", bytes(16)), "does not fit"),
    "too many dimensions": (npy(FLOATS % ("1, " * 40), bytes(8)), "does not fit"),
    "too few bytes": (npy(FLOATS % "3,", bytes(16)), "does not fit"),
    "deep brackets": (npy("(" * 900), "malformed header"),
    "a long header": (npy(" " * 60_000 + FLOATS % "2,", bytes(16)), "malformed header"),
    "a large subarray": (npy(FLOATS.replace("<f8", "(1000,1000)f8") % "2,"), "other things"),
}


@pytest.mark.parametrize("name", ARRAYS)
def test_a_forged_npz_is_refused(name):
    """Is each refused in words, without as much memory as it claims?"""
    stored, words = ARRAYS[name]
    data = frame(ONE, stored() if callable(stored) else stored)
    tracemalloc.start()
    try:
        with pytest.raises(WireError, match=words):
            received(data)
        assert tracemalloc.get_traced_memory()[1] < 2**24
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("name", HEADERS)
def test_a_forged_array_is_refused(name):
    """Is a header that NumPy would never write refused before an array is made?"""
    data, words = HEADERS[name]
    with pytest.raises(WireError, match=words):
        received(frame(ONE, archive([("a0.npy", data)])))


def test_too_many_arrays_are_refused_before_they_are_listed():
    """Is the number of arrays looked at first?"""
    with pytest.raises(WireError, match=f"allowed are {MAX_ARRAYS}"):
        received(frame(ONE, archive([(f"a{i}.npy", b"") for i in range(MAX_ARRAYS + 1)])))


@pytest.mark.parametrize("sizes", [(MAX_JSON + 1, 0), (0, MAX_NPZ + 1), (2**63, 2**63)])
def test_each_part_of_a_frame_has_a_limit(sizes):
    """Is nothing read of a part that is too large?"""
    with pytest.raises(WireError, match="allowed are"):
        received(HEADER.pack(*sizes))


def _list(*items):
    return {"is": "list", "items": list(items)}


def _object(kind, **fields):
    return {"is": kind, "fields": {"is": "dict", "items": [list(pair) for pair in fields.items()]}}


def _nested(depth):
    tree = 1
    for _ in range(depth):
        tree = _list(tree)
    return tree


TREES = {
    "deep brackets": b"[" * 2**22,
    "deep lists": json.dumps(_nested(100)).encode(),
    "no JSON": b"}{",
    "a number of 5000 digits": b"9" * 5000,
    "a number of 100 digits": 10**100,
    "a bare list": [1, 2],
    "no kind": {},
    "a kind that is a list": {"is": [1]},
    "an unknown kind": {"is": "print"},
    "a generator": {"is": "generator", "state": "{}"},
    "a reused list": _object("Reused", values=1, number=1),
    "too many items": _list(*range(MAX_ITEMS + 1)),
    "items that are a text": {"is": "list", "items": "abc"},
    "a dict of numbers": {"is": "dict", "items": [1, 2]},
    "a key that is a number": {"is": "dict", "items": [[1, 2]]},
    "a key twice": {"is": "dict", "items": [["a", 1], ["a", 2]]},
    "a long text": "x" * 200_000,
    "arrays that are not there": _list(ONE, ONE),
    "a number that is an array": {"is": "scalar"},
    "a tensor of a dict": _object("Tensor", framework="Keras", values=1),
    "a tensor of nobody's": _object("Tensor", framework="<b>mine</b>", values=ONE),
    "a handle of a float": _object("Handle", number=0.5, type_name="x", words=""),
    "a handle of True": _object("Handle", number=True, type_name="x", words=""),
    "a handle with less": _object("Handle", number=1),
    "a handle with more": _object("Handle", number=1, type_name="x", words="", more=1),
    "words that are a list": _object("Opaque", words=_list("x")),
    "a model of numbers": _object("Model", config=1, compiled=None, weights=_list(), number=1),
    "a model of lists": _object("Model", config="{}", compiled=None, weights=_list(1), number=1),
    "a compiled list": _object("Model", config="{}", compiled=_list(), weights=_list(), number=1),
}


@pytest.mark.parametrize("name", TREES)
def test_forged_structure_is_refused(name):
    """Is every wrong type and count refused in words?"""
    with pytest.raises(WireError, match=r"\w+ \w+"):
        received(frame(TREES[name], npz(np.ones(2))))


def test_an_array_is_used_once():
    """Can one array not be repeated until a check that joins them has no memory left?"""
    with pytest.raises(WireError, match="fewer arrays"):
        received(frame(_list(*[ONE] * 1000), npz(np.ones(2))))


def test_half_of_a_letter_is_no_letter():
    """Can every text that comes be written to a file?"""
    assert received(frame(b'"\\ud800 <b>"')).encode("utf-8") == b"? <b>"


def test_a_large_reply_passes():
    """Do 64 MiB in one array and the weights of 20 million parameters come through?"""
    array = np.arange(2**23, dtype=float)
    assert np.array_equal(received(pack(array)), array)
    weights = [np.zeros((20_000, 1000), dtype="float32")]
    assert received(pack(Model("{}", None, weights))).weights[0].shape == (20_000, 1000)
