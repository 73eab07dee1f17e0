"""Take away from a process what an older kernel, or a container, does not offer.

A filter of system calls refuses what is lacking. Landlock's version is answered for the kernel by a
process beside it (seccomp_unotify(2)), which refuses what came with a later version, too.
"""

import ctypes
import errno
import fcntl
import os
import socket
import struct
import sys

from grader.sandbox import families, kernel

CALLS = {
    "x86_64": {"seccomp": 317, "unshare": 272, "prctl": 157},
    "aarch64": {"seccomp": 277, "unshare": 97, "prctl": 167},
}
CREATE_RULESET = 444
SET_FILTER, WITH_LISTENER = 1, 8
USER_NOTIFICATION, REFUSE = 0x7FC00000, 0x00050000
RECEIVE, SEND, GO_ON = 0xC0502100, 0xC0182101, 1
FILES = {1: 0x1FFF, 2: 0x3FFF, 3: 0x7FFF, 4: 0x7FFF, 5: 0xFFFF}
"""Rights on files by version; one for TCP came with 4, scopes with 6."""


def take_away(what):
    """Take something from this process and all that it starts.

    Parameters
    ----------
    what : str or int
        "namespaces", "seccomp", or the version of Landlock that there is to be.
    """
    calls = CALLS[os.uname().machine]
    kernel.prctl(kernel.PR_SET_NO_NEW_PRIVS, 1)
    if what == "namespaces":
        _install(_on(calls["unshare"], REFUSE | errno.EPERM))
    elif what == "seccomp":
        number = kernel.PR_SET_SECCOMP
        _install(_on(calls["prctl"], REFUSE | errno.EINVAL, first_argument=number))
    else:
        _answer_for(what)


def _on(call, answer, first_argument=None):
    """A program that gives one answer to one system call, and allows all others."""
    yield families.LOAD, 0, 0, families.NUMBER
    if first_argument is None:
        yield families.EQUAL, 0, 1, call
    else:
        yield families.EQUAL, 0, 3, call
        yield families.LOAD, 0, 0, families.FIRST_ARGUMENT
        yield families.EQUAL, 0, 1, first_argument
    yield families.RETURN, 0, 0, answer
    yield families.RETURN, 0, 0, families.ALLOW


def _install(steps, flags=0):
    program = b"".join(struct.pack("=HBBI", *step) for step in steps)
    buffer = ctypes.create_string_buffer(program, len(program))
    header = struct.pack("@HP", len(program) // 8, ctypes.addressof(buffer))
    address = ctypes.create_string_buffer(header, len(header))
    number = ctypes.c_long(CALLS[os.uname().machine]["seccomp"])
    return kernel.call("syscall", number, SET_FILTER, flags, address)


def _answer_for(version):
    """Start the process that answers for the kernel."""
    ours, theirs = socket.socketpair()
    if not os.fork():
        ours.close()
        os.setsid()
        _, (listener,), _, _ = socket.recv_fds(theirs, 1, 1)
        theirs.close()
        sys.exit(_answer(listener, version))
    theirs.close()
    listener = _install(_on(CREATE_RULESET, USER_NOTIFICATION), WITH_LISTENER)
    socket.send_fds(ours, [b"."], [listener])
    os.close(listener)
    ours.close()


def _answer(listener, version):
    """Answer until nobody is left who could ask."""
    while True:
        question = bytearray(80)
        try:
            fcntl.ioctl(listener, RECEIVE, question)
        except OSError:
            os._exit(0)
        (number,) = struct.unpack_from("=Q", question)
        (process,) = struct.unpack_from("=I", question, 8)
        arguments = struct.unpack_from("=6Q", question, 32)
        value, error, flags = _reply(process, arguments, version)
        reply = struct.pack("=QqiI", number, value, error, flags)
        try:
            fcntl.ioctl(listener, SEND, bytearray(reply))
        except OSError:  # who asked has ended
            continue


def _reply(process, arguments, version):
    address, size, flags = arguments[:3]
    if not version:
        return 0, -errno.ENOSYS, 0
    if flags:
        return version, 0, 0
    with open(f"/proc/{process}/mem", "rb") as memory:
        memory.seek(address)
        asked = [*struct.unpack(f"={size // 8}Q", memory.read(size)), 0, 0, 0][:3]
    files, network, scope = asked
    newer = files & ~FILES.get(version, 0xFFFF) or network * (version < 4) or scope * (version < 6)
    return (0, -errno.EINVAL, 0) if newer else (0, 0, GO_ON)
