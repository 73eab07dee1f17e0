"""nbgrader's autograder, with the scoring of `course grade` in place of its own."""

import contextlib
import fnmatch
import re
from pathlib import Path

from nbgrader.apps import api, autogradeapp
from nbgrader.converters import Autograde, NbGraderException
from traitlets import Bool

from grader.autograde import read_secret, read_timestamp
from grader.classroom import closing, first_release
from grader.classroom.assignment import open_assignment
from grader.classroom.code_digest import has_changed
from grader.classroom.keeping import Keeper
from grader.classroom.locking import alone, turn
from grader.classroom.lookalikes import settle
from grader.classroom.recorded_seed import recorded
from grader.classroom.submissions import list_submissions
from grader.classroom.text import printable
from grader.classroom.work import require_docstrings
from grader.learner import CourseError
from grader.nbgrader_plugin import anew
from grader.nbgrader_plugin.finding import find
from grader.nbgrader_plugin.idle import Hosts
from grader.nbgrader_plugin.ids import EXPECTED, names_folder
from grader.nbgrader_plugin.writing import Writer
from grader.sandbox.probing import OVERRIDE, missing, probe

OURS = "c.ConfinedAutograde.without_sandbox = True to nbgrader_config.py"

_HOSTS = Hosts()


class ConfinedAutograde(Autograde):
    """Autogrades as `course grade` does: whole folders, in the sandbox, judged outside of it.

    Only what nbgrader does with a submission is replaced, not how it finds, skips and reports them.
    """

    without_sandbox = Bool(
        False,
        help="Whether to run students' code, with all your rights, where it cannot be confined.",
    ).tag(config=True)

    def start(self):
        """Grade; what stops all of it is said in one sentence.

        A server may have run for days: where the course's code has changed since, a process that
        is started anew grades with the code of now, and says so in the records.
        """
        if has_changed():
            self.log.info("The course's code has changed since this was started.")
            anew.autograde(self)
            return
        lacking = None if self.without_sandbox else missing(probe())
        if lacking:
            self._fail(lacking.replace(OVERRIDE, OURS))
        self._refused = []
        try:
            require_docstrings()
            with alone(Path(self.coursedir.root), self.coursedir.assignment_id):
                self._grade()
        except CourseError as error:
            self._fail(str(error))
        if self._refused:
            self._fail(f"Not graded: {', '.join(self._refused)}. The log says why.")

    def _grade(self):
        directory, name = self.coursedir, self.coursedir.assignment_id
        released = Path(directory.format_path(directory.release_directory, ".", name))
        assignment = open_assignment(released.parent, name)
        closing.close(directory)
        with contextlib.closing(Writer(directory)) as writer:
            with turn(Path(directory.root)):
                writer.register(name)
                added = first_release.note(directory, assignment)
            self._handed = self._looked_at(name, writer.students())
            seed = recorded(directory, name)
            self._keepers = {}
            for notebook in assignment.notebooks:
                master = writer.master(name, notebook.file)
                given = notebook.graded_with(master, seed, added[notebook.stem])
                self._keepers[given.stem] = (given, Keeper(directory, writer, given))
            super().start()

    def _looked_at(self, name, roster):
        """What was handed in, by student, looked at as `course grade` does."""
        folder = Path(self.coursedir.root, self.coursedir.submitted_directory)
        handed = []
        with contextlib.suppress(OSError):  # then no submission will be found
            handed = list_submissions(folder, name)
        return {each.student: each for each in settle(handed, roster)}

    def init_notebooks(self):
        """Find the submissions: each folder is one, whatever lies in it."""
        directory, name = self.coursedir, self.coursedir.assignment_id
        if not names_folder(directory.student_id):
            self._fail(f"--student {directory.student_id!a} is an id {EXPECTED}")
        pattern = self._format_source(name, directory.student_id)
        found = find(pattern)
        parts = re.compile(self._format_source("(.*)", "(.*)", escape=True))
        files = fnmatch.filter(self._keepers, directory.notebook_id)
        if names := [f"{file}.ipynb" for file in files]:
            self.assignments = {each: names for each in found if parts.fullmatch(each)}
        if not self.assignments:
            self._fail(f"No submissions were matched by {pattern!r}.")

    def init_destination(self, assignment_id, student_id):
        """Whether to grade it, decided as nbgrader does, without opening what lies there."""
        excluded = student_id in self.coursedir.student_id_exclude.split(",")
        if not excluded and not self._may_be_graded(student_id):
            return False
        done = Path(self._format_dest(assignment_id, student_id))
        graded = all((done / f"{file}.ipynb").exists() for file in self._keepers)
        if excluded or not graded or self.force:
            return not excluded
        source = Path(self._format_source(assignment_id, student_id))
        before, _ = read_timestamp(done)
        now, _ = read_timestamp(source)
        if before is not None and now is not None and now > before:
            self.log.warning("Updating existing assignment: %s", done)
            return True
        for _, keeper in self._keepers.values():
            keeper.renew(student_id, now, read_secret(source))
        self.log.info("Skipping existing assignment: %s", done)
        return False

    def _may_be_graded(self, student):
        """Say at what the instructor should look, and whether there is no problem."""
        handed = self._handed.get(student)
        for notice in handed.notices if handed else ():
            self.log.warning("%s: %s", student, notice)
        if handed and handed.problem:
            self._refuse(student, handed.problem)
        return not (handed and handed.problem)

    def init_assignment(self, assignment_id, student_id):
        """Note whose submission comes; nothing of its folder is copied."""
        self._student = student_id
        self._folder = Path(self._format_source(assignment_id, student_id))

    def convert_single_notebook(self, notebook_filename):
        """Score a notebook of the submission and write down what came of it."""
        from grader.scoring.score import score

        self.log.info("Autograding %s of %s", notebook_filename, self._student)
        given, keeper = self._keepers[Path(notebook_filename).stem]
        submission = given.read(self._folder)
        for sentence in submission.repairs:
            self.log.warning("%s: %s", self._student, sentence)
        with _HOSTS.use(not self.without_sandbox) as host:
            outcome = score(submission, given.graded, given.seed, host)
        try:
            keeper.keep(self._student, submission, outcome)
        except CourseError as error:
            self._refuse(self._student, str(error))
            return
        if outcome.reason:
            self.log.warning("%s: %s", self._student, outcome.reason)

    def set_permissions(self, assignment_id, student_id):
        """They are set when files are written."""

    def _refuse(self, student, sentence):
        self.log.error("%s: %s", printable(student), sentence)
        self._refused.append(printable(student))

    def _fail(self, sentence):
        self.log.error(sentence)
        raise NbGraderException(sentence)


def install():
    """Have ``nbgrader autograde`` and formgrader's button use it."""
    autogradeapp.Autograde = api.Autograde = ConfinedAutograde
