"""What a confined process may use, as plain data that travels as JSON."""

import json
import os
from dataclasses import asdict, dataclass, field

MIB = 2**20
GIB = 2**30
WALL = 900.0


def processor_seconds():
    """What a submission may compute, on all processors: libraries use as many as there are.

    Where there are many, it is half of what they could do in its time; one with long trainings must
    not lose what it earns below them.
    """
    usable = getattr(os, "sched_getaffinity", lambda _: range(os.cpu_count() or 1))
    return WALL * max(1.0, len(usable(0)) / 2)


@dataclass(frozen=True)
class Limits:
    """What one submission may take, all its processes together unless said otherwise.

    Attributes
    ----------
    memory : int
        Bytes in memory, pages shared with other processes counted by their share.
    processes : int
    threads : int
        Threads that the kernel allows; not for root, whom it does not limit before Linux 6.14.
    file_size : int
        Bytes of one file.
    open_files : int
        Open files of one process.
    disk : int
        Bytes in the work folder and in files without a name.
    files : int
        Files and folders in the work folder.
    unread : int
        Bytes by which the process that watches it may grow meanwhile.
    cpu : float
        Seconds of processor time.
    wall : float
        Seconds.
    """

    memory: int = 2 * GIB
    processes: int = 64
    threads: int = 1024
    file_size: int = 64 * MIB
    open_files: int = 512
    disk: int = 256 * MIB
    files: int = 10_000
    unread: int = 512 * MIB
    cpu: float = field(default_factory=processor_seconds)
    wall: float = WALL


@dataclass(frozen=True)
class Policy:
    """What a confined process may use. All paths are absolute.

    Attributes
    ----------
    work : str
        The only folder that it may write to; its current folder.
    readable : tuple of str
        Files and folders that it may read, with all below them, but for those of `hidden`.
    hidden : tuple of str
        Files below readable folders that it cannot open, and folders that are to be empty.
    environment : dict
        Its whole environment.
    descriptors : tuple of int
        Open file descriptors that it keeps.
    limits : Limits
    """

    work: str
    readable: tuple = ()
    hidden: tuple = ()
    environment: dict = field(default_factory=dict)
    descriptors: tuple = (0, 1, 2)
    limits: Limits = field(default_factory=Limits)

    def to_json(self):
        """Write the policy as JSON text."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text):
        """Read what `to_json` wrote.

        Raises
        ------
        TypeError
            An unknown entry: an older sandbox must not ignore what a newer policy asks for.
        """
        entries = json.loads(text)
        for name in ("readable", "hidden", "descriptors"):
            entries[name] = tuple(entries[name])
        return cls(**{**entries, "limits": Limits(**entries["limits"])})
