"""Submissions out to the workers, outcomes back, with few of them in memory at a time."""

from concurrent.futures import CancelledError
from dataclasses import dataclass
from itertools import islice

from grader.classroom.text import printable
from grader.learner import CourseError
from grader.scoring.submission import Submission

AHEAD = 2
"""Submissions in flight for each thread: one at work, one that waits."""

RETRIES = 2
"""How often scoring is repeated that fails by no fault of the submission."""


@dataclass(frozen=True)
class Task:
    """A submission to be scored."""

    student: str
    submission: Submission
    seed: str


def scored(client, scoring, released, tasks):
    """Have submissions scored, and yield what comes of each as soon as it is there.

    Parameters
    ----------
    client : distributed.Client
    scoring : callable
        ``scoring(submission, released, seed) -> Outcome``; runs in the workers.
    released : NotebookNode
    tasks : iterable of Task
        Taken only when there is room.

    Yields
    ------
    Task, Outcome or str
        The outcome, or why there is none.
    """
    from distributed import as_completed

    tasks, waiting, coming = iter(tasks), {}, as_completed()

    def send(count):
        for task in islice(tasks, count):
            future = client.submit(
                scoring, task.submission, released, task.seed, pure=False, retries=RETRIES
            )
            waiting[future] = task
            coming.add(future)

    send(AHEAD * max(1, sum(client.nthreads().values())))
    for future in coming:
        task, outcome = waiting.pop(future), _outcome(future)
        future.release()
        send(1)
        yield task, outcome


def _outcome(future):
    """What came of a submission, or why nothing did."""
    from distributed import KilledWorker
    from distributed.scheduler import NoWorkerError

    try:
        # An outcome that was lost with its worker is on its way again: this waits for it.
        error = future.exception()
    except CancelledError:
        raise CourseError(
            "The scheduler has gone. What is finished is kept: start it, and give the same command "
            "again to go on."
        ) from None
    if error is None:
        return future.result()
    if isinstance(error, KilledWorker):
        return "Each worker that tried it died: it was killed, or had too little memory."
    if isinstance(error, NoWorkerError):
        return "No worker could be had for it any more: is there too little memory?"
    return f"It could not be scored ({type(error).__name__}: {printable(str(error))})."
