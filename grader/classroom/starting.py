"""What takes long to start is started at once, while the rest is made ready."""

import contextlib
import signal
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import resource_tracker

from grader.classroom import cluster
from grader.classroom.assignment import digest_of_code
from grader.learner import CourseError
from grader.sandbox.probing import missing, probe


def check_sandbox(order):
    """Refuse to go on where students' code cannot be confined.

    Raises
    ------
    CourseError
    """
    lacking = missing(probe()) if order.sandbox and not order.scheduler else None
    if lacking:
        raise CourseError(lacking)


@contextlib.contextmanager
def workers(order, scoring):
    """Start the workers, and what they need to score.

    Parameters
    ----------
    order : grader.classroom.grading.Order
    scoring : grader.classroom.work.Scoring

    Yields
    ------
    callable
        Waits for the workers and returns the `distributed.Client`.
    """
    if order.scheduler:
        connection = cluster.existing(order.scheduler, digest_of_code(), order.sandbox)
    else:
        connection = cluster.local(order.workers)
    # Whatever starts there has Ctrl-C blocked, which is for this process to take.
    with ThreadPoolExecutor(1, initializer=_block_interrupt) as pool:
        entering = pool.submit(connection.__enter__)
        try:
            yield entering.result
        finally:
            if entering.exception() is None:
                with contextlib.suppress(Exception):  # the scheduler may have gone
                    entering.result().run(scoring.end)
                connection.__exit__(None, None, None)


def _block_interrupt():
    if hasattr(signal, "pthread_sigmask"):  # not on Windows
        resource_tracker.ensure_running()  # as it would unblock the signal later
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
