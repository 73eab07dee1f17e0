"""One piece of code that a kernel runs: asked for, listened to, stopped."""

import contextlib
import time

import zmq

from grader.scoring.outputs import Outputs

LOOK = 0.5
"""Seconds between two looks at whether the kernel still runs."""


class KernelLost(Exception):
    """The kernel ended, or had to be ended; the message says why, as part of a sentence."""


class Conversation:
    """One piece of code that a kernel runs.

    Parameters
    ----------
    kernel : grader.scoring.kernel.Kernel
    code : str

    Raises
    ------
    KernelLost
        It takes nothing more: it ended, or closed its connections.
    """

    def __init__(self, kernel, code):
        self.kernel, self.settings = kernel, kernel.settings
        self.outputs = Outputs(self.settings.output)
        self._replied = self._idle = False
        kernel_client = kernel.client
        self._session = kernel_client.session
        self._iopub = kernel_client.iopub_channel.socket
        self._shell = kernel_client.shell_channel.socket
        try:
            self._number = kernel_client.execute(code, allow_stdin=False, stop_on_error=False)
        except zmq.Again:
            lives = kernel.process.poll() is None and not kernel.reason
            raise KernelLost("it does not listen any more" if lives else self._why()) from None

    @property
    def ended(self):
        """Whether the kernel has said that it ran."""
        return self._replied

    @property
    def done(self):
        """Whether it has also said that all its output has been sent."""
        return self._replied and self._idle

    def wait(self, seconds, until=lambda: False, others=()):
        """Listen until it is done, `until` says so, one of `others` is readable or time is up.

        Parameters
        ----------
        seconds : float
        until : callable, optional
        others : sequence
            What else to listen to: objects with a `fileno`.

        Returns
        -------
        set of int
            Descriptors of those that are readable.

        Raises
        ------
        KernelLost
        """
        deadline, told = time.monotonic() + seconds, None
        poller = zmq.Poller()
        for source in (self._iopub, self._shell, *others):
            poller.register(source, zmq.POLLIN)
        while not (self.done or until()):
            now = time.monotonic()
            # What the kernel publishes may be lost where it is too much.
            told = now if self._replied and told is None else told
            if now >= deadline or (told and now - told > self.settings.grace):
                break
            ready = {found for found, _ in poller.poll(1000 * min(LOOK, deadline - now))}
            self._listen()
            if found := ready & {other.fileno() for other in others}:
                return found
            if not ready and self.kernel.process.poll() is not None:
                raise KernelLost(self._why())
        return set()

    def check_silence(self):
        """Give a kernel up that runs code, but of whose output nothing arrives, twice in a row.

        Each time, waiting for it takes long.

        Raises
        ------
        KernelLost
        """
        self.kernel.silent = 0 if self._idle else self.kernel.silent + 1
        if self.kernel.silent == 2:
            raise KernelLost("what it shows does not arrive any more")

    def stop(self):
        """Interrupt it.

        Raises
        ------
        KernelLost
            It did not stop.
        """
        self.kernel.interrupt()
        self.wait(self.settings.grace)
        if not self._replied:
            raise KernelLost("it did not stop when it was interrupted")

    def _listen(self):
        for source in (self._iopub, self._shell):
            for _ in range(100):  # a kernel that never ceases must not keep its own deadline away
                with contextlib.suppress(zmq.Again):
                    self._take(source, source.recv_multipart(zmq.NOBLOCK))
                    continue
                break

    def _take(self, source, frames):
        self.kernel.received += sum(map(len, frames))
        if self.kernel.received > self.settings.flood:
            raise KernelLost(f"it sent more than {self.settings.flood / 2**20:g} MiB of output")
        try:  # a kernel in which anything may have been replaced
            _, rest = self._session.feed_identities(frames)
            message = self._session.deserialize(rest)
            if message["parent_header"].get("msg_id") != self._number:
                return
            kind, content = message["header"]["msg_type"], message["content"]
            if source is self._shell:
                self._replied = self._replied or kind == "execute_reply"
            elif kind == "status":
                self._idle = self._idle or content["execution_state"] == "idle"
            else:
                self.outputs.take(kind, content)
        except Exception:
            return

    def _why(self):
        return f"it {self.kernel.reason}" if self.kernel.reason else "its process ended"
