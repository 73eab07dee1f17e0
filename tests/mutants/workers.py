"""Many judgments in a few processes, which may hang, crash or run out of memory."""

import collections
import contextlib
import gc
import importlib
import multiprocessing
import os
import resource
import sys
import time
from multiprocessing.connection import wait

from grader.quiet import quiet_standard_error
from mutants.judging import LOST, SLOW

BYTES = 6 * 2**30
"""Of memory, for one process."""
SECONDS = 300
"""After which a process that reports nothing is killed."""
CHUNK = 50
"""Judgments that one process makes, so that it does not grow."""

_context = multiprocessing.get_context("fork")


class Worker:
    """A process that makes a chunk of judgments, one after the other.

    Parameters
    ----------
    judgments : list of (key, callable)
        The callables take no arguments and return a string.
    """

    def __init__(self, judgments):
        self.open_ones = collections.deque(judgments)
        self.connection, theirs = _context.Pipe(duplex=False)
        self.process = _context.Process(target=_work, args=(judgments, theirs), daemon=True)
        self.process.start()
        theirs.close()
        self.heard = time.monotonic()

    def results(self):
        """What has come since: pairs of key and result; the last word of a process that ended."""
        try:
            result = self.connection.recv()
        except EOFError:
            return self._lost(LOST)
        self.heard = time.monotonic()
        return [(self.open_ones.popleft()[0], result)]

    def overdue(self):
        """Kill the process if it has been silent for too long; what it hung at is too slow."""
        if time.monotonic() - self.heard < SECONDS:
            return []
        self.process.kill()
        return self._lost(SLOW)

    def _lost(self, result):
        self.process.join()
        self.connection.close()
        self.connection = None
        return [(self.open_ones.popleft()[0], result)] if self.open_ones else []


def _work(judgments, connection):
    """In the new process: judge and report; nothing that an answer does reaches the terminal."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(nowhere, number)
    gc.freeze()  # what TensorFlow brings along need not be searched again and again
    sys.stdout, sys.stderr = open(os.devnull, "w"), open(os.devnull, "w")  # noqa: SIM115
    resource.setrlimit(resource.RLIMIT_DATA, (BYTES, BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(ImportError, RuntimeError):
        if "tensorflow" in sys.modules:
            import tensorflow

            tensorflow.config.threading.set_intra_op_parallelism_threads(1)
            tensorflow.config.threading.set_inter_op_parallelism_threads(1)
    for _, judge in judgments:
        connection.send(judge())
    connection.close()


def results(judgments, processes=2):
    """The results of all judgments, as they come.

    Parameters
    ----------
    judgments : list of (key, callable)
    processes : int
        At work at a time.

    Yields
    ------
    key
    result : str
        What the callable returned; `LOST` where the process died of it, `SLOW` where it hung.
    """
    chunks = collections.deque(judgments[i : i + CHUNK] for i in range(0, len(judgments), CHUNK))
    workers = []
    while chunks or workers:
        while chunks and len(workers) < processes:
            workers.append(Worker(chunks.popleft()))
        ready = wait([worker.connection for worker in workers], timeout=1)
        for worker in list(workers):
            yield from worker.results() if worker.connection in ready else worker.overdue()
            if worker.connection is None:
                workers.remove(worker)
                if worker.open_ones:
                    chunks.appendleft(list(worker.open_ones))


def preload(names):
    """Import modules before processes are forked, so that each has them at once."""
    with quiet_standard_error():
        for name in names:
            with contextlib.suppress(ImportError):
                importlib.import_module(name)
