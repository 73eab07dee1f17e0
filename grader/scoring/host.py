"""What a process needs to score submissions: the warm parent that its machine has, and a judge."""

import atexit
import contextlib
import os
import subprocess
import threading
from pathlib import Path

from grader.learner import locks
from grader.scoring import environment
from grader.scoring.errors import NoKernel
from grader.scoring.judge import Judge
from grader.scoring.settings import Settings
from grader.warm import client, starter

_ENDS_WITHIN = 5.0
FOREVER = -1.0


class Host:
    """What one process needs to score submissions, one at a time.

    Parameters
    ----------
    folder : path
        A private folder of this machine with a short path. Processes that have it in common share
        one warm parent, which ends with `owner`.
    sandbox : bool
        Whether students' code is confined.
    settings : grader.scoring.settings.Settings, optional
    owner : int, optional
        Process without which the warm parent has no purpose; by default this one.
    """

    def __init__(self, folder, sandbox=True, settings=None, owner=None):
        self.folder = Path(folder).resolve()
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.sandbox = sandbox
        self.settings = settings or Settings()
        self._owner = owner or os.getpid()
        self._socket = str(self.folder / "s")
        self._parent = self._starting = None
        self.judge = Judge(self.parent)
        atexit.register(self.close)

    def parent(self, modules=()):
        """The socket of a warm parent that answers; None where there can be none.

        It is started where it does not run, or does not run any more.

        Parameters
        ----------
        modules : iterable of str
            What one that is started here imports besides what every kernel has.

        Raises
        ------
        grader.scoring.errors.NoKernel
            It does not start.
        """
        if not (hasattr(os, "pidfd_open") and hasattr(os, "fork")):
            return None
        with locks.held(self.folder / "lock", FOREVER):
            with contextlib.suppress(client.NotWarm):
                client.wait_for_parent(self._socket, starter.READY_WITHIN)
                return self._socket
            self._start_parent(modules)
            try:
                client.wait_for_parent(self._socket, starter.READY_WITHIN)
            except client.NotWarm as reason:
                raise NoKernel(str(reason)) from None
        return self._socket

    def begin(self, modules=()):
        """Have a warm parent started, as `parent` does; returns at once."""

        def start():
            with contextlib.suppress(NoKernel):  # whoever needs one tries again, and says so
                self.parent(modules)

        self._starting = threading.Thread(target=start, daemon=True)
        self._starting.start()

    def close(self):
        """End the judge, and the parent if this process started it."""
        atexit.unregister(self.close)
        self.judge.close()
        if self._parent is not None:
            self._parent.terminate()
            self._parent.wait()
            self._parent = None
        if self._starting is not None:
            self._starting.join(_ENDS_WITHIN)

    def _start_parent(self, modules):
        with contextlib.suppress(FileNotFoundError):
            os.unlink(self._socket)
        environ = environment.of_parent(self.folder)
        nowhere = subprocess.DEVNULL
        self._parent = starter.start(
            self._socket, self._owner, modules, env=environ, stdout=nowhere, stderr=nowhere
        )
        try:
            starter.wait_until_listening(self._parent, self._socket)
        except OSError as reason:
            raise NoKernel(str(reason)) from None
