"""The whole build: read and refuse first, then execute what changed, then write."""

import copy
from pathlib import Path

import nbformat

from grader.build.errors import BuildError
from grader.build.execution import execute
from grader.build.exercise_cells import check_exercise_cells
from grader.build.fingerprint import fingerprint, store_fingerprint, stored_fingerprint
from grader.build.leaks import check_released
from grader.build.lesson import read_lesson
from grader.build.release import student_version
from grader.build.report import Report
from grader.build.structure import check_structure
from grader.learner.files import write_atomically


def run(root, lessons=None, *, exercises=None, report=None):
    """Build lessons: ``solutions/*/*.py`` into the instructor's and the students' notebooks.

    All sources are read and checked before the first is executed, and a lesson's two notebooks are
    written when both are complete, so an error never leaves a half-built lesson behind.

    Parameters
    ----------
    root : Path
        The course directory: holds ``solutions/``, ``notebooks/`` and ``nbgrader_config.py``.
    lessons : list of str, optional
        Names of lessons, such as ``03_dropout``; all by default.
    exercises : dict, optional
        Exercises by id; the course's by default.
    report : Report, optional
        Is told of the progress; writes to standard output by default.

    Raises
    ------
    BuildError
        When a source is refused or a cell fails.
    """
    root, report = Path(root).resolve(), report or Report()
    if exercises is None:
        from grader.exercises import all_exercises

        exercises = all_exercises()
    built = [(lesson, prepare(root, lesson)) for lesson in read_lessons(root, lessons, exercises)]
    for lesson, released in built:
        notebook = instructor_version(root, lesson, report)
        text = nbformat.writes(notebook) + "\n"
        write_changed(root / lesson.path.with_suffix(".ipynb"), text.encode())
        for name, content in released.items():
            write_changed(root / "notebooks" / lesson.name / name, content)


def read_lessons(root, names, exercises):
    """Read and check the sources of lessons.

    Parameters
    ----------
    root : Path
    names : list of str or None
        All where it is empty or None; then every exercise must have its lesson, too.
    exercises : dict

    Returns
    -------
    list of Lesson

    Raises
    ------
    BuildError
        For the first fault of a source, or a name that no folder in ``solutions/`` has.
    """
    present = sorted(path.parent.name for path in root.glob("solutions/*/*.py"))
    for name in names or sorted({exercise.lesson for exercise in exercises.values()}):
        if name not in present:
            there = ", ".join(present) or "none"
            raise BuildError(
                f"There is no lesson {name!r} in {root / 'solutions'}; there: {there}."
            )
    found = [read_lesson(root, name) for name in names or present]
    for lesson in found:
        check_structure(lesson)
        check_exercise_cells(lesson, exercises)
    return found


def prepare(root, lesson):
    """Make a lesson's student version and prove that it gives nothing away."""
    released = student_version(root, lesson.name, lesson.notebook)
    check_released(lesson, released)
    return released


def instructor_version(root, lesson, report):
    """Make the executed notebook: with the outputs of the last build where they still hold."""
    notebook, current = copy.deepcopy(lesson.notebook), fingerprint(root, lesson)
    target = root / lesson.path.with_suffix(".ipynb")
    stored = nbformat.read(target, as_version=4) if target.is_file() else None
    if stored is not None and stored_fingerprint(stored) == current:
        report.say(f"{lesson.name}: up to date")
        _take_outputs(notebook, stored)
    else:
        execute(root, lesson, notebook, report)
    store_fingerprint(notebook, current)
    return notebook


def _take_outputs(notebook, stored):
    """Copy outputs cell by cell: the same fingerprint means the same code cells in this order."""
    pairs = zip(_code(notebook), _code(stored), strict=True)
    for cell, executed in pairs:
        cell.outputs, cell.execution_count = executed.outputs, executed.execution_count


def _code(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def write_changed(path, content):
    """Write a file, but leave one alone that already holds this."""
    if not path.is_file() or path.read_bytes() != content:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, content)
