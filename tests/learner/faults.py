"""A disk that fills up, a folder that refuses, a process that is killed: at any step."""

import contextlib
import errno
import os
from unittest import mock

WRITES = ("open", "write", "fsync", "link", "replace", "mkdir")
"""Functions of `os` that need room on the disk, or the right to change a folder."""

MUTATES = (*WRITES, "unlink", "fchmod")


class Steps:
    """Calls of functions of `os` that change something, counted from 1.

    Parameters
    ----------
    act : callable
        Is called before each one with its number and its name; may raise, or not return.
    room : int, optional
        Bytes that may be written before the disk is full.
    """

    def __init__(self, act, room=None):
        self.act, self.room, self.number = act, room, 0

    @contextlib.contextmanager
    def watched(self, names=MUTATES):
        """Patch the functions for a while."""
        with contextlib.ExitStack() as stack:
            for name in names:
                patch = mock.patch.object(os, name, self._wrapped(name, getattr(os, name)))
                stack.enter_context(patch)
            yield self

    def _wrapped(self, name, real):
        def call(*arguments, **options):
            reads = name == "open" and not arguments[1] & (os.O_CREAT | os.O_WRONLY | os.O_RDWR)
            if not reads:
                self.number += 1
                self.act(self.number, name)
            if name == "write" and self.room is not None:
                return real(arguments[0], self._fitting(arguments[1]))
            return real(*arguments, **options)

        return call

    def _fitting(self, content):
        if self.room <= 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        part = bytes(content)[: self.room]
        self.room -= len(part)
        return part


def failing(at, code, lasting):
    """An act that fails at one step, or from that one on."""

    def act(number, name):
        if number == at or (lasting and number > at and name in WRITES):
            raise OSError(code, os.strerror(code))

    return act


def killing(at):
    """An act that ends the process at one step, as a signal would: nothing is put in order."""

    def act(number, name):
        if number == at:
            os._exit(9)

    return act


def killed(command, at):
    """Run a command in a fork that is killed at one step; whether it was."""
    child = os.fork()
    if child == 0:
        try:
            with Steps(killing(at)).watched():
                command()
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
