"""What grading runs of each lesson: enough for the course's own answers, and no more than that."""

import builtins
import shutil
import tempfile
from pathlib import Path

import nbformat
import pytest

from grader.exercises import all_exercises
from grader.sandbox.probing import missing, probe
from grader.scoring.executor import Executor
from grader.scoring.host import Host
from grader.scoring.kernel import Kernel
from grader.scoring.names import names
from grader.scoring.plan import SKIP, Step, plan

ROOT = Path(__file__).parents[2]
BUILT = (path.with_suffix(".ipynb") for path in ROOT.glob("solutions/*/*.py"))
NOTEBOOKS = sorted(path for path in BUILT if path.is_file())
"""A notebook without a source is an instructor's own."""
GIVEN = {*dir(builtins), "display", "get_ipython"}

every_lesson = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def instructor(path):
    """A lesson with the course's own answers."""
    return nbformat.read(path, as_version=4)


def running(path):
    """The cells that run, in order."""
    notebook = instructor(path)
    return [notebook.cells[i] for i, step in plan(notebook).items() if step.kind == "run"]


@every_lesson
def test_every_exercise_has_its_check(path):
    """Is each exercise of the lesson asked for once, by its id and name?

    An assignment of an instructor's own has those that it has cells for.
    """
    checks = [step for step in plan(instructor(path)).values() if step.kind == "check"]
    own = [e.id for e in all_exercises().values() if e.lesson == path.stem]
    own = own or [cell.id for cell in instructor(path).cells if cell.id in all_exercises()]
    assert sorted(checks, key=lambda step: step.name) == [Step("check", e, e) for e in sorted(own)]


@every_lesson
def test_no_answer_needs_a_cell_that_is_marked(path):
    """Do the lesson's answers, and all else that runs, find their names without such a cell?"""
    known = set(GIVEN)
    for cell in running(path):
        assert SKIP not in cell.metadata.get("tags", []), cell.source
        own = names(cell.source)
        assert own.used <= known | own.bound, cell.source
        known |= own.bound


@every_lesson
def test_what_runs_does_not_name_the_references(path):
    """Does nothing that runs use what it takes from modules that are hidden in grading?"""
    cells = running(path)
    used = set().union(*(names(cell.source).used for cell in cells))
    assert "reference" not in used
    assert not any("grader.reference" in cell.source for cell in cells[1:])


@pytest.fixture(scope="module")
def host():
    """One host for all lessons."""
    if lacking := missing(probe()):
        pytest.skip(lacking)
    folder = Path(tempfile.mkdtemp(prefix="h"))
    host = Host(folder)
    yield host
    host.close()
    shutil.rmtree(folder)


@pytest.mark.slow
@every_lesson
def test_what_runs_gives_no_error_where_references_are_hidden(host, path):
    """Does each cell run in the sandbox, one after another, as grading has it?"""
    with Kernel(host.folder, host.parent(), host.settings) as kernel:
        executor = Executor(kernel, None, seed=0)
        for cell in running(path):
            errors = [o for o in executor.run(cell.source) if o.output_type == "error"]
            assert not errors, (cell.source, errors)
