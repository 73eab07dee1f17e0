"""A class directory as nbgrader sees it: the course's own files in a folder of their own."""

import asyncio
import os
import re
import shutil
from pathlib import Path

import nbformat
from nbgrader.api import Gradebook
from typed import nbgrader

from grader.build.written_cells import is_written
from grader.exercises import all_exercises
from grader.status import STATUSES, SYMBOLS

ROOT = Path(__file__).parents[2]

NOISE = """\
import os, sys, warnings
print("printed")
print("printed on standard error", file=sys.stderr)
os.write(2, b"written to the file descriptor of standard error\\n")
warnings.warn("warned", stacklevel=1)
"""


class ClassDirectory:
    """A copy of what one lesson needs, on which the real nbgrader works.

    Parameters
    ----------
    root : Path
        An empty folder.
    lesson : str
    """

    def __init__(self, root, lesson):
        self.root, self.lesson = root, lesson
        shutil.copy(ROOT / "nbgrader_config.py", root)
        shutil.copytree(ROOT / "solutions" / lesson, root / "solutions" / lesson)
        self.source = root / "solutions" / lesson / f"{lesson}.ipynb"
        self.released = root / "notebooks" / lesson / f"{lesson}.ipynb"
        counted = [e for e in all_exercises().values() if e.lesson == lesson and not e.optional]
        self.points = {exercise.id: exercise.points for exercise in counted}
        cells = nbformat.read(self.source, as_version=4).cells
        self.written = {c.id: c.metadata.nbgrader.points for c in cells if is_written(c)}
        self.most = sum(self.points.values()) + sum(self.written.values())
        self.submitted = {}

    def nbgrader(self, *arguments, **environment):
        """Run nbgrader in the class directory; returns what it printed.

        An environment of its own keeps what the test run sets from deciding a score.
        """
        inherited = {k: v for k, v in os.environ.items() if not k.startswith("TF_")}
        done = nbgrader(self.root, *arguments, environment=inherited | environment)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout + done.stderr

    def autograde(self, *students):
        """Grade all or some submissions as formgrader's button does: in this process."""
        from nbgrader.apps.api import NbGraderAPI

        from grader.nbgrader_plugin.writing import open_course

        course = open_course(self.root)
        grading = NbGraderAPI(course, parent=course.parent)

        async def press(student):  # as in the server, where a loop runs
            return grading.autograde(self.lesson, student)

        for student in students or self.submitted:
            result = asyncio.run(press(student))
            assert result["success"], result

    def answers(self):
        """The instructor's answers, by exercise."""
        cells = nbformat.read(self.source, as_version=4).cells
        own = (cell for cell in cells if cell.id not in self.written)
        return {cell.id: cell.source for cell in own if "BEGIN SOLUTION" in cell.source}

    def fill(self, answers, path):
        """Write the released notebook with some cells answered, as a learner would hand it in."""
        notebook = nbformat.read(self.released, as_version=4)
        for cell in notebook.cells:
            cell.source = answers.get(cell.id, cell.source)
        path.parent.mkdir(parents=True)
        nbformat.write(notebook, path)

    def submit(self, student, answers, complete=True):
        """Hand in a student's notebook; without the lesson's experiments if it is not complete."""
        self.submitted[student] = answers
        name = f"{self.lesson}.ipynb"
        path = self.root / "submitted" / student / self.lesson / name
        self.fill(answers, path)
        if not complete:
            notebook = nbformat.read(path, as_version=4)
            notebook.cells = [cell for cell in notebook.cells if _is_needed(cell)]
            nbformat.write(notebook, path)

    def scores(self, student):
        """A student's points by exercise, as the gradebook has them."""
        with Gradebook(f"sqlite:///{self.root}/gradebook.db", "regularization") as gradebook:
            submission = gradebook.find_submission(self.lesson, student)
            grades = [grade for notebook in submission.notebooks for grade in notebook.grades]
            waiting = {grade.name for grade in grades if grade.needs_manual_grade}
            assert waiting <= set(self.written)
            found = {grade.name.removesuffix("_check"): grade.score for grade in grades}
            assert submission.score == sum(found.values())
            assert submission.max_score == self.most
        return {name: score for name, score in found.items() if name in self.points}

    def files(self, student):
        """The names in a student's autograded folder."""
        folder = self.root / "autograded" / student / self.lesson
        return sorted(path.name for path in folder.iterdir())

    def verdicts(self, student):
        """The status that the autograded notebook shows at each check, and its points."""
        path = self.root / "autograded" / student / self.lesson / f"{self.lesson}.ipynb"
        shown = {}
        for cell in nbformat.read(path, as_version=4).cells:
            if cell.metadata.get("nbgrader", {}).get("grade") and cell.id not in self.written:
                (output,) = cell.outputs
                status = [
                    word
                    for word in STATUSES
                    if f"{SYMBOLS[word]} {word}<" in output.data["text/html"]
                ]
                shown[cell.id] = (status, output.data["text/plain"])
        return shown

    def feedback(self, student):
        """The page that a student gets back."""
        folder = self.root / "feedback" / student / self.lesson
        return (folder / f"{self.lesson}.html").read_text()


def _is_needed(cell):
    """Whether a cell is an answer, or imports or defines something that one may need."""
    if cell.metadata.get("nbgrader") or cell.cell_type != "code":
        return True
    return re.search(r"^(import|from|def|class) ", cell.source, re.MULTILINE) is not None


def noisy(answers):
    """The same answers, which print, warn and write to standard error at every chance."""
    return {exercise: _make_noise(source) for exercise, source in answers.items()}


def _make_noise(source):
    lines = []
    for line in source.splitlines():
        lines.append(line)
        if "BEGIN SOLUTION" in line:
            indent = line[: len(line) - len(line.lstrip())]
            lines += [indent + noise for noise in NOISE.splitlines()]
    return "\n".join([NOISE, *lines])


def half(answers):
    """The first half of the answers: later ones may call earlier ones."""
    return dict(list(answers.items())[: (len(answers) + 1) // 2])
