"""What a worker does: score submissions, with a host that it keeps for the whole run."""

import os
import secrets
import sys
import threading
from dataclasses import dataclass

from grader.learner import CourseError
from grader.warm import private

_LOCK = threading.Lock()
_hosts = {}


@dataclass(frozen=True)
class Scoring:
    """How the submissions of one run are scored; travels to the workers.

    Attributes
    ----------
    run : str
        A name that no other run has and nobody can guess.
    sandbox : bool
        Whether students' code is confined.
    owner : int or None
        Process of this machine with which warm parents end; by default that which needs one first.
    environment : dict or None
        Its environment: a worker has it too, as kernels must not differ in that from their parent.
    """

    run: str
    sandbox: bool
    owner: int | None = None
    environment: dict | None = None

    @classmethod
    def here(cls, sandbox):
        """On this machine, with warm parents that end with this process."""
        require_docstrings()
        return cls(secrets.token_hex(8), sandbox, os.getpid(), dict(os.environ))

    @classmethod
    def elsewhere(cls, sandbox):
        """On any machine."""
        require_docstrings()
        return cls(secrets.token_hex(8), sandbox)

    def __call__(self, submission, released, seed):
        """Score a submission.

        Returns
        -------
        grader.scoring.outcome.Outcome
        """
        from grader.scoring.score import score

        with _LOCK:  # a worker may have several threads, and a host serves one
            return score(submission, released, seed, self.host())

    def host(self):
        """The host of this process, made when it is first needed."""
        from grader.scoring.host import Host

        if self.run not in _hosts:
            if self.environment is not None:
                os.environ.clear()
                os.environ.update(self.environment)
            _hosts[self.run] = Host(self.folder(), sandbox=self.sandbox, owner=self.owner)
        return _hosts[self.run]

    def folder(self):
        """The run's folder on this machine, which is the user's alone.

        Raises
        ------
        grader.warm.private.NoPrivateFolder
        PermissionError
            Somebody else has made it.
        """
        return private.hold(self.run)

    def begin(self, lesson):
        """Have a warm parent on this machine that has what a lesson uses; returns at once.

        Parameters
        ----------
        lesson : iterable of str
            The texts of its notebooks.
        """
        from grader.scoring import long_imports

        self.host().begin(long_imports.training(lesson))

    def end(self):
        """End what this process has started, and remove the run's folder on this machine."""
        if self.run in _hosts:
            _hosts.pop(self.run).close()
        private.release(self.folder())


def require_docstrings():
    """Refuse to go on without docstrings: exercises take what they say about mistakes from them."""
    if sys.flags.optimize > 1:
        raise CourseError(
            "Python was started without docstrings (-OO or PYTHONOPTIMIZE=2), which the course's "
            "exercises need: leave that option or variable out."
        )


def objection(code, sandbox):
    """Say why this machine cannot score, as a sentence; None where it can.

    Parameters
    ----------
    code : bytes
        `grader.classroom.assignment.digest_of_code` where the run was started.
    sandbox : bool
    """
    from grader.classroom.assignment import digest_of_code
    from grader.sandbox.probing import missing, probe

    if digest_of_code() != code:
        return "It has another version of this course's package: install the same one everywhere."
    return missing(probe()) if sandbox else None
