"""Grading a class, against nbgrader as it comes and against what the machine allows at best."""

import itertools
import json
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import psutil
from nbgrader.api import Gradebook

from benchmarks.classes import LIGHT, CourseDirectory
from benchmarks.table import Row

LESSON = "03_dropout"
SHORT = "00_start_here"
CLASS = 24
CORES = 2
OF_LESSON, OF_LIGHT = 4, 8
"""How many of the class nbgrader is given: it takes the same time for each, one after another."""

SIZES = (10, 50, 200, 500)
GIB = 2**30
LOOK = 1.0


def measure():
    """The lines of the table."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        yield from _against_nbgrader(root, LESSON, OF_LESSON, 20)
        yield from _against_nbgrader(root, LIGHT, OF_LIGHT, 5)
        yield from _of_any_size(root)


def _against_nbgrader(root, lesson, few, required):
    ours = CourseDirectory(root / lesson, lesson)
    ours.submit(CLASS)
    seconds = ours.grade()
    stock = CourseDirectory(root / f"stock_{lesson}", lesson, stock=True)
    stock.submit(few)
    each = stock.nbgrader("autograde", lesson) / few
    if set(_scores(stock)) != set(_scores(ours)):
        raise RuntimeError(f"{lesson}: scores differ: {_scores(stock)}, {_scores(ours)}")
    what = (
        f"{CLASS} submissions of {lesson}, nbgrader {each:.1f} s each, here {seconds:.0f} s in all"
    )
    yield Row(f"{what}: throughput", each * CLASS / seconds, required)
    cells = sum(_records(ours, "cell_seconds"))
    limit = _import_seconds() + cells / CORES
    yield Row(
        f"the same {CLASS}: time over the physical limit of {limit:.0f} s",
        seconds / limit,
        1.3,
        False,
    )


def _of_any_size(root):
    """Cost of a submission, and memory, for classes of several sizes."""
    course = CourseDirectory(root / SHORT, SHORT)
    took, memory = {}, {}
    for size in SIZES:
        course.forget()
        course.submit(size)
        memory[size] = Memory()
        took[size] = course.grade(memory[size].watch)
    smallest, largest = SIZES[0], SIZES[-1]
    cells = statistics.mean(_records(course, "cell_seconds"))
    each = [(took[b] - took[a]) / (b - a) for a, b in itertools.pairwise(SIZES)]
    shown = ", ".join(f"{1000 * one:.0f}" for one in each)
    yield Row(
        f"ms for one more submission, {SIZES} of {SHORT}: {shown}; largest / smallest",
        max(each[1:]) / min(each[1:]),
        1.3,
        False,
    )
    yield Row(
        "overhead of a submission, seconds for each worker", CORES * each[-1] - cells, 0.7, False
    )
    own = [memory[size].supervisor for size in SIZES]
    shown = ", ".join(f"{one / 2**20:.0f}" for one in own)
    yield Row(
        f"MiB of the supervisor: {shown}; {largest} against {smallest}",
        own[-1] / own[0],
        1.2,
        False,
    )
    peak = max(one.all for one in memory.values())
    yield Row("GiB of all processes together, at most", peak / GIB, 6, False)


class Memory:
    """The most that a process, and it with all that it started, has had in memory."""

    def __init__(self):
        self.supervisor = self.all = 0

    def watch(self, process):
        """Look at it until it ends."""
        threading.Thread(target=self._look, args=(process.pid,), daemon=True).start()

    def _look(self, pid):
        try:
            root = psutil.Process(pid)
            while root.is_running() and root.status() != psutil.STATUS_ZOMBIE:
                self.supervisor = max(self.supervisor, root.memory_info().rss)
                shares = [_share(one) for one in (root, *root.children(recursive=True))]
                self.all = max(self.all, sum(shares))
                time.sleep(LOOK)
        except psutil.NoSuchProcess:
            return


def _share(process):
    try:
        return process.memory_full_info().pss
    except (psutil.NoSuchProcess, psutil.AccessDenied):
        return 0


def _scores(course):
    """Points of all students."""
    with Gradebook(f"sqlite:///{course.root}/gradebook.db", "regularization") as gradebook:
        return [one.score for one in gradebook.assignment_submissions(course.lesson)]


def _records(course, name):
    paths = course.root.glob(f"autograded/*/{course.lesson}/.grading.json")
    return [json.loads(path.read_bytes())[name] for path in paths]


def _import_seconds():
    started = time.perf_counter()
    subprocess.run([sys.executable, "-c", "import tensorflow"], check=True, capture_output=True)
    return time.perf_counter() - started
