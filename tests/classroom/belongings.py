"""What processes have open that another account could try: ports, sockets, files, folders."""

import contextlib
import os
import re
import stat
import sys
from pathlib import Path

import psutil

EVERYBODYS = ("/usr", "/lib", "/etc", "/proc", "/sys", sys.prefix, sys.base_prefix)
"""Folders of files that an installation has anyway."""

SHARED_MEMORY = Path("/dev/shm")

GONE = (FileNotFoundError, ProcessLookupError)
"""What a process raises that ends while it is looked at, as some of a course's do."""


def targets(root, folders, course):
    """All that can be tried of a process and of those that descend from it.

    Parameters
    ----------
    root : int
    folders : sequence of pathlib.Path
        The private ones, all in them included.
    course : pathlib.Path
        The installed course, whose files are everybody's.
    """
    found = set()
    for each in [psutil.Process(root), *psutil.Process(root).children(recursive=True)]:
        with contextlib.suppress(*GONE):
            found |= _ports(each.pid) | _sockets(each.pid) | _files(each.pid, str(course))
            found.add(("process", each.pid))
    for top in folders:
        for where, _, names in os.walk(top):
            found.add(("folder", where))
            found |= _by_kind(os.path.join(where, name) for name in names)
    return sorted(found, key=str)


def shared_memory(before):
    """What has come into /dev/shm since."""
    return {("file", str(path)) for path in set(SHARED_MEMORY.iterdir()) - before}


def _by_kind(paths):
    found = set()
    for path in paths:
        with contextlib.suppress(FileNotFoundError):
            found.add(("unix" if stat.S_ISSOCK(os.lstat(path).st_mode) else "file", path))
    return found


def _links(pid):
    """Where its open descriptors lead to."""
    folder = f"/proc/{pid}/fd"
    for name in os.listdir(folder):
        with contextlib.suppress(FileNotFoundError):
            yield os.readlink(f"{folder}/{name}")


def _ports(pid):
    """Ports at which it listens, of its own network."""
    inodes, found = set(_links(pid)), set()
    for table in ("tcp", "tcp6", "udp", "udp6"):
        for line in Path(f"/proc/{pid}/net/{table}").read_text().splitlines()[1:]:
            fields = line.split()
            listens = fields[3] == "0A" or table.startswith("udp")
            if listens and f"socket:[{fields[9]}]" in inodes:
                found.add(("port", int(fields[1].rpartition(":")[2], 16)))
    return found


def _sockets(pid):
    """Named Unix sockets that it has open."""
    inodes, found = set(_links(pid)), set()
    for line in Path(f"/proc/{pid}/net/unix").read_text().splitlines()[1:]:
        match = re.match(r"(?:\S+ +){6}(\d+) (.+)", line)
        if match and f"socket:[{match[1]}]" in inodes:
            found.add(("unix", match[2]))
    return found


def _files(pid, course):
    """Files that it has open, but for those of the installation and of devices."""
    return {
        ("file", link)
        for link in _links(pid)
        if link.startswith("/")
        and not link.startswith((*EVERYBODYS, course, "/dev/null", "/dev/pts", "/memfd:", "/dev/u"))
        and os.path.isfile(link)
    }
