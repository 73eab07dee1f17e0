"""What scoring needs is kept for the next submission, and ended when none comes for a while."""

import contextlib
import threading

from grader.warm import private

PATIENCE = 120.0
"""Seconds; a server that runs for days must not keep hundreds of megabytes for one press."""


def make_host(sandbox):
    """Make what this process needs to score, in a folder of its own."""
    from grader.scoring.host import Host

    return Host(private.make(), sandbox)


class Hosts:
    """Hosts for scoring, of which each is made when it is first needed.

    Parameters
    ----------
    make : callable
        ``make(sandbox)`` returns a `grader.scoring.host.Host`.
    patience : float
        Seconds without a submission after which all end.
    """

    def __init__(self, make=make_host, patience=PATIENCE):
        self._make, self._patience = make, patience
        self._hosts, self._lock, self._timer = {}, threading.Lock(), None

    @contextlib.contextmanager
    def use(self, sandbox):
        """Lend the host; it ends some time after this has.

        Yields
        ------
        grader.scoring.host.Host
        """
        with self._lock:
            self._stop_waiting()
            if sandbox not in self._hosts:
                self._hosts[sandbox] = self._make(sandbox)
            try:
                yield self._hosts[sandbox]
            finally:
                self._wait()

    def _stop_waiting(self):
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _wait(self):
        timer = threading.Timer(self._patience, lambda: self._end(timer))
        timer.daemon = True
        self._timer = timer
        timer.start()

    def _end(self, timer):
        """End all, unless somebody came in the last moment."""
        with self._lock:
            if timer is not self._timer:
                return
            self._timer = None
            while self._hosts:
                _, host = self._hosts.popitem()
                host.close()
                private.release(host.folder)
