"""From a submission to its outcome."""

import copy
import time
from functools import partial

from grader.autograde.cell_ids import with_ids
from grader.autograde.claims import grade_id, is_answer, is_check, same_text
from grader.scoring import long_imports, verdicts
from grader.scoring.conversation import KernelLost
from grader.scoring.executor import Executor
from grader.scoring.kernel import Kernel
from grader.scoring.mixed_tests import conclude
from grader.scoring.names import names
from grader.scoring.notes import add_note
from grader.scoring.outcome import Outcome
from grader.scoring.own_tests import objection, why_no_points
from grader.scoring.placing import place_files
from grader.scoring.plan import plan
from grader.scoring.students_cells import StudentsCells, needed_names

LEFT_OUT = (
    "{} beside the notebook was left out: it has the name of a package that the course uses. Give "
    "your own files other names."
)


def score(submission, released, seed, host):
    """Score a submission; whatever its code does becomes part of the outcome.

    Parameters
    ----------
    submission : grader.scoring.submission.Submission
    released : NotebookNode
        The lesson: what has no points where nothing could be read.
    seed : str
        From which the inputs of all checks follow.
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
    released = with_ids(released)
    notebook = copy.deepcopy(submission.notebook or released)
    run = _Run(notebook, submission.files, seed, {cell.id: cell.source for cell in released.cells})
    run.reason = submission.reason
    if submission.notebook is not None:
        run.in_kernel(host)
    run.fill_in()
    add_note(notebook, (*submission.repairs, *run.remarks), run.reason)
    told = tuple(verdicts.summary(verdict) for verdict in run.verdicts)
    seconds = time.monotonic() - started
    remarks = tuple(run.remarks)
    return Outcome(notebook, told, seed, run.reason, seconds, run.cell_seconds, remarks)


class _Run:
    """One notebook on its way through a kernel."""

    def __init__(self, notebook, files, seed, lessons):
        self.cells, self.files, self.seed = notebook.cells, files, seed
        self.lessons = lessons
        self.own = {i for i, cell in enumerate(self.cells) if cell.get("id") not in lessons}
        self.steps = plan(notebook)
        self.outputs = {}
        self.verdicts = []
        self.reason, self.remarks = None, []
        self.cell_seconds = 0.0

    def in_kernel(self, host):
        """Run what is to be run, as far as the kernel lives."""
        texts = [*self._sources(self.steps), *long_imports.modules_in(self.files)]
        training = long_imports.training(texts)
        modules = long_imports.of_kernel(texts, self._sources(self._running()))
        parent = host.parent(training)
        host.judge.start(training)
        with Kernel(host.folder, parent, host.settings, host.sandbox, modules) as kernel:
            left_out = place_files(self.files, kernel.work)
            executor = Executor(kernel, host.judge, self.seed)
            students = StudentsCells(executor, self._needed())
            self.remarks = students.remarks
            self.remarks += [LEFT_OUT.format(name) for name in left_out]
            begun = time.monotonic()
            try:
                for place, step in self.steps.items():
                    self._do(executor, students, place, step)
            except KernelLost as lost:
                self.reason = f"The notebook was ended early: {lost}."
            self.cell_seconds = time.monotonic() - begun

    def fill_in(self):
        """Put the outputs into the cells, and a reason where there is no verdict."""
        for place, step in self.steps.items():
            cell = self.cells[place]
            if step.kind == "check" and place not in self.outputs:
                self._conclude(place, verdicts.none(step.exercise, self.reason, _points(cell)))
            elif step.kind == "test" and place not in self.outputs:
                self.outputs[place] = [verdicts.failure(self.reason)]
            elif step.kind == "run" and _is_graded(cell):
                self.outputs[place] = self._tested(place)
            cell.outputs = self.outputs.get(place, [])
            if is_check(cell) and (why := why_no_points(cell.outputs)) not in (None, self.reason):
                self.remarks.append(f"{grade_id(cell)}: {why}")

    def _tested(self, place):
        """The outputs of an instructor's own test; what gives no points begins with the reason."""
        if place not in self.outputs:
            return [verdicts.failure(self.reason)]
        cell, found = self.cells[place], self.outputs[place]
        reason = objection(found, _points(cell)) if is_check(cell) else None
        return [verdicts.failure(reason), *found] if reason else found

    def _needed(self):
        run = {place: self.cells[place].source for place in self._running()}
        checked = {step.name for step in self.steps.values() if step.kind == "check"}
        return needed_names(run, self.own) | checked

    def _running(self):
        """Places of the cells that run."""
        return [place for place, step in self.steps.items() if step.kind in ("run", "test")]

    def _do(self, executor, students, place, step):
        cell = self.cells[place]
        if step.kind == "run" and place in self.own:
            self.outputs[place] = students.run_own(cell.source)
        elif step.kind == "run" and self._is_answered(cell):
            expected = names(self.lessons[cell.id]).bound
            self.outputs[place] = students.run(cell.source, expected)
        elif step.kind == "run":
            self.outputs[place] = executor.run(cell.source)
        elif step.kind == "check":
            self._conclude(place, self._ask(executor, step.exercise, step.name, _points(cell)))
        elif step.kind == "test":
            ran, ask = executor.run(cell.source), partial(self._ask, executor)
            found, self.outputs[place] = conclude(step.asks, ran, _points(cell), ask)
            self.verdicts += found

    def _ask(self, executor, exercise, name, points):
        """The judge's verdict on an answer."""
        found = executor.check(exercise, name, points)
        costs_nothing = found.get("left_out") and not found["points"]
        if costs_nothing and self._is_written(exercise):
            return verdicts.answered(found)
        return found

    def _is_written(self, exercise):
        """Whether the student's text is in an answer's cell."""
        cell = next((each for each in self.cells if grade_id(each) == exercise), None)
        return cell is not None and self._is_answered(cell)

    def _is_answered(self, cell):
        return is_answer(cell) and not same_text(cell.source, self.lessons[cell.id])

    def _sources(self, places):
        return [self.cells[place].source for place in places]

    def _conclude(self, place, verdict):
        self.verdicts.append(verdict)
        self.outputs[place] = [verdicts.output(verdict, _points(self.cells[place]))]


def _points(cell):
    return float(cell.metadata.get("nbgrader", {}).get("points", 0))


def _is_graded(cell):
    return bool(cell.metadata.get("nbgrader", {}).get("grade"))
