"""Arrays out of an npz that anybody may have made: sizes are compared before anything is read.

Only what ``np.savez`` writes is accepted: members a0.npy, a1.npy, ... in this order, not
compressed, and nothing beside them. So no array takes more memory than its own bytes.
"""

import io
import math
import struct
import zipfile

import numpy as np
from numpy.lib import format as npy

from grader.remote.errors import WireError, require

MAX_ARRAYS = 20_000
MAX_SIZE = 2**28
MAX_DIMENSIONS = 32
MAX_HEADER = 1000
KINDS = "biufc"
"""NumPy's letters of booleans and numbers."""

END = struct.Struct("<4s4H2LH")
ENTRY = 46 + len("a00000.npy")
LOCATOR = b"PK\x06\x07"
HEADERS = {(1, 0): npy.read_array_header_1_0, (2, 0): npy.read_array_header_2_0}
ENCRYPTED = 0x1


def read_arrays(data):
    """Read the arrays of an npz.

    Parameters
    ----------
    data : bytes

    Returns
    -------
    list of ndarray
        In order; writable, in the byte order of this machine.

    Raises
    ------
    grader.remote.errors.WireError
    """
    _look_at_the_end(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            _look_at_members(members, len(data))
            return [_array(archive.read(member)) for member in members]
    except WireError:
        raise
    except Exception as error:  # zipfile raises whatever its reading ran into
        raise WireError(f"the arrays are no npz ({error})") from None


def _look_at_the_end(data):
    """Refuse a directory that is larger than `MAX_ARRAYS` entries, before it is parsed."""
    require(len(data) >= END.size, "the arrays are no npz (they are too short)")
    mark, _, _, _, count, size, offset, comment = END.unpack(data[-END.size :])
    require(mark == b"PK\x05\x06" and comment == 0, "the arrays are no npz (it has another end)")
    require(count <= MAX_ARRAYS, f"it holds {count} arrays, allowed are {MAX_ARRAYS}")
    whole = offset + size + END.size == len(data) and size <= count * ENTRY
    # A locator would make zipfile take sizes from elsewhere.
    located = data[-END.size - 20 :].startswith(LOCATOR)
    require(whole and not located, "the arrays are no npz (its directory has another size)")


def _look_at_members(members, size):
    """Refuse names out of order, encryption, compression, and sizes that cannot be."""
    for number, member in enumerate(members):
        require(member.filename == f"a{number}.npy", "its arrays are not named in order")
        require(not member.flag_bits & ENCRYPTED, "its arrays are encrypted")
        stored = member.compress_type == zipfile.ZIP_STORED
        require(stored and member.file_size == member.compress_size, "its arrays are compressed")
    total = sum(member.file_size for member in members)
    require(total <= size, f"its arrays are said to have {total} bytes, it has {size}")


def _array(data):
    """The array of one member."""
    stream = io.BytesIO(data)
    try:
        header = HEADERS[npy.read_magic(stream)]
        shape, fortran_order, dtype = header(stream, max_header_size=MAX_HEADER)
    except Exception:  # its parsing raises whatever it ran into
        raise WireError("an array has a malformed header") from None
    require(dtype.kind in KINDS, f"an array holds other things than numbers (kind {dtype.kind})")
    rest, count = len(data) - stream.tell(), math.prod(shape)
    sane = all(type(n) is int and n >= 0 for n in shape) and count * dtype.itemsize == rest
    require(sane and len(shape) <= MAX_DIMENSIONS, f"a shape does not fit an array of {rest} bytes")
    # An empty array may name any shape, and what a check makes of that need not be empty.
    require(math.prod(max(n, 1) for n in shape) <= MAX_SIZE, "the shape of an empty array is huge")
    flat = np.frombuffer(data, dtype, count, stream.tell()) if count else np.empty(0, dtype)
    native = flat.astype(dtype.newbyteorder("="))
    return native.reshape(shape, order="F" if fortran_order else "C")
