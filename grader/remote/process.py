"""Ask an answer that lives in another process, over its standard input and output."""

import subprocess
import sys

from grader.remote.errors import Lost
from grader.remote.exchange import Exchange
from grader.remote.serve import serve

__all__ = ["Lost", "Process", "serve"]


class Process(Exchange):
    """A process that answers requests as `grader.remote.responder.Responder` does.

    Parameters
    ----------
    path : str or Path
        A Python file; its namespace is what can be asked for.
    timeout : float
        Seconds that one request may take, the start of the process included in the first.
    """

    def __init__(self, path, timeout=60.0):
        self._child = subprocess.Popen(
            [sys.executable, "-m", "grader.remote.worker", str(path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        super().__init__(self._child.stdout.fileno(), self._child.stdin.fileno(), timeout)

    def close(self):
        """End the process."""
        self._child.kill()
        self._child.wait()
        self._child.stdin.close()
        self._child.stdout.close()
