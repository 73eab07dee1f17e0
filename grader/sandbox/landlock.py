"""Landlock (landlock(7)), as far as this kernel has it.

It holds back once more what namespaces, mounts and filters hold back already, so an older version,
or none, opens nothing. What replaces which part of it is in `PARTS`.
"""

import os
import stat
import struct

from grader.sandbox import kernel

PARTS = (
    (1, "files", "a root of its own, in which all but the work folder is read-only"),
    (5, "devices", "a root of its own, in which there are five harmless ones"),
    (6, "signals and abstract sockets", "process and network namespaces"),
)
"""What came with which version, and what holds it back where that version is not there."""

NEWEST = PARTS[-1][0]
ASK_FOR_VERSION, PATH_BENEATH = 1, 1
EXECUTE, WRITE_FILE, READ_FILE, READ_DIR = 1 << 0, 1 << 1, 1 << 2, 1 << 3
REFER, TRUNCATE, IOCTL_DEV = 1 << 13, 1 << 14, 1 << 15
RIGHTS = ((1, (1 << 13) - 1), (2, REFER), (3, TRUNCATE), (5, IOCTL_DEV))
"""Rights on files by the version that brought them."""

READING = EXECUTE | READ_FILE | READ_DIR
OF_A_FILE = EXECUTE | WRITE_FILE | READ_FILE | TRUNCATE | IOCTL_DEV
NO_PORTS, SCOPES = 0, 0b11
"""Ports are left to the network namespace: a kernel listens at one of its own."""


def version():
    """The version that this kernel has, 0 where it has none or it is switched off."""
    try:
        return kernel.system_call(kernel.SYS_LANDLOCK_CREATE_RULESET, None, 0, ASK_FOR_VERSION)
    except OSError:
        return 0


def words(found):
    """Say what a version holds back, and what does so in place of what it lacks."""
    if found >= NEWEST:
        return f"Landlock is there in version {found}."
    lacking = "; ".join(f"{what}: {instead}" for since, what, instead in PARTS if since > found)
    there = f"has Landlock in version {found} only" if found else "has no Landlock"
    return f"This kernel {there}, so others hold back alone ({lacking})."


def restrict(writable):
    """Let this process write below some folders only, and reach nothing outside of its root.

    Parameters
    ----------
    writable : sequence of str

    Raises
    ------
    OSError
        It is refused; or there is no Landlock, and an open folder leads out of the root.
    """
    found = version()
    if not found:
        _require_no_open_folder()
        return
    handled = sum(rights for since, rights in RIGHTS if since <= found)
    ruleset = _ruleset(handled, found)
    # Of the new root all may be read; of what an open folder of the old one led to, nothing.
    _allow(ruleset, "/", READING)
    for path in writable:
        _allow(ruleset, path, handled)
    kernel.system_call(kernel.SYS_LANDLOCK_RESTRICT_SELF, ruleset, 0)
    os.close(ruleset)


def _ruleset(handled, found):
    """What is handled, and so forbidden but for what rules allow; scopes know no rules."""
    attributes = [handled, NO_PORTS, SCOPES] if found >= NEWEST else [handled]
    packed = struct.pack(f"={len(attributes)}Q", *attributes)
    return kernel.system_call(kernel.SYS_LANDLOCK_CREATE_RULESET, packed, len(packed), 0)


def _allow(ruleset, path, rights):
    place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    try:
        if not stat.S_ISDIR(os.fstat(place).st_mode):
            rights &= OF_A_FILE
        rule = struct.pack("=Qi", rights, place)
        kernel.system_call(kernel.SYS_LANDLOCK_ADD_RULE, ruleset, PATH_BENEATH, rule, 0)
    finally:
        os.close(place)


def _require_no_open_folder():
    """Landlock alone keeps a process from going on from a folder that was left open to it."""
    for name in os.listdir("/proc/self/fd"):
        try:
            mode = os.fstat(int(name)).st_mode
        except OSError:  # the one that the list was read from
            continue
        if stat.S_ISDIR(mode):
            raise PermissionError("without Landlock no folder may be left open to it")
