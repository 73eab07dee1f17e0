"""`confine`: from here on this process has what its policy names, and nothing else."""

import os
import sys
import tempfile

from grader.sandbox import families, landlock, namespaces, privileges, root
from grader.sandbox.policy import Policy

SECRET_MODULES = ("grader.reference", "grader.exercises.")
"""Modules that hold right answers; the package grader.exercises by itself holds none."""

WRITABLE_DEVICES = ("/dev/full", "/dev/null", "/dev/pts", "/dev/shm", "/dev/zero")


class CannotConfine(Exception):
    """The process is not confined, and must not run anything of a student's."""


def confine(policy, keep=()):
    """Confine this process before any code of a student's runs in it.

    It may have imported whatever it likes. It goes on in a process of its own, without its other
    threads, as a session leader in the folder ``policy.work``. The process that called remains as a
    watcher: it passes signals on, and ends with the exit code of the confined one (128 and the
    signal's number, where a signal ended that).

    Parameters
    ----------
    policy : Policy or str
        Or its JSON text.
    keep : sequence of int
        Open file descriptors that it keeps beside those of the policy, where their numbers are
        known in this process only.

    Raises
    ------
    CannotConfine
        Nothing of a student's may run in a process in which this was raised.
    """
    try:
        policy = Policy.from_json(policy) if isinstance(policy, str) else policy
        _require_innocence()
        plan = root.plan(policy)
        privileges.volunteer()
        if len(os.listdir("/proc/self/task")) > 1:  # they cannot move into a namespace
            namespaces.fork_watched(tied=True)
        namespaces.enter()
        namespaces.fork_watched(tied=True)
        threads = policy.limits.threads
        root.build(plan, lambda proc: namespaces.forbid_namespaces(proc, threads))
        privileges.drop()
        _restrict(policy, keep)
        namespaces.fork_watched()
        landlock.restrict([policy.work, *WRITABLE_DEVICES])
    except CannotConfine:
        raise
    except Exception as error:
        raise CannotConfine(f"This process cannot be confined: {error}") from error


def _restrict(policy, keep):
    """What concerns the first process in here, too: where there is no Landlock it can be traced."""
    os.chdir(policy.work)
    privileges.limit(policy.limits)
    privileges.replace_environment(policy.environment)
    tempfile.tempdir = None  # chosen from the former environment
    privileges.keep_descriptors((*policy.descriptors, *keep))
    families.restrict()


def _require_innocence():
    """What is in memory can be read, whatever files are hidden."""
    known = sorted(name for name in sys.modules if name.startswith(SECRET_MODULES))
    if known:
        raise CannotConfine(f"This process knows the right answers: it imported {known[0]}.")
