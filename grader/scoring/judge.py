"""The judge as its client sees it: started when it is needed, and again when it was lost."""

import os
import socket
import subprocess
import sys

from grader.scoring import environment, judge_process
from grader.warm import client, frames


class JudgeLost(Exception):
    """The judge ended, or sent what is no verdict."""


class Judge:
    """A process that reaches verdicts, one at a time.

    Parameters
    ----------
    parent : callable
        Gives the warm parent's socket, or None where there is none.
    """

    def __init__(self, parent):
        self._parent = parent
        self.process = self._control = None
        self._inbox, self._modules = frames.Inbox(), set()

    def start(self, modules=()):
        """Start it, unless it runs.

        Parameters
        ----------
        modules : iterable of str
            What it is to have imported: one that has not makes way for one that has.
        """
        runs = self.process is not None and self.process.poll() is None
        if runs and self._modules.issuperset(modules):
            return
        self.close()
        self._modules.update(modules)
        ours, theirs = socket.socketpair()
        with theirs, open(os.devnull, "r+b") as null:
            self.process = self._forked(theirs, null) or _cold(theirs, null)
        self._control, self._inbox = ours, frames.Inbox()

    def ask(self, request, connection):
        """Begin with a verdict; `fileno` becomes readable when it is there.

        Parameters
        ----------
        request : dict
            See `grader.scoring.judge_process.verdict`.
        connection : socket.socket
        """
        self.start()
        try:
            socket.send_fds(self._control, [frames.pack(request)], [connection.fileno()])
        except OSError as error:
            raise JudgeLost(str(error)) from None

    def fileno(self):
        """Descriptor to wait at."""
        return self._control.fileno()

    def verdict(self):
        """The verdict, None while it is not complete.

        Raises
        ------
        JudgeLost
        """
        try:
            data = self._control.recv(1 << 20)
            if not data:
                raise JudgeLost("the judge ended")
            self._inbox.feed(data)
            return self._inbox.take()
        except (OSError, frames.Malformed) as error:
            raise JudgeLost(str(error)) from None

    def close(self):
        """End it."""
        if self._control is not None:
            self._control.close()
            self._control = None
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None

    def _forked(self, theirs, null):
        path = self._parent()
        if path is None:
            return None
        folder = os.path.dirname(path)
        variables = environment.of_parent(folder)
        modules = sorted(self._modules)
        request = client.Request(judge_process.NAME, ["judge"], folder, variables, modules=modules)
        try:
            return client.fork(path, request, [theirs.fileno(), null.fileno(), null.fileno()])
        except client.NotWarm:
            return None


def _cold(theirs, null):
    command = [sys.executable, "-P", "-m", "grader.scoring.judge_process"]
    variables = environment.of_cold_judge()
    return subprocess.Popen(command, stdin=theirs, stdout=null, stderr=null, env=variables)
