"""A kernel for one submission: forked from the warm parent, confined, connected over ipc."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import zmq
from jupyter_client import BlockingKernelClient
from jupyter_client.connect import write_connection_file

from grader.sandbox.guard import Guard
from grader.sandbox.standard import standard_policy
from grader.scoring import environment
from grader.scoring.errors import NoKernel
from grader.scoring.inside import kernel as inside
from grader.scoring.removal import remove
from grader.warm import client

CONFINE = "grader.sandbox.confinement:confine"
READY_WITHIN = 60.0
ASK_AGAIN = 0.05
HELD = 200
"""Messages of the kernel that wait in memory to be read."""

CHANNELS = ("k-1", "k-2")
"""Sockets of requests and of what the kernel publishes."""


class Kernel:
    """A kernel for one submission, from ``with`` until the end of its block.

    After that nothing of it runs, and its folder is gone.

    Parameters
    ----------
    folder : path
        Where to make its work folder; of few letters, as it becomes part of a socket's path.
    parent : str or None
        The warm parent's socket; without one the kernel starts cold.
    settings : grader.scoring.settings.Settings
    sandbox : bool
        Whether it is confined.
    modules : sequence of str
        What the warm parent is to import before.

    Attributes
    ----------
    work : pathlib.Path
    client : jupyter_client.BlockingKernelClient
        Its channels are started.
    process : grader.warm.client.Forked or subprocess.Popen
    received : int
        Bytes that it has sent so far.
    silent : int
        How many pieces of code in a row have run without a word.
    """

    def __init__(self, folder, parent, settings, sandbox=True, modules=()):
        self.settings = settings
        self._parent, self._sandbox = parent, sandbox
        self._modules = list(modules)
        self.received = self.silent = 0
        self.work = Path(tempfile.mkdtemp(prefix="w", dir=folder)).resolve()
        self.client = self.process = self._guard = None
        self._ending = contextlib.ExitStack()

    def __enter__(self):
        with contextlib.ExitStack() as ending:
            ending.callback(remove, self.work)
            connection = str(self.work / "k.json")
            # Its own sockets' paths begin with `ip`; nobody else has the key.
            write_connection_file(
                connection,
                ip=str(self.work / "k"),
                transport="ipc",
                key=os.urandom(16).hex().encode(),
            )
            self.process = self._start(connection, ending)
            self._guard = ending.enter_context(
                Guard(self.process.pid, self.settings.limits, self.work)
            )
            self.client = self._connect(connection, ending)
            self._ending = ending.pop_all()
        return self

    def __exit__(self, *exception):
        self._ending.close()

    @property
    def reason(self):
        """Why the guard ended the submission, None while it did not."""
        return self._guard.reason

    def interrupt(self):
        """Have Python raise KeyboardInterrupt in what it runs."""
        self.process.send_signal(signal.SIGINT)

    def kill(self):
        """End it at once, with all that it started."""
        self._guard.end()

    def _start(self, connection, ending):
        policy = self._policy()
        arguments = ["-f", connection, "--HistoryManager.enabled=False"]
        null = os.open(os.devnull, os.O_RDWR)
        ending.callback(os.close, null)
        if self._parent is None:
            return self._start_cold(policy, arguments, null)
        request = client.Request(
            main=inside.NAME,
            argv=["ipykernel_launcher", *arguments],
            folder=str(self.work),
            environment=policy.environment,
            confine=[CONFINE, [policy.to_json()]] if self._sandbox else None,
            modules=self._modules,
        )
        streams = [null] * 3
        try:
            process = client.fork(self._parent, request, streams)
        except client.NotWarm as reason:
            raise NoKernel(str(reason)) from None
        ending.callback(process.wait, READY_WITHIN)
        ending.callback(process.kill)
        return process

    def _start_cold(self, policy, arguments, null):
        place = ""
        if self._sandbox:
            place = str(self.work / "policy.json")
            Path(place).write_text(policy.to_json(), encoding="utf-8")
        return subprocess.Popen(
            [sys.executable, "-P", "-m", "grader.scoring.inside.cold", place, *arguments],
            cwd=self.work,
            env=policy.environment,
            stdin=null,
            stdout=null,
            stderr=null,
            start_new_session=True,
        )

    def _policy(self):
        work = str(self.work)
        of_kernel = environment.of_kernel(work)
        return standard_policy(work, environment=of_kernel, limits=self.settings.limits)

    def _connect(self, connection, ending):
        """Connect, and wait until what the kernel publishes arrives."""
        deadline = time.monotonic() + READY_WITHIN
        self._wait_for(deadline, lambda: all(is_taken(self.work / name) for name in CHANNELS))
        context = ending.enter_context(zmq.Context())
        # Whoever answers at the same path later is not the kernel any more.
        context.setsockopt(zmq.RECONNECT_IVL, -1)
        context.setsockopt(zmq.MAXMSGSIZE, self.settings.message)
        context.setsockopt(zmq.RCVHWM, HELD)
        context.setsockopt(zmq.LINGER, 0)
        # A kernel that hung up takes nothing more, and without a limit one would wait for ever.
        context.setsockopt(zmq.SNDTIMEO, round(1000 * self.settings.grace))
        found = BlockingKernelClient(context=context, connection_file=connection)
        found.load_connection_file()
        found.start_channels(stdin=False, hb=False, control=False)
        ending.callback(found.stop_channels)

        def heard():
            with contextlib.suppress(zmq.Again):
                found.kernel_info()
            return found.iopub_channel.socket.poll(1000 * ASK_AGAIN)

        self._wait_for(deadline, heard)
        return found

    def _wait_for(self, deadline, condition):
        while not condition():
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise NoKernel(self.reason or "the kernel did not answer")
            time.sleep(ASK_AGAIN / 10)


def is_taken(path):
    """Whether somebody takes connections at a socket's path.

    The path is there a moment earlier, and who is refused then does not try again.
    """
    with socket.socket(socket.AF_UNIX) as probe:
        probe.setblocking(False)
        return probe.connect_ex(str(path)) == 0
