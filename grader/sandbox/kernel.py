"""System calls that Python 3.11 does not offer. Each raises OSError where it is refused."""

import ctypes
import functools
import os

CLONE_NEWNS = 0x00020000
CLONE_NEWCGROUP = 0x02000000
CLONE_NEWUTS = 0x04000000
CLONE_NEWIPC = 0x08000000
CLONE_NEWUSER = 0x10000000
CLONE_NEWPID = 0x20000000
CLONE_NEWNET = 0x40000000

MS_RDONLY = 1
MS_NOSUID = 2
MS_NODEV = 4
MS_NOEXEC = 8
MS_BIND = 4096
MS_REC = 16384
MS_SLAVE = 1 << 19
MNT_DETACH = 2

MOUNT_ATTR_RDONLY = 1
MOUNT_ATTR_NOSUID = 2
MOUNT_ATTR_NODEV = 4
AT_FDCWD = -100
AT_RECURSIVE = 0x8000
SYS_MOUNT_SETATTR = 442  # one number on all architectures that TensorFlow runs on

# One number on all architectures, too.
SYS_LANDLOCK_CREATE_RULESET = 444
SYS_LANDLOCK_ADD_RULE = 445
SYS_LANDLOCK_RESTRICT_SELF = 446

PR_SET_PDEATHSIG = 1
PR_CAPBSET_DROP = 24
PR_SET_SECCOMP = 22
PR_SET_NO_NEW_PRIVS = 38
PR_CAP_AMBIENT = 47
PR_CAP_AMBIENT_CLEAR_ALL = 4
LINUX_CAPABILITY_VERSION_3 = 0x20080522


class _MountAttributes(ctypes.Structure):
    _fields_ = [(name, ctypes.c_uint64) for name in ("set", "clear", "propagation", "user")]


@functools.lru_cache(1)
def _libc():
    return ctypes.CDLL(None, use_errno=True)


def call(name, *arguments):
    """Call a function of the C library that returns -1 where it fails.

    Raises
    ------
    OSError
        With the function's name, so that a refusal says what was refused.
    """
    result = getattr(_libc(), name)(*arguments)
    if result == -1:
        number = ctypes.get_errno()
        raise OSError(number, f"{name}: {os.strerror(number)}")
    return result


def system_call(number, *arguments):
    """Make a system call that the C library has no function for; numbers and bytes are passed."""
    passed = (ctypes.c_long(each) if isinstance(each, int) else each for each in arguments)
    return call("syscall", ctypes.c_long(number), *passed)


def unshare(flags):
    """Move the process into namespaces of its own (unshare(2))."""
    call("unshare", flags)


def prctl(option, *values):
    """Set an attribute of the process (prctl(2))."""
    padded = [*values, 0, 0, 0, 0][:4]
    call("prctl", option, *(v if v is None else ctypes.c_ulong(v) for v in padded))


def mount(source, target, kind=None, flags=0, options=None):
    """Mount a file system (mount(2)); paths are text or None."""
    texts = [None if text is None else os.fsencode(text) for text in (source, target, kind)]
    call("mount", *texts, ctypes.c_ulong(flags), options and options.encode())


def unmount(target):
    """Detach a mount and all below it (umount2(2))."""
    call("umount2", os.fsencode(target), MNT_DETACH)


def restrict_mount(target, flags, recursive=True):
    """Add restrictions to a mount, keeping those that it has (mount_setattr(2))."""
    depth = AT_RECURSIVE if recursive else 0
    attributes = bytes(_MountAttributes(set=flags))
    system_call(
        SYS_MOUNT_SETATTR, AT_FDCWD, os.fsencode(target), depth, attributes, len(attributes)
    )


def pivot_root(new, old):
    """Make `new` the root and put the former root at `old` (pivot_root(2))."""
    call("pivot_root", os.fsencode(new), os.fsencode(old))


def clear_capabilities():
    """Give up every capability of this thread, effective, permitted and inheritable."""
    header = (ctypes.c_uint32 * 2)(LINUX_CAPABILITY_VERSION_3, 0)
    call("capset", header, (ctypes.c_uint32 * 6)())
