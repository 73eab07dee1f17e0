"""A class without kernels: what a submission is worth stands in it, in plain words."""

import os
import signal
import time
from dataclasses import dataclass
from pathlib import Path

from nbformat.v4 import new_code_cell, new_notebook, new_output

from grader.classroom.assignment import Assignment
from grader.classroom.keeping import Keeper
from grader.learner import CourseError
from grader.scoring.outcome import Outcome

LESSON = "00_start_here"
EXERCISE = "standardize"
RIGHT, WRONG, SLOW = "# worth 2", "# worth 0 forgets_to_center", "# worth 2 slow"
DEADLY, BROKEN = "# worth 2 deadly", "# worth 2 broken"


@dataclass(frozen=True)
class FakeScoring:
    """Scores what is said; `folder` counts in files how often something was scored."""

    folder: str

    def __call__(self, submission, released, seed):
        text = _answer(submission)
        count = Path(self.folder, f"{submission.digest}-{os.getpid()}-{time.monotonic_ns()}")
        count.touch()
        if "deadly" in text:
            os.kill(os.getpid(), signal.SIGKILL)
        if "broken" in text:
            raise RuntimeError("no \x1b[31mkernel[/red]")
        if "slow" in text:
            time.sleep(0.05)
        return outcome(submission, released, seed, text)

    def end(self):
        """Nothing is left."""


def _answer(submission):
    cells = submission.notebook.cells if submission.notebook else []
    return next((c.source for c in cells if c.id == EXERCISE), "")


def outcome(submission, released, seed, text):
    """An outcome that says what the text says."""
    words = text.split()
    score = float(words[2]) if words[1:2] == ["worth"] else 0.0
    mistake = next((word for word in words if word.startswith("forgets")), None)
    notebook = submission.notebook or released
    for cell in notebook.cells:
        if cell.id == f"{EXERCISE}_check":
            data = {"text/plain": repr(score)}
            cell.outputs = [new_output("execute_result", data, execution_count=1)]
    verdict = {
        "exercise": EXERCISE,
        "status": "passed" if score == 2 else "failed",
        "score": score,
        "points": 2.0,
        "message": "Found so.",
        "mistake": mistake,
    }
    return Outcome(notebook, (verdict,), seed, submission.reason, 0.1, 0.05)


def released():
    """An assignment of one exercise."""
    mark = {"schema_version": 3, "locked": False, "task": False}
    solution = mark | {"grade": False, "solution": True, "grade_id": EXERCISE}
    check = mark | {"grade": True, "solution": False, "grade_id": f"{EXERCISE}_check"}
    check |= {"points": 2, "locked": True}
    return new_notebook(
        cells=[
            new_code_cell("# a stub", id=EXERCISE, metadata={"nbgrader": solution}),
            new_code_cell(
                f"check({EXERCISE})", id=f"{EXERCISE}_check", metadata={"nbgrader": check}
            ),
        ]
    )


def assignment(digest="lesson", seed="seed"):
    """The assignment, as it is given to a run."""
    return Assignment(LESSON, released(), digest, seed=seed)


class FakeCourse:
    """Knows folders, as nbgrader's CourseDirectory does."""

    autograded_directory = "autograded"

    def __init__(self, root):
        self.root = root

    def format_path(self, step, student, lesson):
        return str(self.root / step / student / lesson)


class FakeWriter:
    """A gradebook in memory, which notes each step and fails when it is told to."""

    def __init__(self, root):
        self.root, self.scores, self.saved, self.fails = root, {}, [], {}
        self.penalties, self.renewed = {}, []

    def save(self, student, lesson, outcome, submission):
        if student in self.fails:
            raise self.fails[student]
        (self.root / "autograded" / student / lesson).mkdir(parents=True, exist_ok=True)
        self.scores[student] = sum(verdict["score"] for verdict in outcome.verdicts)
        self.saved.append(student)

    def score(self, student, lesson):
        return self.scores.get(student)

    def penalty(self, student, lesson):
        return self.penalties.get(student, 0.0)

    def renew(self, student, lesson, timestamp, secret):
        self.renewed.append((student, timestamp, secret))


class Class:
    """A folder with submissions, and what is needed to grade them."""

    def __init__(self, root):
        self.root, self.writer = root, FakeWriter(root)
        self.scored = root / "scored"
        self.scored.mkdir()
        self.submitted = root / "submitted"
        self.scoring = FakeScoring(str(self.scored))
        self.told = []

    def submit(self, student, answer):
        """Hand in a notebook."""
        import nbformat

        notebook = released()
        notebook.cells[0].source = answer
        path = self.submitted / student / LESSON / f"{LESSON}.ipynb"
        path.parent.mkdir(parents=True, exist_ok=True)
        nbformat.write(notebook, path)

    def keeper(self, *given):
        """What writes for one run."""
        return Keeper(FakeCourse(self.root), self.writer, assignment(*given))

    def times_scored(self):
        """How often anything was scored."""
        return len(list(self.scored.iterdir()))

    def grade(self, client, digest="lesson", again=(), seed="seed"):
        """Grade everything, these students again; returns the results by student."""
        from grader.classroom.run import Run
        from grader.classroom.submissions import list_submissions

        def tell(*told):
            self.told.append(told)

        given = (digest, seed)
        run = Run(self.keeper(*given), assignment(*given), tell, lambda each: each in again)
        handed = list_submissions(self.submitted, LESSON)
        return {each.student: each for each in run.results(client, self.scoring, handed)}


LOCKED = CourseError("The gradebook is locked.")
