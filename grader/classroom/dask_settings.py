"""Dask's settings for a run: none of the user's where the cluster is our own."""

import contextlib
import copy
import logging

from grader.learner import CourseError

PATIENCE = 10
"""Seconds to wait for a scheduler."""

ATTEMPTS = 3
"""How often a submission is tried whose worker dies."""

SETTINGS = {
    "distributed.worker.multiprocessing-method": "forkserver",
    "distributed.scheduler.allowed-failures": ATTEMPTS - 1,
    # Where no worker can be had any more, a run ends instead of waiting for ever.
    "distributed.scheduler.no-workers-timeout": "5 minutes",
    "distributed.comm.timeouts.connect": PATIENCE,
    "distributed.worker.profile.enabled": False,
    "distributed.scheduler.http.routes": [],
    "distributed.worker.http.routes": [],
    "distributed.admin.large-graph-warning-threshold": "1GB",
    "distributed.admin.low-level-log-length": 0,  # messages hold whole submissions
    "logging": {"distributed": "critical"},  # what fails is told by the run itself
}


@contextlib.contextmanager
def of_a_run(own=False, **changes):
    """Settle how Dask works for a while, and keep its own messages to itself.

    Parameters
    ----------
    own : bool
        Whether the cluster is the run's own: then files and variables of the user's say nothing.
    **changes
        Settings beside `SETTINGS`, with ``__`` for a dot.

    Raises
    ------
    CourseError
        Dask cannot read the user's files.
    """
    config, logger = _import_config(), logging.getLogger("distributed")
    before, level = copy.deepcopy(config.config), logger.level
    logger.setLevel(logging.CRITICAL)
    if own:
        config.refresh(paths=[], env={})
    try:
        with config.set(SETTINGS, **changes):
            yield
    finally:
        logger.setLevel(level)
        config.config.clear()
        config.config.update(before)


def _import_config():
    """Dask's configuration, which reads the user's as soon as it is imported."""
    try:
        import dask.config
        import distributed  # noqa: F401 (puts its own settings in first)
    except (ValueError, TypeError, AttributeError, OSError) as error:
        reason = " ".join(str(error).split()).rstrip(".")
        raise CourseError(
            f"Dask cannot read its configuration ({reason}): mend that file or variable, or remove "
            "it, as a run on this machine needs none."
        ) from None
    return dask.config
