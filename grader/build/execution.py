"""Run a lesson from top to bottom and keep its outputs."""

import subprocess
import tempfile
import time

from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError
from nbconvert.filters import strip_ansi

from grader.build.kernel import OwnKernel, environment
from grader.build.scrub import scrub

CELL_TIMEOUT = 600
"""Seconds; ten times what the longest cell of a lesson may take, for slow machines."""


def execute(root, lesson, notebook, report):
    """Execute a notebook in the lesson's folder, in place, and scrub its outputs.

    Parameters
    ----------
    root : Path
        The course directory.
    lesson : Lesson
    notebook : NotebookNode
        Gets the outputs.
    report : Report
        Is told of the progress and of the time.

    Raises
    ------
    BuildError
        When a cell fails, names the cell and quotes the end of its error.
    """
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as profile, report.running(lesson) as advance:
        watch = _Watch(advance)
        client = NotebookClient(
            notebook,
            timeout=CELL_TIMEOUT,
            kernel_manager_class=OwnKernel,
            kernel_name="python3",
            record_timing=False,
            coalesce_streams=True,
            resources={"metadata": {"path": str(root / lesson.path.parent)}},
            on_cell_execute=watch.begin,
            on_cell_executed=watch.end,
        )
        try:
            # What the kernel's process itself writes there is TensorFlow's log.
            client.execute(env=environment(profile), stderr=subprocess.DEVNULL)
        except (CellExecutionError, CellTimeoutError, RuntimeError) as error:
            raise lesson.error(watch.index, _describe(error)) from None
        except AssertionError:  # what nbclient makes of Ctrl-C, after it has put the kernel away
            raise lesson.error(watch.index, "stopped; the lesson is as it was before.") from None
    scrub(notebook, root)
    report.ran(lesson, time.monotonic() - started, watch.seconds)


class _Watch:
    """Which cell runs, and how long each took, as nbclient calls its hooks."""

    def __init__(self, advance):
        self.advance = advance
        self.index = 0
        self.seconds = {}

    def begin(self, cell, cell_index):
        self.index, self.started = cell_index, time.monotonic()

    def end(self, cell, cell_index, execute_reply):
        self.seconds[cell_index] = time.monotonic() - self.started
        self.advance()


def _describe(error):
    """Say in one paragraph why a cell failed."""
    if isinstance(error, CellTimeoutError):
        return f"ran for more than {CELL_TIMEOUT} s; make it shorter."
    if isinstance(error, RuntimeError):  # what nbclient raises when a kernel is gone
        return f"the kernel died ({error}), perhaps for want of memory; make the cell smaller."
    lines = strip_ansi(error.traceback).strip().splitlines()
    return "\n".join([f"failed with {error.ename}: {error.evalue}", *lines[-8:]])
