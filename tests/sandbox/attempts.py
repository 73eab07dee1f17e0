"""What a confined process attempts, and the refusals that it may meet with."""

import socket
from pathlib import Path

import grader

COURSE = Path(grader.__file__).resolve().parent
NOWHERE = {"ENOENT", "ENOTDIR"}
DENIED = {"EACCES", "EPERM", "EROFS"}
BEYOND = [
    ("connect", ("=AF_INET", "tcp"), {"ENETUNREACH"}),
    ("connect", ("=AF_INET6", "tcp6"), {"ENETUNREACH", "EADDRNOTAVAIL"}),
    ("connect", ("=AF_UNIX", "path"), NOWHERE),
    ("connect", ("=AF_UNIX", "abstract"), {"ECONNREFUSED"}),
    ("send", ("udp",), {"ENETUNREACH"}),
    ("read", ("secret",), NOWHERE),
    ("read_through_link", ("secret",), NOWHERE),
    ("read_hard_link", ("secret",), NOWHERE),
    ("look_at", ("secret",), NOWHERE),
    ("list_folder", ("others",), NOWHERE),
    ("write", ("secret",), DENIED),
    ("write", ("stolen",), DENIED),
    ("rename_out", ("stolen",), DENIED | {"EXDEV"}),
    ("change_mode", ("secret",), NOWHERE),
    ("find_secret", ("token",), NOWHERE),
    ("read_descriptor", (), {"EBADF"}),
    ("send_signal", ("victim",), {"ESRCH"}),
    ("trace", ("victim",), {"ESRCH", "EPERM"}),
    ("unshare", (), {"ENOSPC", "EPERM"}),
]
"""Attempts, what they need of the scene (or as it is, behind "="), and how they may be refused."""


FORBIDDEN = [
    ("find_route", (), {"ENETUNREACH"}),
    ("resolve", (), {"gaierror", "ENXIO"}),
    ("make_socket", (getattr(socket, "AF_VSOCK", 40),), {"EAFNOSUPPORT"}),
    ("make_socket", (38,), {"EAFNOSUPPORT"}),
    ("set_up_io_uring", (), {"EAFNOSUPPORT"}),
    ("bring_loopback_up", (), DENIED),
    ("read", ("/etc/shadow",), NOWHERE),
    ("read", ("/etc/resolv.conf",), NOWHERE),
    ("read", ("/proc/1/environ",), DENIED),
    ("read", ("/proc/1/root/etc/passwd",), DENIED),
    ("open_for_writing", ("/proc/1/mem",), DENIED),
    ("open_for_writing", ("/proc/sys/kernel/core_pattern",), DENIED),
    ("write", ("/usr/share/planted",), DENIED),
    ("end_parent", (), DENIED),
    ("mount", (), DENIED),
    ("chroot", (), DENIED),
    ("unmount", ("/usr",), DENIED),
    ("unmount", (str(COURSE / "reference"),), DENIED),
    ("become_root", (), {*DENIED, *NOWHERE, "EINVAL"}),
    ("become_other", (), {"EINVAL", "EPERM"}),
    ("lower_limit", (), {"ValueError", "EPERM"}),
]
"""Attempts that no test should make unconfined."""


def values_of(arguments, scene):
    """What an attempt is given."""
    return [scene[a] if not a.startswith("=") else a[1:] for a in arguments]
