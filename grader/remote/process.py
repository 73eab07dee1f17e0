"""Ask an answer that lives in another process, over its standard input and output."""

import os
import select
import subprocess
import sys
import time

import numpy as np

from grader.remote.wire import WireError, generator_state, pack, unpack, update_generator

CHUNK = 1 << 20


class Lost(Exception):
    """The other process gave no answer: it ended, took too long or sent something malformed."""


class Process:
    """A process that answers requests as `grader.remote.responder.Responder` does.

    Parameters
    ----------
    path : str or Path
        A Python file; its namespace is what can be asked for.
    timeout : float
        Seconds that one request may take, the start of the process included in the first.
    """

    def __init__(self, path, timeout=60.0):
        self.timeout = timeout
        self._child = subprocess.Popen(
            [sys.executable, "-m", "grader.remote.worker", str(path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    def ask(self, request):
        """Send a request, return the reply; generators among the arguments move on as there.

        Raises
        ------
        Lost
        """
        deadline = time.monotonic() + self.timeout
        try:
            self._child.stdin.write(pack(request))
            self._child.stdin.flush()
            reply = unpack(lambda size: self._read(size, deadline))
        except (EOFError, BrokenPipeError):
            raise Lost("the process that ran it ended") from None
        except (WireError, TimeoutError) as error:
            self.close()
            raise Lost(str(error)) from None
        for rng, state in zip(generators(request), reply.pop("generators"), strict=True):
            update_generator(rng, state)
        return reply

    def close(self):
        """End the process."""
        self._child.kill()
        self._child.wait()
        self._child.stdin.close()
        self._child.stdout.close()

    def _read(self, size, deadline):
        pipe, parts = self._child.stdout.fileno(), []
        while size:
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([pipe], [], [], left)[0]:
                raise TimeoutError(f"it took longer than {self.timeout:g} seconds")
            part = os.read(pipe, min(size, CHUNK))
            if not part:
                raise EOFError
            parts.append(part)
            size -= len(part)
        return b"".join(parts)


def generators(request):
    """The generators among the arguments of a request, in order."""
    values = [*request["args"], *request["kwargs"].values()]
    return [value for value in values if isinstance(value, np.random.Generator)]


def serve(responder, source, sink):
    """Answer the requests that come from `source` (a binary stream) until it ends."""
    while True:
        try:
            request = unpack(lambda size: _exactly(source, size))
        except EOFError:
            return
        reply = responder.ask(request)
        reply["generators"] = [generator_state(rng) for rng in generators(request)]
        sink.write(pack(reply))
        sink.flush()


def _exactly(source, size):
    data = source.read(size)
    if len(data) < size:
        raise EOFError
    return data
