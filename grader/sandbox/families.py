"""Sockets of families that no network namespace holds back are not made at all.

A socket of AF_VSOCK, for one, reaches from a virtual machine to its host. The filter is a small
program of classic BPF that the kernel runs at each system call (seccomp(2)).
"""

import ctypes
import errno
import os
import socket
import struct

from grader.sandbox import kernel

ALLOWED = (socket.AF_UNIX, socket.AF_INET, socket.AF_INET6, socket.AF_NETLINK)
ARCHITECTURES = {
    "x86_64": (0xC000003E, {"socket": 41, "socketpair": 53, "io_uring_setup": 425}),
    "aarch64": (0xC00000B7, {"socket": 198, "socketpair": 199, "io_uring_setup": 425}),
}
"""Number by which the kernel calls each, and its system calls that make sockets."""

X32 = 0x40000000
SECCOMP_MODE_FILTER = 2
ALLOW = 0x7FFF0000
KILL = 0x80000000
DENY = 0x00050000 | errno.EAFNOSUPPORT
LOAD, EQUAL, AT_LEAST, RETURN = 0x20, 0x15, 0x35, 0x06
NUMBER, ARCHITECTURE, FIRST_ARGUMENT = 0, 4, 16
"""Offsets in the kernel's description of a system call."""


def restrict():
    """Let this process and its children make sockets of `ALLOWED` families only.

    Raises
    ------
    OSError
        On an architecture whose system calls are not known here, or without seccomp.
    """
    machine = os.uname().machine
    if machine not in ARCHITECTURES:
        raise OSError(errno.ENOSYS, f"no filter of system calls for {machine}")
    program = b"".join(struct.pack("=HBBI", *step) for step in _steps(*ARCHITECTURES[machine]))
    buffer = ctypes.create_string_buffer(program, len(program))
    header = struct.pack("@HP", len(program) // 8, ctypes.addressof(buffer))
    address = ctypes.create_string_buffer(header, len(header))
    try:
        kernel.prctl(kernel.PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.addressof(address))
    except OSError as error:
        raise OSError(error.errno, "this kernel filters no system calls (seccomp)") from None


def _steps(architecture, calls):
    """Steps of the program: code, jump if true, jump if false, value."""
    yield LOAD, 0, 0, ARCHITECTURE
    yield EQUAL, 1, 0, architecture
    yield RETURN, 0, 0, KILL
    yield LOAD, 0, 0, NUMBER
    yield AT_LEAST, 0, 1, X32
    yield RETURN, 0, 0, KILL
    # io_uring makes sockets without the system call, and Python has no use for it.
    yield EQUAL, 0, 1, calls["io_uring_setup"]
    yield RETURN, 0, 0, DENY
    families = len(ALLOWED)
    yield EQUAL, 1, 0, calls["socket"]
    yield EQUAL, 0, families + 2, calls["socketpair"]
    yield LOAD, 0, 0, FIRST_ARGUMENT
    for place, family in enumerate(ALLOWED):
        yield EQUAL, families - place, 0, family
    yield RETURN, 0, 0, DENY
    yield RETURN, 0, 0, ALLOW
