"""From a submission to its outcome."""

import copy
import time

from grader.scoring import verdicts
from grader.scoring.conversation import KernelLost
from grader.scoring.executor import Executor
from grader.scoring.kernel import Kernel
from grader.scoring.notes import add_note
from grader.scoring.outcome import Outcome
from grader.scoring.plan import plan
from grader.scoring.secrets import secrets

LONG_IMPORTS = ("torch",)
"""What lessons import beside what every kernel has: each submission would pay for it."""


def score(submission, released, seed, host):
    """Score a submission; whatever its code does becomes part of the outcome.

    Parameters
    ----------
    submission : grader.scoring.submission.Submission
    released : NotebookNode
        The lesson as it was released.
    seed : int
        Of the inputs of all checks.
    host : grader.scoring.host.Host

    Returns
    -------
    Outcome
        A submission that could not be read, or whose kernel was lost, has no points for what was
        not judged, and the reason.

    Raises
    ------
    grader.scoring.errors.NoKernel
        No kernel could be had, which is no fault of the submission's.
    """
    started = time.monotonic()
    notebook = copy.deepcopy(submission.notebook or released)
    run = _Run(notebook, seed)
    run.reason = submission.reason
    if submission.notebook is not None:
        run.in_kernel(host)
    run.fill_in()
    add_note(notebook, submission.repairs, run.reason)
    told = tuple(verdicts.summary(verdict) for verdict in run.verdicts)
    seconds = time.monotonic() - started
    return Outcome(notebook, told, seed, run.reason, seconds, run.cell_seconds)


class _Run:
    """One notebook on its way through a kernel."""

    def __init__(self, notebook, seed):
        self.cells, self.seed = notebook.cells, seed
        self.steps = plan(notebook)
        self.outputs = {}
        self.verdicts = []
        self.reason = None
        self.cell_seconds = 0.0

    def in_kernel(self, host):
        """Run what is to be run, as far as the kernel lives."""
        checks = [step.exercise for step in self.steps.values() if step.kind == "check"]
        hidden = secrets(checks)
        host.judge.start()
        parent, modules = host.parent(), [m for m in LONG_IMPORTS if self._mentions(m)]
        with Kernel(host.folder, parent, host.settings, host.sandbox, hidden, modules) as kernel:
            executor = Executor(kernel, host.judge, self.seed)
            begun = time.monotonic()
            try:
                for place, step in self.steps.items():
                    self._do(executor, place, step)
            except KernelLost as lost:
                self.reason = f"The notebook was ended early: {lost}."
            self.cell_seconds = time.monotonic() - begun

    def fill_in(self):
        """Put the outputs into the cells, and a reason where there is no verdict."""
        for place, step in self.steps.items():
            cell = self.cells[place]
            if step.kind == "check" and place not in self.outputs:
                self._conclude(place, verdicts.none(step.exercise, self.reason, _points(cell)))
            elif step.kind == "run" and place not in self.outputs and _is_graded(cell):
                self.outputs[place] = [verdicts.failure(self.reason)]
            cell.outputs = self.outputs.get(place, [])

    def _do(self, executor, place, step):
        cell = self.cells[place]
        if step.kind == "run":
            self.outputs[place] = executor.run(cell.source)
        elif step.kind == "check":
            found = executor.check(step.exercise, step.name, _points(cell))
            self._conclude(place, found)

    def _mentions(self, name):
        """Whether code that is to run does."""
        run = (self.cells[place].source for place, step in self.steps.items() if step.kind == "run")
        return any(name in source for source in run)

    def _conclude(self, place, verdict):
        self.verdicts.append(verdict)
        self.outputs[place] = [verdicts.output(verdict, _points(self.cells[place]))]


def _points(cell):
    return float(cell.metadata.get("nbgrader", {}).get("points", 0))


def _is_graded(cell):
    return bool(cell.metadata.get("nbgrader", {}).get("grade"))
