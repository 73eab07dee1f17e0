"""Classes to be graded: course directories with honest submissions."""

import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

ROOT = Path(__file__).parents[1]
REGION = re.compile(r"^ *### (?:BEGIN|END) SOLUTION\n?", re.MULTILINE)
STOCK = """
c = get_config()
c.CourseDirectory.course_id = "regularization"
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "notebooks"
c.CourseDirectory.ignore = ["*.py"]
c.Execute.timeout = 300
c.Execute.iopub_timeout = 60
"""
LIGHT = "light"


class CourseDirectory:
    """A course directory with one lesson.

    Parameters
    ----------
    root : Path
        Empty, or that of an earlier measurement.
    lesson : str
        One of the course's, or `LIGHT`.
    stock : bool
        Whether nbgrader is configured as it comes.
    """

    def __init__(self, root, lesson, stock=False):
        self.root, self.lesson = root, lesson
        root.mkdir(parents=True, exist_ok=True)
        if stock:
            (root / "nbgrader_config.py").write_text(STOCK, encoding="utf-8")
        else:
            shutil.copy(ROOT / "nbgrader_config.py", root)
        self._source = root / "solutions" / lesson / f"{lesson}.ipynb"
        if lesson == LIGHT:
            self._source.parent.mkdir(parents=True, exist_ok=True)
            nbformat.write(light_lesson(), self._source)
        else:
            shutil.copytree(ROOT / "solutions" / lesson, self._source.parent, dirs_exist_ok=True)
        self.nbgrader("generate_assignment", lesson)

    def submit(self, count):
        """Hand in as many right answers."""
        texts = {cell.id: cell.source for cell in nbformat.read(self._source, 4).cells}
        released = self.root / "notebooks" / self.lesson / f"{self.lesson}.ipynb"
        notebook = nbformat.read(released, as_version=4)
        for cell in notebook.cells:
            if cell.metadata.get("nbgrader", {}).get("solution"):
                cell.source = REGION.sub("", texts[cell.id] + "\n")
        for number in range(count):
            path = self.root / "submitted" / f"student {number:03}" / self.lesson
            path.mkdir(parents=True, exist_ok=True)
            nbformat.write(notebook, path / released.name)

    def nbgrader(self, *arguments):
        """Run nbgrader; returns the seconds that it took."""
        return self._timed([sys.executable, "-m", "nbgrader", *arguments])

    def grade(self, watch=None):
        """Run ``course grade``; returns the seconds that it took.

        Parameters
        ----------
        watch : callable, optional
            Gets the process.
        """
        course = str(Path(sys.executable).with_name("course"))
        command = [course, "grade", self.lesson, "--course-dir", str(self.root)]
        return self._timed(command, watch)

    def forget(self):
        """Have nothing graded, as on the first day."""
        for name in ("autograded", "grades"):
            shutil.rmtree(self.root / name, ignore_errors=True)
        (self.root / "gradebook.db").unlink(missing_ok=True)

    def _timed(self, command, watch=None):
        started = time.perf_counter()
        # nbgrader calls alembic by its name.
        path = os.pathsep.join((os.path.dirname(sys.executable), os.environ["PATH"]))
        environment = {**os.environ, "TF_CPP_MIN_LOG_LEVEL": "3", "PATH": path}
        log = self.root / "log.txt"
        with open(log, "wb") as out:
            process = subprocess.Popen(
                command, cwd=self.root, env=environment, stdout=out, stderr=subprocess.STDOUT
            )
            if watch:
                watch(process)
            if process.wait():
                raise RuntimeError(f"{command}: {log.read_text(encoding='utf-8')[-2000:]}")
        return time.perf_counter() - started


def light_lesson():
    """A lesson whose own cells take about a second: a Keras fit, an exercise, an ordinary test."""
    body = (
        "def standardize(train, test):\n"
        "    ### BEGIN SOLUTION\n"
        "    mean, spread = train.mean(axis=0), train.std(axis=0)\n"
        "    safe = np.where(spread == 0, 1.0, spread)\n"
        "    scaled = [np.where(spread == 0, 0.0, (x - mean) / safe) for x in (train, test)]\n"
        "    return tuple(scaled)\n"
        "    ### END SOLUTION"
    )
    fit = (
        "model = keras.Sequential([keras.Input((20,)), keras.layers.Dense(32, 'relu'),\n"
        "                          keras.layers.Dense(1)])\n"
        "model.compile('adam', 'mse')\n"
        "x = np.random.default_rng(0).normal(size=(2000, 20))\n"
        "history = model.fit(x, x[:, :1], epochs=4, verbose=0)"
    )
    test = "assert standardize(x, x)[0].shape == x.shape"
    cells = [
        new_markdown_cell("# A light lesson", id="title"),
        new_code_cell("import keras\nimport numpy as np\n\nfrom grader import check", id="imports"),
        new_code_cell(fit, id="fit"),
        _graded(body, "standardize", solution=True),
        _graded("check(standardize)", "standardize_check", points=2),
        _graded(test, "shape_test", points=1),
    ]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return new_notebook(cells=cells, metadata={"kernelspec": kernel})


def _graded(text, name, points=0, solution=False):
    mark = {"grade_id": name, "grade": bool(points), "solution": solution, "locked": bool(points)}
    mark |= {"points": points} if points else {}
    mark |= {"task": False, "schema_version": 3}
    return new_code_cell(text, id=name, metadata={"nbgrader": mark})
