import time
from grader.remote.process import Lost, generators
from grader.remote.wire import pack, unpack, update_generator, WireError


class SocketProcess:
    def __init__(self, connection, timeout, deadline):
        self.c = connection
        self.timeout = timeout
        self.end = time.monotonic() + deadline

    def ask(self, request):
        try:
            self.c.settimeout(max(0.01, min(self.timeout, self.end - time.monotonic())))
            self.c.sendall(pack(request))
            reply = unpack(self._read)
        except (EOFError, OSError, WireError) as e:
            raise Lost(str(e) or "the process that ran it ended") from None
        for rng, state in zip(generators(request), reply.pop("generators"), strict=True):
            update_generator(rng, state)
        return reply

    def _read(self, n):
        parts = []
        while n:
            self.c.settimeout(max(0.01, min(self.timeout, self.end - time.monotonic())))
            d = self.c.recv(min(n, 1 << 20))
            if not d:
                raise EOFError
            parts.append(d)
            n -= len(d)
        return b"".join(parts)
