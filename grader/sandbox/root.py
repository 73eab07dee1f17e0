"""A root of its own: what the policy does not name does not exist for the process."""

import os
from dataclasses import dataclass

from grader.sandbox import kernel

CLOSED = kernel.MS_NOSUID | kernel.MS_NODEV | kernel.MS_NOEXEC
READ_ONLY = kernel.MOUNT_ATTR_RDONLY | kernel.MOUNT_ATTR_NOSUID | kernel.MOUNT_ATTR_NODEV
WRITABLE = kernel.MOUNT_ATTR_NOSUID | kernel.MOUNT_ATTR_NODEV
OLD, NEW = "/old", "/new"
BASE = "/tmp"
"""Any folder that every system has: it is covered, and only in this process's own view."""

DEVICES = ("full", "null", "random", "urandom", "zero")
LINKS = {
    "fd": "/proc/self/fd",
    "ptmx": "pts/ptmx",
    "stderr": "/proc/self/fd/2",
    "stdin": "/proc/self/fd/0",
    "stdout": "/proc/self/fd/1",
}
SHARED_MEMORY = "size=64m,nr_inodes=1k,mode=1777"


@dataclass(frozen=True)
class Plan:
    """What is seen where: pairs of a path in the new root and its source, links resolved."""

    readable: tuple
    covered: tuple
    links: tuple
    work: tuple


def plan(policy):
    """Look the policy's paths up, while they can still be seen.

    Raises
    ------
    OSError
        One of the paths does not exist.
    """
    links = tuple((path, os.readlink(path)) for path in policy.readable if _is_top_link(path))
    linked = {path for path, _ in links}
    pairs = [(path, _real(path)) for path in policy.readable if path not in linked]
    pairs += [(real, real) for _, real in pairs]
    readable = _outermost(pairs)
    covered = [
        target + hidden[len(source) :]
        for hidden in map(_real, policy.hidden)
        for target, source in readable
        if _within(hidden, source)
    ]
    return Plan(readable, tuple(covered), links, (policy.work, _real(policy.work)))


def build(plan, processes):
    """Build the new root, call `processes` with the path of its /proc, and move into it.

    Runs as the first process of a new process namespace, with its capabilities.
    """
    kernel.mount(None, "/", flags=kernel.MS_SLAVE | kernel.MS_REC)
    kernel.mount("tmpfs", BASE, "tmpfs", CLOSED, "size=1m,mode=755")
    for name in (OLD, NEW):
        os.mkdir(BASE + name)
    kernel.pivot_root(BASE, BASE + OLD)
    os.chdir("/")
    kernel.mount("tmpfs", NEW, "tmpfs", CLOSED, "size=4m,mode=755")
    for target, source in plan.readable:
        _bind(target, source, READ_ONLY)
    for target, source in plan.links:
        os.symlink(source, NEW + target)
    for target in plan.covered:
        _cover(target)
    _make_devices()
    _make_settings()
    _bind(*plan.work, WRITABLE)
    os.mkdir(NEW + "/proc")
    kernel.mount("proc", NEW + "/proc", "proc", CLOSED)
    processes(NEW + "/proc")
    kernel.restrict_mount(NEW + "/proc", READ_ONLY, recursive=False)
    kernel.restrict_mount(NEW, READ_ONLY, recursive=False)
    os.chdir(NEW)
    kernel.pivot_root(".", ".")  # the old root lies on the new one now, and is taken off
    kernel.unmount(".")
    os.chdir("/")


def _cover(target):
    """Hide what is at a path: of a folder all that is in it, of a file all that it holds."""
    if os.path.isdir(NEW + target):
        kernel.mount("tmpfs", NEW + target, "tmpfs", CLOSED | kernel.MS_RDONLY, "size=4k")
    else:
        _bind(target, os.devnull, READ_ONLY)  # a device, and none may be opened there


def _make_devices():
    for name in DEVICES:
        _bind(f"/dev/{name}", f"/dev/{name}", kernel.MOUNT_ATTR_NOSUID)
    for name in ("pts", "shm"):
        os.mkdir(f"{NEW}/dev/{name}")
    flags = kernel.MS_NOSUID | kernel.MS_NOEXEC
    kernel.mount("devpts", f"{NEW}/dev/pts", "devpts", flags, "newinstance,ptmxmode=0666,mode=600")
    kernel.mount("tmpfs", f"{NEW}/dev/shm", "tmpfs", CLOSED, SHARED_MEMORY)
    for name, target in LINKS.items():
        os.symlink(target, f"{NEW}/dev/{name}")


def _make_settings():
    """The one user there is, so that no other of the machine is told."""
    os.makedirs(NEW + "/etc", exist_ok=True)
    user, group = os.getuid(), os.getgid()
    for name, text in (
        ("passwd", f"student:x:{user}:{group}::/:/bin/sh\n"),
        ("group", f"student:x:{group}:\n"),
        ("hosts", "127.0.0.1 localhost\n"),
        ("nsswitch.conf", "passwd: files\ngroup: files\nhosts: files\n"),
    ):
        with open(f"{NEW}/etc/{name}", "w", encoding="utf-8") as file:
            file.write(text)


def _bind(target, source, restrictions):
    source, target = OLD + source, NEW + target
    if os.path.isdir(source):
        os.makedirs(target, exist_ok=True)
    elif not os.path.exists(target):
        os.makedirs(os.path.dirname(target), exist_ok=True)
        os.close(os.open(target, os.O_CREAT | os.O_WRONLY, 0o644))
    kernel.mount(source, target, flags=kernel.MS_BIND | kernel.MS_REC)
    kernel.restrict_mount(target, restrictions)


def _outermost(pairs):
    """Leave out what another pair shows already."""
    kept = []
    for target, source in sorted(set(pairs)):
        shown = any(_within(target, above) and _within(source, origin) for above, origin in kept)
        if not shown:
            kept.append((target, source))
    return tuple(kept)


def _within(path, folder):
    return path == folder or path.startswith(folder.rstrip("/") + "/")


def _is_top_link(path):
    """Whether it is a link as /lib into usr/lib, which stays one."""
    return os.path.dirname(path) == "/" and os.path.islink(path)


def _real(path):
    return os.path.realpath(path, strict=True)
