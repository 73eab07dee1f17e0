"""``python -m benchmarks.many [5000] [FOLDER]``: does a submission cost more in a large class?

One run grades a class with the lightest lesson. Its time is taken in blocks; meanwhile the same
small loop is timed again and again, and each block is counted in loops of its own minutes: what
slows the machine for a while, slows both. Medians of the last and the first quarter are compared,
and so is the supervisor's memory.

In a FOLDER that stays, the same command goes on where one was stopped.
"""

import json
import statistics
import sys
import tempfile
import threading
import time
from itertools import pairwise
from pathlib import Path

import psutil

from benchmarks.classes import CourseDirectory
from benchmarks.grading import SHORT
from benchmarks.table import Row, show

CLASS = 5000
BLOCKS = 40
SMALLEST = 5
"""Submissions of a block: workers finish theirs together."""

LOOK = 1.0
LOOP = 1_000_000
"""Steps of the loop: some hundredths of a second, so that it shares a busy processor."""

FLAT = 1.15


def measure(count=CLASS, folder=None):
    """The lines of the table."""
    if folder is None:
        with tempfile.TemporaryDirectory() as made:
            yield from measure(count, made)
        return
    course = CourseDirectory(Path(folder) / SHORT, SHORT)
    course.submit(count)
    watch = Watch(Path(folder) / "looks.jsonl")
    course.grade(watch.begin)
    written = sorted(path.stat().st_mtime for path in records(course))
    if len(written) != count:
        raise RuntimeError(f"{len(written)} of {count} submissions were graded")
    yield from rows(written, watch.looks())


def rows(written, looks):
    """The lines of the table.

    Parameters
    ----------
    written : list of float
        When each submission was finished.
    looks : list of dict
        As `Watch.looks` has them.
    """
    size = max(SMALLEST, len(written) // BLOCKS)
    spans = list(pairwise(written[::size]))
    each = statistics.median((after - before) / size for before, after in spans)
    yield Row(
        f"{len(written)} submissions of {SHORT}, {1000 * each:.0f} ms each, so 50,000 in "
        f"{50_000 * each / 3600:.1f} h: cost of the last quarter over that of the first",
        late_over_early([in_loops(before, after, looks) for before, after in spans]),
        FLAT,
        False,
    )
    memory = of_longest_run(looks, written[0])
    yield Row(
        f"MiB of the supervisor, at most {max(memory) / 2**20:.0f}: last over first quarter",
        late_over_early(memory),
        FLAT,
        False,
    )


def records(course):
    """The records of all that is finished."""
    return course.root.glob(f"autograded/*/{course.lesson}/.grading.json")


def in_loops(before, after, looks):
    """How many loops would have fitted into a time, each as long as the loops were then."""
    then = [look["loop"] for look in looks if before - LOOK <= look["at"] <= after + LOOK]
    return (after - before) / statistics.median(then or [look["loop"] for look in looks])


def of_longest_run(looks, begun):
    """The supervisor's memory in the run with most looks, from its first result on."""
    runs = {}
    for look in looks:
        if look["at"] >= begun:
            runs.setdefault(look["run"], []).append(look["memory"])
    return max(runs.values(), key=len)


def late_over_early(values):
    """Median of the last quarter over that of the first one."""
    quarter = max(1, len(values) // 4)
    return statistics.median(values[-quarter:]) / statistics.median(values[:quarter])


class Watch:
    """Looks at a process once in a while, and at how fast the machine is just then.

    Parameters
    ----------
    path : pathlib.Path
        Where each look is kept.
    """

    def __init__(self, path):
        self._path = path

    def begin(self, process):
        """Look at a process until it ends."""
        process = psutil.Process(process.pid)
        threading.Thread(target=self._look, args=(process,), daemon=True).start()

    def looks(self):
        """All looks: when, which run's, its bytes in memory, and the seconds of a loop."""
        return [json.loads(line) for line in self._path.read_text().splitlines()]

    def _look(self, process):
        with self._path.open("a", buffering=1) as file:
            while process.is_running() and process.status() != psutil.STATUS_ZOMBIE:
                try:
                    memory = process.memory_info().rss
                except psutil.NoSuchProcess:
                    return
                look = {"at": time.time(), "run": process.pid, "memory": memory, "loop": loop()}
                file.write(json.dumps(look) + "\n")
                time.sleep(LOOK)


def loop():
    """Seconds of a piece of work that is always the same."""
    begun = time.perf_counter()
    for _ in range(LOOP):
        pass
    return time.perf_counter() - begun


def main(count=CLASS, folder=None):
    """Measure and print; returns the exit code."""
    return 0 if show(measure(int(count), folder)) else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
