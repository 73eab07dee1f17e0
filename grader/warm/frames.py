"""Messages between parent, children and clients: JSON behind its length, over a stream socket."""

import json
import struct

HEADER = struct.Struct(">I")
MAX_BYTES = 4 << 20


class Malformed(Exception):
    """A message that is too long, or not the JSON of an object."""


def send(connection, message):
    """Send a dict of plain data; in one piece, as parent and child share a connection."""
    connection.sendall(pack(message))


def pack(message):
    """Turn a dict of plain data into bytes."""
    text = json.dumps(message).encode()
    return HEADER.pack(len(text)) + text


class Inbox:
    """Bytes as they come in, messages as they become complete."""

    def __init__(self):
        self._bytes = bytearray()

    def feed(self, data):
        """Add what was received."""
        self._bytes += data

    def take(self):
        """Return the next complete message, None where there is none yet.

        Raises
        ------
        Malformed
        """
        if len(self._bytes) < HEADER.size:
            return None
        (size,) = HEADER.unpack_from(self._bytes)
        if size > MAX_BYTES:
            raise Malformed(f"a message of {size} bytes, allowed are {MAX_BYTES}")
        end = HEADER.size + size
        if len(self._bytes) < end:
            return None
        text = bytes(self._bytes[HEADER.size : end])
        del self._bytes[:end]
        try:
            message = json.loads(text)
        except ValueError as error:
            raise Malformed(f"not JSON: {error}") from None
        if not isinstance(message, dict):
            raise Malformed("not an object")
        return message
