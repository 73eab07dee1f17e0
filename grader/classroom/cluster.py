"""Where submissions are scored: workers of this machine, or of a cluster that is there already."""

import contextlib
import logging
import multiprocessing
import os
from multiprocessing import util

from grader.classroom import credentials
from grader.classroom.dask_settings import ATTEMPTS, PATIENCE, of_a_run
from grader.classroom.work import objection
from grader.learner import CourseError
from grader.warm import private

__all__ = ["ATTEMPTS", "existing", "local"]

IMPORTED_ONCE = ["grader.classroom.nodes", "grader.scoring.score", "grader.scoring.host"]


@contextlib.contextmanager
def local(workers=None):
    """Have workers on this machine: processes of one thread each, which end with this one.

    They listen on the loopback, with a key that is made for this run (`credentials`).

    Parameters
    ----------
    workers : int, optional
        As many as there are cores by default.

    Yields
    ------
    distributed.Client

    Raises
    ------
    CourseError
        Dask cannot be imported with the user's settings.
    grader.warm.private.NoPrivateFolder
    """
    folder = private.make()
    with contextlib.ExitStack() as stack:
        stack.callback(private.release, folder)
        stack.callback(_forget_variables, frozenset(os.environ))
        stack.enter_context(of_a_run(own=True, temporary_directory=str(folder)))
        from dask.system import CPU_COUNT
        from distributed import Client

        _prepare_processes()
        cluster = _start(workers or CPU_COUNT, credentials.make(folder))
        # Not entered by `with`, as that has to be left in the thread that entered.
        stack.enter_context(contextlib.closing(cluster))
        yield stack.enter_context(contextlib.closing(Client(cluster)))


def _forget_variables(known):
    """Take back what Dask set for its workers: no kernel of this process can start with that."""
    for name in os.environ.keys() - known:
        del os.environ[name]


def _start(workers, security):
    """A scheduler in this process, and workers in their own."""
    from distributed import Nanny, SpecCluster

    from grader.classroom.nodes import QuietScheduler, QuietWorker

    common = {"host": "127.0.0.1", "protocol": "tls://", "security": security}
    options = common | {
        "worker_class": QuietWorker,
        "nthreads": 1,
        "memory_limit": 0,  # a kernel has a limit of its own
        "silence_logs": logging.CRITICAL,
    }
    return SpecCluster(
        scheduler={"cls": QuietScheduler, "options": common | {"port": 0, "dashboard": False}},
        workers={number: {"cls": Nanny, "options": options} for number in range(workers)},
        security=security,
        silence_logs=logging.CRITICAL,
    )


def _prepare_processes():
    """Have workers forked from a process that is reached by a socket in a private folder."""
    from distributed.utils import get_mp_context

    # Imported once, for all workers; asked for its context, distributed sets its own list.
    get_mp_context().set_forkserver_preload(IMPORTED_ONCE)
    # Python 3.11.0 would take an abstract socket, which anybody of the machine may connect to.
    util.abstract_sockets_supported = False
    settings = multiprocessing.current_process()._config  # where multiprocessing.util looks
    if "tempdir" not in settings:
        settings["tempdir"] = str(private.make())


@contextlib.contextmanager
def existing(address, code, sandbox):
    """Use the workers of a cluster that is there already.

    Keys and certificates for ``tls://`` are those of Dask's own configuration.

    Parameters
    ----------
    address : str
        Of its scheduler, such as ``tls://10.0.0.1:8786``.
    code, sandbox
        As `grader.classroom.work.objection` has them.

    Yields
    ------
    distributed.Client

    Raises
    ------
    CourseError
        There is no scheduler, no certificate for it, it has no workers, or they cannot score.
    """
    with of_a_run(), contextlib.closing(_connect(address)) as client:
        _examine(client, address, code, sandbox)
        yield client


def _connect(address):
    """A client of the scheduler at an address, with the certificates that it needs."""
    from distributed import Client

    class Closed(Client):
        """Closed at once where it cannot start.

        Otherwise the garbage collector closes it, at any time. If that is while another one starts,
        both wait for the same lock for ever.
        """

        def start(self, **settings):
            try:
                super().start(**settings)
            except BaseException:
                self.close()
                raise

    security = credentials.configured() if address.startswith("tls:") else None
    try:
        return Closed(address, timeout=PATIENCE, security=security)
    except (OSError, ValueError, TypeError) as error:
        reason = str(error).strip().splitlines()[0].rstrip(".") if str(error) else "no answer"
        raise CourseError(
            f"No Dask scheduler can be reached at {address} ({reason}): start it, or leave "
            "--scheduler out."
        ) from None


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
