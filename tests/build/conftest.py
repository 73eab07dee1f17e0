"""A tiny course directory: one lesson with one exercise, and the class's own configuration."""

import io
import json
import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest
from rich.console import Console

from grader.build import run
from grader.build.report import Report

ROOT = Path(__file__).parents[2]


def marker(grade_id, **metadata):
    """A cell marker with nbgrader's metadata."""
    defaults = {"grade": False, "solution": False, "locked": False, "schema_version": 3}
    return f"# %% nbgrader={json.dumps({**defaults, 'grade_id': grade_id, **metadata})}"


SOURCE = f'''\
# %% [markdown]
# # Doubling

# %%
%config InlineBackend.figure_format = "png"
from pathlib import Path

runs = Path("../../runs.txt")
runs.write_text(runs.read_text() + "ran " if runs.exists() else "ran ")


def check(answer):
    return 2.0 * (answer(21) == 42)


# %% [markdown]
# ## The exercise

{marker("double", solution=True)}
def double(x):
    """Twice x."""
    ### BEGIN SOLUTION
    both = [x for _ in range(2)]
    return sum(both)
    ### END SOLUTION


{marker("double_check", grade=True, locked=True, points=2)}
check(double)

# %% [markdown]
# ### The end
'''


class Course:
    """A course directory in a temporary folder, and what to do with it."""

    name = "01_double"

    def __init__(self, root):
        self.root = root
        self.source = root / "solutions" / self.name / f"{self.name}.py"
        self.instructor = self.source.with_suffix(".ipynb")
        self.student = root / "notebooks" / self.name / f"{self.name}.ipynb"
        self.runs = root / "runs.txt"
        self.exercise = SimpleNamespace(
            id="double", lesson=self.name, points=2.0, hints=("Twice.", "x + x"), optional=False
        )
        self.said = io.StringIO()

    def replace(self, old, new):
        """Change the lesson's source in one place."""
        text = self.source.read_text()
        assert old in text
        self.source.write_text(text.replace(old, new, 1))

    def build(self, lessons=None):
        """Build with this course's one exercise, without a terminal."""
        report = Report(Console(file=self.said, width=200))
        run(self.root, lessons, exercises={"double": self.exercise}, report=report)

    def snapshot(self):
        """Content and time of change of every file."""
        files = [path for path in self.root.rglob("*") if path.is_file()]
        return {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in files}


@pytest.fixture
def course(tmp_path):
    """A course that was never built."""
    course = Course(tmp_path)
    course.source.parent.mkdir(parents=True)
    course.source.write_text(SOURCE)
    shutil.copy(ROOT / "nbgrader_config.py", tmp_path)
    lab = tmp_path / "grader" / "lab"
    lab.mkdir(parents=True)
    (lab / "plots.py").write_text("COLOR = 'black'\n")
    return course
