"""What a process gives up for good: capabilities, new privileges, and more than its limits."""

import contextlib
import ctypes
import os
import resource

from grader.sandbox import kernel


def drop():
    """Give up all capabilities, also those that a program could bring with it."""
    with open("/proc/sys/kernel/cap_last_cap", encoding="utf-8") as file:
        last = int(file.read())
    for capability in range(last + 1):
        kernel.prctl(kernel.PR_CAPBSET_DROP, capability)
    kernel.prctl(kernel.PR_CAP_AMBIENT, kernel.PR_CAP_AMBIENT_CLEAR_ALL)
    kernel.clear_capabilities()
    kernel.prctl(kernel.PR_SET_NO_NEW_PRIVS, 1)


def volunteer():
    """Have the kernel end this process and its children before any other, should memory run out."""
    with open("/proc/self/oom_score_adj", "w", encoding="utf-8") as file:
        file.write("1000")


def limit(limits):
    """Have the kernel limit each process; what they take together is watched from outside."""
    for name, value in (
        ("CORE", 0),
        ("FSIZE", limits.file_size),
        ("NOFILE", limits.open_files),
        ("NPROC", limits.threads),
        ("CPU", int(limits.cpu) + 10),  # where the guard is late
        ("MEMLOCK", 0),
        ("MSGQUEUE", 0),
        # No single process can get far ahead of the guard, and one huge array is an exception.
        ("DATA", _data_in_use() + 2 * limits.memory),
    ):
        number = getattr(resource, f"RLIMIT_{name}", None)
        if number is not None:
            _, hard = resource.getrlimit(number)
            value = value if hard == resource.RLIM_INFINITY else min(value, hard)
            resource.setrlimit(number, (value, value))


def keep_descriptors(numbers):
    """Close every open file but these."""
    for name in os.listdir("/proc/self/fd"):
        if int(name) not in numbers:
            with contextlib.suppress(OSError):
                os.close(int(name))


def replace_environment(environment):
    """Set the environment, and wipe what the kernel shows of the former in /proc/self/environ."""
    os.environ.clear()
    with open("/proc/self/stat", encoding="utf-8", errors="replace") as file:
        fields = file.read().rpartition(")")[2].split()
    start, end = int(fields[47]), int(fields[48])
    if start:
        ctypes.memset(start, 0, end - start)
    os.environ.update(environment)


def _data_in_use():
    """Bytes that RLIMIT_DATA counts, which is less than all that TensorFlow reserves."""
    with open("/proc/self/statm", encoding="utf-8") as file:
        return int(file.read().split()[5]) * os.sysconf("SC_PAGE_SIZE")
