"""A child of the parent, held on to as `subprocess.Popen` does to a process."""

import os
import select
import signal
import time

from grader.warm import frames

PATIENCE = 60.0
"""Seconds to wait for the parent. While it is importing, it is ahead of whoever would begin now."""

UNKNOWN = 1
"""Exit code of a child whose parent has gone, so that nobody knows."""


class NotWarm(Exception):
    """The parent did not do what it was asked for; the message says why."""


class Forked:
    """A child of the parent, with the methods of `subprocess.Popen` that jupyter_client uses.

    Attributes
    ----------
    pid : int
    returncode : int or None
        As `subprocess.Popen` has it: negative for a signal.
    """

    stdin = stdout = stderr = None

    def __init__(self, connection, lifeline):
        self._connection, self._lifeline = connection, lifeline
        self._inbox = frames.Inbox()
        self.pid = self.returncode = self._handle = None

    def wait_until_up(self, patience, watchdog):
        """Wait for the fork, then for the child's word."""
        told = self._next(patience, "the parent did not answer within {:g} s")
        deadline = time.monotonic() + watchdog
        up = False
        while not (up and self.pid):
            if "refused" in told or "failed" in told:
                raise NotWarm(told.get("refused") or f"the child failed ({told['failed']})")
            if "exit" in told:
                raise NotWarm(f"the child ended with exit code {told['exit']}")
            if "child" in told:
                self.pid = told["child"]
                self._handle = os.pidfd_open(self.pid)
            up = up or "up" in told
            if not (up and self.pid):
                left = max(0.0, deadline - time.monotonic())
                told = self._next(left, f"the child was not up within {watchdog:g} s")

    def poll(self):
        """Return the exit code, None while it runs."""
        return self._wait(0)

    def wait(self, timeout=None):
        """Wait until it has ended and return its exit code, None where time runs out first."""
        code = self._wait(timeout)
        if code is not None:
            self.close()
        return code

    def send_signal(self, number):
        """Send a signal to its process group, unless it has ended."""
        if self.poll() is None:
            try:
                os.killpg(self.pid, number)
            except ProcessLookupError:  # it has no group of its own yet
                signal.pidfd_send_signal(self._handle, number)

    def kill(self):
        """Kill it and whatever is in its session."""
        if self.pid is not None:
            self.send_signal(signal.SIGKILL)

    def terminate(self):
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)

    def close(self):
        """Let go; the parent kills what still runs."""
        self._connection.close()
        for descriptor in (self._lifeline, self._handle):
            if descriptor is not None:
                os.close(descriptor)
        self._lifeline = self._handle = None

    def _wait(self, timeout):
        if self.returncode is None and select.select([self._handle], [], [], timeout)[0]:
            self.returncode = self._exit_code()
        return self.returncode

    def _exit_code(self):
        """It is dead: what the parent says of it, should there be one."""
        try:
            while "exit" not in (told := self._next(PATIENCE, "")):
                pass
        except NotWarm:
            return UNKNOWN
        return told["exit"]

    def _next(self, timeout, late):
        """The next message of the parent or the child."""
        return receive(self._connection, self._inbox, timeout, late)


def receive(connection, inbox, timeout, late):
    """The next message that comes over a connection.

    Parameters
    ----------
    connection : socket.socket
    inbox : grader.warm.frames.Inbox
        With what has come already.
    timeout : float
        Seconds.
    late : str
        What to say when there is none in time.

    Raises
    ------
    NotWarm
    """
    deadline = time.monotonic() + timeout
    try:
        while (told := inbox.take()) is None:
            connection.settimeout(max(1e-3, deadline - time.monotonic()))
            data = connection.recv(1 << 12)
            if not data:
                raise NotWarm("the parent has gone")
            inbox.feed(data)
    except TimeoutError:
        raise NotWarm(late.format(timeout)) from None
    except (OSError, frames.Malformed) as error:
        raise NotWarm(f"the connection to the parent broke ({error})") from None
    return told
