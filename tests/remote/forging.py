"""Replies as a student's process may forge them, byte by byte."""

import io
import json
import zipfile

import numpy as np

from grader.exercises import find
from grader.judge import judge
from grader.remote.errors import Lost, WireError
from grader.remote.generators import update_generator
from grader.remote.reply import checked
from grader.remote.wire import HEADER, pack, unpack
from grader.student import Student

HONEST = {"printed": "", "warned": [], "changed": [], "global_draws": False}


def npz(*arrays):
    """What NumPy makes of some arrays."""
    store = io.BytesIO()
    np.savez(store, **{f"a{i}": np.asarray(array) for i, array in enumerate(arrays)})
    return store.getvalue()


def npy(header, body=b""):
    """An array file with a header that NumPy may never write."""
    text = header if isinstance(header, bytes) else header.encode()
    return b"\x93NUMPY\x01\x00" + len(text).to_bytes(2, "little") + text + body


def archive(members, compression=zipfile.ZIP_STORED):
    """A zip of pairs of a name and bytes."""
    store = io.BytesIO()
    with zipfile.ZipFile(store, "w", compression) as file:
        for name, data in members:
            file.writestr(name, data)
    return store.getvalue()


def frame(tree, stored=None):
    """A frame of JSON, as text or as what it says, and an npz."""
    text = tree if isinstance(tree, bytes) else json.dumps(tree).encode()
    stored = npz() if stored is None else stored
    return HEADER.pack(len(text), len(stored)) + text + stored


def received(data):
    """What a check gets of a frame that comes in a reply."""
    return unpack(io.BytesIO(data).read, reply=True)


class Forger:
    """Stands where a process stands, and gives every request this reply, through the wire."""

    def __init__(self, **parts):
        self._parts = parts

    def ask(self, request):
        rngs = [v for v in (*request["args"], *request["kwargs"].values()) if hasattr(v, "spawn")]
        try:
            reply = HONEST | {"generators": []} | self._parts
            reply = checked(received(pack(reply)), len(rngs))
            for rng, state in zip(rngs, reply.pop("generators"), strict=True):
                update_generator(rng, state)
            return reply
        except WireError as error:
            raise Lost(str(error)) from None


def verdict_on(exercise, **parts):
    """The verdict on an answer that always replies with these parts."""
    return judge(find(exercise), Student(Forger(**parts), "answer"), seed=1)
