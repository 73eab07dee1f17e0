"""What a submission has taken so far, seen from outside of its sandbox."""

import os
import stat

import psutil

GONE = (FileNotFoundError, ProcessLookupError, psutil.NoSuchProcess)
BLOCK = 512  # bytes in which st_blocks counts, whatever the file system


class Immeasurable(Exception):
    """Something was done so that it cannot be measured; the message says what."""


def find(pid):
    """The process of this number, None where it has ended."""
    try:
        return psutil.Process(pid)
    except psutil.NoSuchProcess:
        return None


def tree(root):
    """The process `root` and all that descend from it; in its own process namespace none escapes.

    Parameters
    ----------
    root : psutil.Process or None

    Returns
    -------
    list of psutil.Process
        Empty where `root` has ended.
    """
    try:
        return [root, *root.children(recursive=True)] if root and alive(root) else []
    except psutil.NoSuchProcess:
        return []


def alive(process):
    """Whether it runs: what has ended and waits for its parent to notice does not."""
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def memory(processes, enough):
    """Bytes in memory, pages that several processes share counted once.

    Shared memory that lives on although no process shows it is not seen; should that use up the
    machine's, the kernel ends the submission first (`privileges.volunteer`).

    Parameters
    ----------
    processes : list of psutil.Process
    enough : int
        Below this sum the shared pages, which are costly to tell apart, are counted in each.
    """
    resident = sum(_each(processes, lambda each: each.memory_info().rss))
    if resident <= enough:
        return resident
    return sum(_each(processes, lambda each: each.memory_full_info().pss))


def own_memory():
    """Bytes in memory of this process: what a submission sends waits there until it is read."""
    return psutil.Process().memory_info().rss


def processor_time(processes):
    """Seconds of processor time, that of children that have ended included."""
    return sum(sum(times[:4]) for times in _each(processes, lambda each: each.cpu_times()))


def nameless(processes):
    """Bytes in open files that have no name: deleted ones, and those that are in memory only."""
    sizes = {}
    for process in processes:
        for found in _each([process], _open_nameless):
            sizes.update(found)
    return sum(sizes.values())


def folder(path, most):
    """Bytes on disk and number of entries below a folder; links are not followed.

    Parameters
    ----------
    path : str
    most : int
        With more entries than this, counting stops.

    Raises
    ------
    Immeasurable
    """
    size, entries, folders = 0, 0, [path]
    try:
        while folders and entries <= most:
            for entry in _entries(folders.pop()):
                entries += 1
                size += entry[1].st_blocks * BLOCK
                if stat.S_ISDIR(entry[1].st_mode):
                    folders.append(entry[0])
                if entries > most:
                    break
    except OSError as error:
        raise Immeasurable(f"made a folder that cannot be looked into ({error.strerror})") from None
    return size, entries


def _entries(path):
    """Paths in a folder and what they are, without those that vanish meanwhile."""
    try:
        with os.scandir(path) as found:
            for entry in found:
                try:
                    yield entry.path, entry.stat(follow_symlinks=False)
                except FileNotFoundError:
                    continue
    except FileNotFoundError:
        return


def _open_nameless(process):
    found, folder = {}, f"/proc/{process.pid}/fd"
    for name in os.listdir(folder):
        try:
            status = os.stat(f"{folder}/{name}")
        except FileNotFoundError:
            continue
        if stat.S_ISREG(status.st_mode) and status.st_nlink == 0:
            found[status.st_dev, status.st_ino] = status.st_blocks * BLOCK
    return found


def _each(processes, measure):
    """What `measure` says of each process that has not ended."""
    for process in processes:
        try:
            yield measure(process)
        except GONE:
            continue
        except (PermissionError, psutil.AccessDenied):
            if _has_memory(process):
                raise Immeasurable("made one of its processes unreadable from outside") from None


def _has_memory(process):
    """Not so while it ends, when the kernel shows no more of it to a user without rights."""
    try:
        return process.memory_info().rss > 0
    except GONE:
        return False
