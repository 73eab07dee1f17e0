"""A scheduler and workers that talk to each other and to nobody else."""

from distributed import Scheduler, Worker
from distributed.gc import disable_gc_diagnosis


class _Quiet:
    """Without what Dask gives each node beside its work."""

    def start_http_server(self, *_, **__):
        """Start no web server: its port would ask nobody who they are."""

    async def start_unsafe(self):
        """Start without a look at Python's collector: a Ctrl-C during that look is lost."""
        started = await super().start_unsafe()
        disable_gc_diagnosis()
        return started


class QuietScheduler(_Quiet, Scheduler):
    """A scheduler as a run on one machine has it."""


class QuietWorker(_Quiet, Worker):
    """A worker as a run on one machine has it."""
