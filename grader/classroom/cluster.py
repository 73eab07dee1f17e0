"""Where submissions are scored: workers of this machine, or of a cluster that is there already."""

import contextlib
import logging

from grader.classroom.work import objection
from grader.learner import CourseError

PATIENCE = 10
"""Seconds to wait for a scheduler."""

ATTEMPTS = 3
"""How often a submission is tried whose worker dies."""

IMPORTED_ONCE = ["distributed", "grader.scoring.score", "grader.scoring.host"]

SETTINGS = {
    "distributed.worker.multiprocessing-method": "forkserver",
    "distributed.scheduler.allowed-failures": ATTEMPTS - 1,
    "distributed.comm.timeouts.connect": PATIENCE,
    "distributed.worker.profile.enabled": False,
    "distributed.scheduler.http.routes": [],
    "distributed.worker.http.routes": [],
    "distributed.admin.large-graph-warning-threshold": "1GB",
    "distributed.admin.low-level-log-length": 0,  # messages hold whole submissions
    "logging": {"distributed": "critical"},  # what fails is told by the run itself
}


@contextlib.contextmanager
def local(workers=None):
    """Have workers on this machine: processes of one thread each, which end with this one.

    Parameters
    ----------
    workers : int, optional
        As many as there are cores by default.

    Yields
    ------
    distributed.Client
    """
    with _settings():
        from dask.system import CPU_COUNT
        from distributed import Client, LocalCluster
        from distributed.utils import get_mp_context

        # Imported once, for all workers; asked for its context, distributed sets its own list.
        get_mp_context().set_forkserver_preload(IMPORTED_ONCE)
        cluster = LocalCluster(
            n_workers=workers or CPU_COUNT,
            threads_per_worker=1,
            processes=True,
            memory_limit=0,  # a kernel has a limit of its own
            scheduler_kwargs={"dashboard": False, "dashboard_address": "127.0.0.1:0"},
            silence_logs=logging.CRITICAL,
        )
        # Not entered by `with`, as that has to be left in the thread that entered.
        with contextlib.closing(cluster), contextlib.closing(Client(cluster)) as client:
            yield client


@contextlib.contextmanager
def existing(address, code, sandbox):
    """Use the workers of a cluster that is there already.

    Parameters
    ----------
    address : str
        Of its scheduler, such as ``tcp://10.0.0.1:8786``.
    code, sandbox
        As `grader.classroom.work.objection` has them.

    Yields
    ------
    distributed.Client

    Raises
    ------
    CourseError
        There is no scheduler, it has no workers, or they cannot score.
    """
    with _settings():
        from distributed import Client

        try:
            client = Client(address, timeout=PATIENCE)
        except (OSError, ValueError, TypeError) as error:
            reason = str(error).strip().splitlines()[0].rstrip(".") if str(error) else "no answer"
            raise CourseError(
                f"No Dask scheduler can be reached at {address} ({reason}): start it, or leave "
                "--scheduler out."
            ) from None
        with contextlib.closing(client):
            _examine(client, address, code, sandbox)
            yield client


def _examine(client, address, code, sandbox):
    """Ask every worker whether it can score."""
    if not client.scheduler_info()["workers"]:
        raise CourseError(f"The scheduler at {address} has no workers: start some.")
    answers = client.run(objection, code, sandbox, on_error="return")
    for worker, answer in answers.items():
        if isinstance(answer, Exception):
            answer = f"The course's package does not work there ({answer}): install it."
        if answer:
            raise CourseError(f"The worker {worker} cannot score. {answer}")


@contextlib.contextmanager
def _settings():
    """Dask's own messages, and what is not needed of it, left out."""
    import dask
    import distributed  # noqa: F401 (puts its own settings in first, as leaving takes back ours)

    logger = logging.getLogger("distributed")
    before = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        with dask.config.set(SETTINGS):
            yield
    finally:
        logger.setLevel(before)
