"""A class that is graded by nbgrader: honest submissions get what they earned."""

import copy
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

STRANGE = "a [b] *ü"
"""A student's id that is a pattern to a search for files."""

pytestmark = pytest.mark.slow


class GradedClass:
    """What must hold for the class of any lesson, whose long experiments nbval has run already."""

    lesson: str
    students = ("half",)
    complete = False
    by_command = False

    def test_the_release_is_the_committed_student_notebook(self, graded):
        """Does an instructor release what learners get from the repository, and nothing else?"""
        committed = ROOT / "notebooks" / self.lesson / f"{self.lesson}.ipynb"
        assert graded.released.read_bytes() == committed.read_bytes()
        assert list(graded.released.parent.iterdir()) == [graded.released]

    def test_half_the_answers_earn_their_own_points(self, graded):
        """Does each answer count for itself, and do stubs below it stop nothing?"""
        answered = list(graded.submitted["half"])
        assert graded.scores("half") == {
            exercise: points if exercise in answered else 0.0
            for exercise, points in graded.points.items()
        }

    def test_feedback_tells_the_score(self, graded):
        """Does every student get a page with the points of each check?"""
        for student in self.students:
            earned = sum(graded.scores(student).values())
            assert f"(Score: {earned} / {graded.most})" in graded.feedback(student)


class HonestClass(GradedClass):
    """A class with complete and with empty notebooks in it."""

    students = ("right", "noisy", "half", "stubs")
    complete = True

    def test_right_answers_earn_all_points(self, graded):
        """Do right answers that print, warn and write to standard error lose nothing?"""
        for student in {"right", "noisy", STRANGE} & set(self.students):
            assert graded.scores(student) == graded.points

    def test_untouched_stubs_earn_nothing(self, graded):
        """Is what nobody wrote worth 0 points, without a grader's help?"""
        assert graded.scores("stubs") == dict.fromkeys(graded.points, 0.0)


class TestStartHere(HonestClass):
    """The first lesson, which is short: what learners run themselves is tested here too."""

    lesson = "00_start_here"
    students = (*HonestClass.students, STRANGE)
    by_command = True

    def test_right_answers_validate(self, graded):
        """Does `nbgrader validate` tell a learner that all is right?"""
        graded.fill(graded.answers(), graded.root / "mine" / f"{self.lesson}.ipynb")
        said = graded.nbgrader("validate", f"mine/{self.lesson}.ipynb")
        assert "Success! Your notebook passes all the tests." in said

    def test_stubs_do_not_validate(self, graded):
        """Does `nbgrader validate` count the checks that fail?"""
        said = graded.nbgrader("validate", f"notebooks/{self.lesson}/{self.lesson}.ipynb")
        assert f"VALIDATION FAILED ON {len(graded.points)} CELL(S)" in said

    def test_every_way_of_grading_gives_the_same(self, graded, tmp_path):
        """Do `course grade` and formgrader's button give what `nbgrader autograde` gave?"""
        for way in ("course", "button"):
            other = copy.copy(graded)
            other.root = tmp_path / way
            done = shutil.ignore_patterns("autograded", "feedback", "gradebook.db")
            shutil.copytree(graded.root, other.root, ignore=done)
            if way == "button":
                other.autograde(*self.students)
            else:
                command = [Path(sys.executable).with_name("course"), "grade", self.lesson]
                subprocess.run(command, cwd=other.root, check=True, capture_output=True)
            for student in self.students:
                assert other.scores(student) == graded.scores(student)
                assert other.verdicts(student) == graded.verdicts(student)
                assert other.files(student) == graded.files(student)

    def test_tensorflow_s_log_costs_nothing(self, graded):
        """Does a check earn its points when something logs to standard error in its cell?"""
        logging = (
            "\nimport sys\n"
            "log = lambda info: sys.stderr.write('I0000 00:00:1 log.cc:1] a log line\\n')\n"
            "get_ipython().events.register('pre_run_cell', log)\n"
        )
        answers = {exercise: source + logging for exercise, source in graded.answers().items()}
        graded.submit("logging", answers)
        graded.autograde("logging")
        assert graded.scores("logging") == graded.points


class TestDropout(HonestClass):
    """The long lesson: no silent answers, which are the noisy ones without their noise."""

    lesson = "03_dropout"
    students = ("noisy", "half", "stubs")


class TestOverfitting(GradedClass):
    """Answers first, then stubs."""

    lesson = "01_overfitting"


class TestL1L2(GradedClass):
    """Answers first, then stubs."""

    lesson = "02_l1_l2"


class TestAugmentation(GradedClass):
    """Answers first, then stubs."""

    lesson = "04_augmentation"


class TestEarlyStopping(GradedClass):
    """Answers first, then stubs."""

    lesson = "05_early_stopping"


class TestBatchNorm(GradedClass):
    """Answers first, then stubs."""

    lesson = "06_batch_norm"


class TestCombining(GradedClass):
    """Answers first, then stubs."""

    lesson = "07_combining"
