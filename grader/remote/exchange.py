"""Requests and replies over two file descriptors, within limits of time and size."""

import os
import select
import time

import numpy as np

from grader.remote.errors import Lost, WireError, require
from grader.remote.generators import update_generator
from grader.remote.reply import checked
from grader.remote.wire import pack, unpack

CHUNK = 1 << 20
MAX_TOTAL = 2**30
"""Bytes of all replies."""


class Exchange:
    """Asks a `grader.remote.responder.Responder` that is somewhere else.

    Parameters
    ----------
    source, sink : int
        File descriptors to read from and to write to. They are made non-blocking.
    timeout : float
        Seconds that one request may take.
    deadline : float, optional
        Seconds that all requests together may take.
    """

    def __init__(self, source, sink, timeout, deadline=None):
        self.timeout = timeout
        self.deadline = deadline
        self._source, self._sink = source, sink
        self._spent, self._received = 0.0, 0
        self._lost = None
        for descriptor in (source, sink):
            os.set_blocking(descriptor, False)

    def ask(self, request):
        """Send a request, return the reply; generators among the arguments move on as there.

        Raises
        ------
        Lost
            Also at every request that follows.
        """
        frame = pack(request)
        begin = time.monotonic()
        try:
            if self._lost is None:
                return self._answer(frame, generators(request), begin)
        except TimeoutError as error:
            self._lost = str(error)
        except (EOFError, OSError):
            self._lost = "the process that ran it ended"
        except WireError as error:
            self._lost = f"its reply is malformed: {error}"
        except MemoryError:
            self._lost = "its reply takes too much memory"
        finally:
            self._spent += time.monotonic() - begin
        self.close()
        raise Lost(self._lost)

    def close(self):
        """End the conversation; may be called again."""

    def _answer(self, frame, passed, begin):
        until = begin + self.timeout
        if self.deadline is not None:
            until = min(until, begin + self.deadline - self._spent)
        self._write(frame, until)
        reply = checked(unpack(lambda size: self._read(size, until), reply=True), len(passed))
        for rng, state in zip(passed, reply.pop("generators"), strict=True):
            update_generator(rng, state)
        return reply

    def _write(self, frame, until):
        rest = memoryview(frame)
        while rest:
            self._wait(self._sink, select.POLLOUT, until)
            try:
                rest = rest[os.write(self._sink, rest[:CHUNK]) :]
            except BlockingIOError:
                continue

    def _read(self, size, until):
        self._received += size
        require(self._received <= MAX_TOTAL, f"all together have more than {MAX_TOTAL} bytes")
        data = bytearray()
        while len(data) < size:
            self._wait(self._source, select.POLLIN, until)
            try:
                part = os.read(self._source, min(size - len(data), CHUNK))
            except BlockingIOError:
                continue
            if not part:
                raise EOFError
            data += part
        return bytes(data)

    def _wait(self, descriptor, event, until):
        poll, left = select.poll(), until - time.monotonic()
        poll.register(descriptor, event)
        if left > 0 and poll.poll(1000 * left):
            return
        if self.deadline is not None and self._spent + self.timeout > self.deadline:
            raise TimeoutError(f"all its calls together took longer than {self.deadline:g} seconds")
        raise TimeoutError(f"it took longer than {self.timeout:g} seconds")


def generators(request):
    """The generators among the arguments of a request, in order."""
    values = [*request["args"], *request["kwargs"].values()]
    return [value for value in values if isinstance(value, np.random.Generator)]
