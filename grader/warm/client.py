"""Ask the parent for a fork, and hold on to it as `subprocess.Popen` does to a process."""

import os
import select
import signal
import socket
import time
from dataclasses import asdict, dataclass, field

from grader.warm import frames, processes

PATIENCE = 60.0
"""Seconds to wait for the parent. While it is importing, it is ahead of whoever would begin now."""

WATCHDOG = 20.0
"""Seconds that a child may take to come up; it takes less than one on a quiet machine."""

UNKNOWN = 1
"""Exit code of a child whose parent has gone, so that nobody knows."""


class NotWarm(Exception):
    """The parent did not do what it was asked for; the message says why."""


@dataclass
class Request:
    """What a child is to be.

    Attributes
    ----------
    main : str
        "package.module:function"; it is called with a function to call when it is up, and then with
        `arguments`.
    argv : list of str
        Its ``sys.argv``.
    folder : str
        Its working folder.
    environment : dict
        All its environment variables.
    arguments : list
        Plain data.
    confine : list, optional
        A function's name, as in `main`, and its arguments: called before anything else, with the
        descriptors that the child needs as `keep`.
    modules : list of str
        What the parent is to import before, where it is installed: it has them from then on.
    """

    main: str
    argv: list
    folder: str
    environment: dict
    arguments: list = field(default_factory=list)
    confine: list | None = None
    modules: list = field(default_factory=list)


def fork(path, request, streams=None, patience=PATIENCE, watchdog=WATCHDOG):
    """Have a child forked, and return when it is up.

    Parameters
    ----------
    path : str
        The parent's socket.
    request : Request
    streams : sequence of three int, optional
        Descriptors for its standard input, output and error; by default nothing and this process'
        own.
    patience, watchdog : float
        Seconds to wait for the fork, and then until the child is up.

    Returns
    -------
    Forked

    Raises
    ------
    NotWarm
    """
    with open(os.devnull, "rb") as nothing:
        streams = streams or (nothing.fileno(), 1, 2)
        connection = _connect(path)
        ours, theirs = os.pipe()
        try:
            data = frames.pack(asdict(request))
            sent = socket.send_fds(connection, [data], [ours, *streams])
            if sent < len(data):  # an answer may be there already, and the parent gone
                connection.sendall(data[sent:])
        except OSError as error:
            connection.close()
            os.close(theirs)
            raise NotWarm(f"the parent took no request ({error})") from None
        finally:
            os.close(ours)
    child = Forked(connection, theirs)
    try:
        child.wait_until_up(patience, watchdog)
    except NotWarm:
        child.kill()
        child.close()
        raise
    return child


def wait_for_parent(path, timeout):
    """Wait until the parent has imported what it imports.

    Raises
    ------
    NotWarm
    """
    with _connect(path) as connection:
        frames.send(connection, {"hello": True})
        _receive(connection, frames.Inbox(), timeout, "the parent did not answer within {:g} s")


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
        return _receive(self._connection, self._inbox, timeout, late)


def _connect(path):
    connection = socket.socket(socket.AF_UNIX)
    try:
        connection.settimeout(PATIENCE)
        connection.connect(path)
        _, user = processes.peer(connection)
    except OSError as error:
        connection.close()
        raise NotWarm(f"there is no parent at {path} ({error.strerror or error})") from None
    if user != os.geteuid():
        connection.close()
        raise NotWarm(f"the parent at {path} is somebody else's")
    return connection


def _receive(connection, inbox, timeout, late):
    """The next message; `late` is what to say when there is none in time."""
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
