"""Own namespaces, and the processes that stay outside of what is confined.

The process that asks for confinement becomes the outer watcher: it keeps its process id, passes
signals on and ends as the confined process ended. Its child is the first process of the new process
namespace: with it the kernel ends every process in there, daemons included, and it in turn cannot
outlive the outer watcher. The child of that one runs the student's code.
"""

import contextlib
import os
import platform
import re
import signal

from grader.sandbox import kernel

NEW = (
    kernel.CLONE_NEWUSER
    | kernel.CLONE_NEWNS
    | kernel.CLONE_NEWPID
    | kernel.CLONE_NEWNET
    | kernel.CLONE_NEWIPC
    | kernel.CLONE_NEWUTS
    | kernel.CLONE_NEWCGROUP
)
PASSED_ON = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGUSR1, signal.SIGUSR2)


def enter():
    """Move into namespaces of one's own, user and group being called what they were.

    Loopback of the new network is down, and no other device is in it.

    Raises
    ------
    OSError
        Somebody has forbidden it.
    """
    user, group = os.geteuid(), os.getegid()
    if user == 0:
        os.setgroups([])
    kernel.unshare(NEW)
    for name, text in (
        ("setgroups", "deny"),
        ("uid_map", f"{user} {user} 1"),
        ("gid_map", f"{group} {group} 1"),
    ):
        _write(f"/proc/self/{name}", text)


def fork_watched(tied=False):
    """Fork; only the child returns, in a session of its own, and this process watches it.

    Parameters
    ----------
    tied : bool
        Whether the child is killed when this process ends, however that comes about.
    """
    reader, writer = os.pipe()
    child = os.fork()
    if child:
        _watch(child, writer)
    os.close(writer)
    os.setsid()  # a signal to the watcher's process group comes here once, by the watcher
    if tied:
        kernel.prctl(kernel.PR_SET_PDEATHSIG, signal.SIGKILL)
    # Not before it has let go of all that it had open: the child could reach that through /proc.
    if not os.read(reader, 1) and tied:  # it ended before the lines above
        os._exit(1)
    os.close(reader)


def forbid_namespaces(proc, threads):
    """Let nobody in here make user namespaces, nor more tasks than a number.

    Parameters
    ----------
    proc : str
        Where the new process namespace's own /proc is mounted, still writable.
    threads : int
    """
    _write(f"{proc}/sys/user/max_user_namespaces", "0")
    # Older kernels have one number for the whole machine here, and root would change that.
    if release() >= (6, 14):
        _write(f"{proc}/sys/kernel/pid_max", str(max(threads, 301)))


def _watch(child, writer):
    """Wait for `child`, pass signals on to it, and end as it did; never returns."""
    try:
        for number in PASSED_ON:
            signal.signal(number, lambda number, frame: os.kill(child, number))
        os.closerange(0, writer)
        os.closerange(writer + 1, os.sysconf("SC_OPEN_MAX"))
        with contextlib.suppress(BrokenPipeError):  # it has been killed, and is waited for below
            os.write(writer, b"\0")
        ended, status = 0, 0
        while ended != child:
            ended, status = os.wait()
        code = os.waitstatus_to_exitcode(status)
    except BaseException:
        code = 1
    os._exit(code if code >= 0 else 128 - code)


def _write(path, text):
    descriptor = os.open(path, os.O_WRONLY)
    try:
        os.write(descriptor, text.encode())
    finally:
        os.close(descriptor)


def release():
    """The first two numbers of the kernel's version."""
    return tuple(int(part) for part in re.findall(r"\d+", platform.release())[:2])
