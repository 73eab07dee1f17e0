"""A reader of the documents: an instructor, a student, and a browser to look with."""

import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import nbformat
from nbgrader.api import Gradebook

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
LESSON, EXERCISE = "00_start_here", "standardize"
EXCHANGE = "/srv/exchange"
RIGHT = """\
def standardize(train, test):
    mean, std = train.mean(axis=0), train.std(axis=0)
    scale = np.where(std > 0, std, np.inf)
    return (train - mean) / scale, (test - mean) / scale
"""
WRONG = RIGHT.replace("(test - mean)", "(test - test.mean(axis=0))")
SOMEBODY_ELSE = """\
import os, pwd
if name := os.environ.get("ACCOUNT"):
    mine, real = os.getuid(), pwd.getpwuid
    def getpwuid(uid):
        found = real(uid)
        return pwd.struct_passwd((name, *found[1:])) if uid == mine else found
    pwd.getpwuid = getpwuid
"""
"""Python's startup for a student: the same account under another name."""


def blocks(name):
    """The shell commands of a document, a text for each block."""
    return re.findall(r"^```shell\n(.*?)^```$", (DOCS / name).read_text(), re.MULTILINE | re.DOTALL)


class Reader:
    """A clone of the course, a student's home, and who types there.

    Parameters
    ----------
    place : pathlib.Path
        An empty folder.
    """

    def __init__(self, place):
        self.place, self.course, self.home = place, place / "course", place / "ada"
        self.home.mkdir()
        (place / "instructor" / "Downloads").mkdir(parents=True)
        (place / "startup").mkdir()
        (place / "startup" / "sitecustomize.py").write_text(SOMEBODY_ELSE)
        _clone(self.course)

    def instructor(self, commands, code=0):
        """Type commands in the folder of the course; returns what they print."""
        return self._type(commands, self.course, self.environment("instructor"), code)

    def student(self, commands):
        """Type commands as ada, in her home."""
        startup = os.pathsep.join((str(self.place / "startup"), str(self.course)))
        own = {"ACCOUNT": "ada", "PYTHONPATH": startup}
        return self._type(commands, self.home, self.environment("ada") | own, 0)

    def environment(self, home):
        """The variables of somebody with a home of their own."""
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("JUPYTER", "XDG_", "COURSE_", "PYTEST", "TF_"))
        }
        path = os.pathsep.join((str(Path(sys.executable).parent), kept["PATH"]))
        own = {"HOME": str(self.place / home), "PATH": path, "PYTHONPATH": str(self.course)}
        return kept | own

    def answer(self, notebook, answer):
        """Write an answer into a notebook."""
        found = nbformat.read(notebook, as_version=4)
        next(cell for cell in found.cells if cell.id == EXERCISE).source = answer
        nbformat.write(found, notebook)

    def look(self, browser):
        """Do what the guide says about `course lab --instructor`."""
        from looking import grade_by_hand, served

        with served(self) as address:
            self.listed = grade_by_hand(browser, address, LESSON, "bob", 1.5)

    def _type(self, commands, folder, environment, code):
        commands = commands.replace(EXCHANGE, str(self.place / "exchange"))
        shell = ["bash", "-euo", "pipefail", "-c", commands]
        done = subprocess.run(
            shell,
            cwd=folder,
            env=environment,
            text=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        assert done.returncode == code, f"{commands}\n{done.stdout}"
        return done.stdout


def canvas_archive(reader):
    """What Canvas would give the instructor: bob's work, a half-right answer."""
    notebook = reader.place / "bob.ipynb"
    shutil.copy(reader.course / "notebooks" / LESSON / f"{LESSON}.ipynb", notebook)
    reader.answer(notebook, WRONG)
    with zipfile.ZipFile(reader.place / "instructor/Downloads/submissions.zip", "w") as archive:
        archive.write(notebook, f"bemerbob_1920_77001_{LESSON}.ipynb")


def hand_in(reader, student, assignment, answers, file=None, called=None):
    """Hand in a released notebook with some cells answered."""
    released = reader.course / "notebooks" / assignment / f"{file or assignment}.ipynb"
    notebook = nbformat.read(released, as_version=4)
    for cell in notebook.cells:
        cell.source = answers.get(cell.id, cell.source)
    path = reader.course / "submitted" / student / assignment / (called or released.name)
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, path)


def answers(reader, assignment, file=None):
    """The instructor's answers."""
    path = reader.course / "solutions" / assignment / f"{file or assignment}.ipynb"
    cells = nbformat.read(path, as_version=4).cells
    return {cell.id: cell.source for cell in cells if "BEGIN SOLUTION" in cell.source}


def grades(reader, assignment):
    """Score, maximum, and whether it waits for a person, by student and cell."""
    with Gradebook(f"sqlite:///{reader.course}/gradebook.db", "regularization") as gradebook:
        return {
            each.student.id: {
                g.name: (g.auto_score, g.max_score, g.needs_manual_grade)
                for n in each.notebooks
                for g in n.grades
            }
            for each in gradebook.find_assignment(assignment).submissions
        }


def points(grades):
    """Scores and maxima alone."""
    return {name: grade[:2] for name, grade in grades.items()}


def _clone(target):
    """Copy what Git knows or would add, as a repository with nothing to commit."""
    listed = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    names = subprocess.run(listed, cwd=ROOT, capture_output=True, check=True).stdout.decode()
    for name in filter(None, names.split("\0")):
        if (ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, target / name)
    who = ["-c", "user.name=me", "-c", "user.email=me@example.org"]
    for arguments in (["init", "-q"], ["add", "-A"], [*who, "commit", "-qm", "The course"]):
        subprocess.run(["git", *arguments], cwd=target, check=True)
