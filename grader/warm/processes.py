"""What Linux tells about processes: ancestry, sessions, and the other end of a socket."""

import contextlib
import os
import signal
import socket
import struct

_CREDENTIALS = struct.Struct("3i")
_SWEEPS = 3


def peer(connection):
    """Process id and user id at the other end of a unix socket."""
    data = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _CREDENTIALS.size)
    process, user, _ = _CREDENTIALS.unpack(data)
    return process, user


def descends(process, ancestor):
    """Whether a process is another one or descends from it.

    Raises
    ------
    ProcessLookupError, FileNotFoundError
        The process, or one between the two, has gone or is not to be seen.
    """
    if process < 1:
        raise ProcessLookupError
    while process != ancestor:
        if process <= 1:  # 0 is above the first process of a container
            return False
        with open(f"/proc/{process}/stat", encoding="ascii", errors="replace") as file:
            # The name in parentheses may itself hold spaces and parentheses.
            process = int(file.read().rpartition(")")[2].split()[1])
    return True


def kill_session(leader, with_leader=False):
    """Kill every process of a session, in whatever process group it is.

    A process may start others while this runs, so the list is gone through again until it is empty.
    """
    for _ in range(_SWEEPS):
        members = [one for one in _all() if _session(one) == leader and one != leader]
        if with_leader:
            members.append(leader)
        for member in members:
            with contextlib.suppress(ProcessLookupError):
                os.kill(member, signal.SIGKILL)
        if not members:
            return


def _all():
    return [int(name) for name in os.listdir("/proc") if name.isdigit()]


def _session(process):
    with contextlib.suppress(ProcessLookupError):
        return os.getsid(process)
