"""nbgrader's autograder, with the scoring of `course grade` in place of its own."""

import atexit
import contextlib
import fnmatch
import glob
import os
import re
import secrets
import shutil
import tempfile
from functools import cache
from pathlib import Path

from nbgrader.apps import api, autogradeapp
from nbgrader.converters import Autograde, NbGraderException
from traitlets import Bool

from grader.autograde import read_timestamp
from grader.classroom.assignment import open_assignment
from grader.classroom.keeping import Keeper
from grader.classroom.locking import alone
from grader.learner import CourseError
from grader.nbgrader_plugin.writing import Writer
from grader.sandbox.probing import OVERRIDE, missing, probe
from grader.scoring.submission import read

OURS = "c.ConfinedAutograde.without_sandbox = True to nbgrader_config.py"


class ConfinedAutograde(Autograde):
    """Autogrades as `course grade` does: whole folders, in the sandbox, judged outside of it.

    Only what nbgrader does with a submission is replaced, not how it finds, skips and reports them.
    """

    without_sandbox = Bool(
        False,
        help="Whether to run students' code, with all your rights, where it cannot be confined.",
    ).tag(config=True)

    def start(self):
        """Grade; what stops all of it is said in one sentence."""
        lacking = None if self.without_sandbox else missing(probe())
        if lacking:
            self._fail(lacking.replace(OVERRIDE, OURS))
        try:
            with alone(Path(self.coursedir.root)):
                self._grade()
        except CourseError as error:
            self._fail(str(error))

    def _grade(self):
        directory, name = self.coursedir, self.coursedir.assignment_id
        released = Path(directory.format_path(directory.release_directory, ".", name))
        self._assignment = open_assignment(released.parent, name)
        with contextlib.closing(Writer(directory)) as writer:
            writer.register(name)
            self._keeper = Keeper(directory, writer, self._assignment)
            super().start()

    def init_notebooks(self):
        """Find the submissions: each folder is one, whatever lies in it."""
        directory, name = self.coursedir, self.coursedir.assignment_id
        pattern = self._format_source(name, directory.student_id)
        # An id with brackets is no pattern where there is a folder of that very name.
        found = [pattern] if os.path.lexists(pattern) else glob.glob(pattern)
        parts = re.compile(self._format_source("(.*)", "(.*)", escape=True))
        if fnmatch.fnmatchcase(name, directory.notebook_id):
            self.assignments = {each: [f"{name}.ipynb"] for each in found if parts.fullmatch(each)}
        if not self.assignments:
            self._fail(f"No submissions were matched by {pattern!r}.")

    def init_destination(self, assignment_id, student_id):
        """Whether to grade it, decided as nbgrader does, without opening what lies there."""
        excluded = student_id in self.coursedir.student_id_exclude.split(",")
        done = Path(self._format_dest(assignment_id, student_id))
        if excluded or not (done / f"{assignment_id}.ipynb").exists() or self.force:
            return not excluded
        before, _ = read_timestamp(done)
        now, _ = read_timestamp(Path(self._format_source(assignment_id, student_id)))
        if before is not None and now is not None and now > before:
            self.log.warning("Updating existing assignment: %s", done)
            return True
        self.log.info("Skipping existing assignment: %s", done)
        return False

    def init_assignment(self, assignment_id, student_id):
        """Read the submission; nothing of its folder is copied."""
        self._student = student_id
        folder = Path(self._format_source(assignment_id, student_id))
        self._submission = read(folder, assignment_id, self._assignment.released, _homes())
        for sentence in self._submission.repairs:
            self.log.warning("%s: %s", student_id, sentence)

    def convert_single_notebook(self, notebook_filename):
        """Score the submission and write down what came of it."""
        from grader.scoring.score import score

        self.log.info("Autograding %s of %s", notebook_filename, self._student)
        host, seed = _host(not self.without_sandbox), secrets.randbits(32)
        outcome = score(self._submission, self._assignment.released, seed, host)
        self._keeper.keep(self._student, self._submission, outcome)
        if outcome.reason:
            self.log.warning("%s: %s", self._student, outcome.reason)

    def set_permissions(self, assignment_id, student_id):
        """They are set when files are written."""

    def _fail(self, sentence):
        self.log.error(sentence)
        raise NbGraderException(sentence)


def install():
    """Have ``nbgrader autograde`` and formgrader's button use it."""
    autogradeapp.Autograde = api.Autograde = ConfinedAutograde


@cache
def _homes():
    """The lesson of each exercise, to name the lesson of a wrong notebook."""
    from grader.exercises import all_exercises

    return {name: exercise.lesson for name, exercise in all_exercises().items()}


@cache
def _host(sandbox):
    """What this process needs to score, started when it is first needed."""
    from grader.scoring.host import Host

    folder = tempfile.mkdtemp(prefix="course")
    host = Host(folder, sandbox)
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return host
