"""The whole build: read and refuse first, then execute what changed, then write."""

import copy
from itertools import groupby
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
from grader.build.several import check_several, sources
from grader.build.structure import check_structure
from grader.build.writing import write_lesson
from grader.classroom.text import printable
from grader.learner import CourseError, exam
from grader.learner.folder import meant


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
    read = read_lessons(root, lessons, exercises)
    together = [list(found) for _, found in groupby(read, key=lambda lesson: lesson.name)]
    for found, released in [(each, prepare(root, *each)) for each in together]:
        made = [(lesson, *instructor_version(root, lesson, report)) for lesson in found]
        write_lesson(root, report, made, released)


def read_lessons(root, names, exercises):
    """Read and check the sources of lessons: each notebook is one `Lesson`.

    Parameters
    ----------
    root : Path
    names : list of str or None
        Also for short, as ``03`` or ``dropout``. All where it is empty or None; then every exercise
        must have its lesson, too.
    exercises : dict

    Returns
    -------
    list of Lesson

    Raises
    ------
    BuildError
        For the first fault of a source, or a name that no folder in ``solutions/`` has.
    """
    present = sorted({path.parent.name for path in root.glob("solutions/*/*.py")})
    homes = {exercise.lesson for exercise in exercises.values()}
    folder = root / "solutions"
    wanted = [_meant(folder, name, present) for name in names or sorted(homes)]
    found = [
        read_lesson(root, name, notebook)
        for name in dict.fromkeys(wanted if names else present)
        for notebook in ([name] if name in homes else sources(root, name))
    ]
    for lesson in found:
        check_structure(lesson, may_hide=lesson.name not in homes)
        check_exercise_cells(lesson, exercises)
    check_several(found)
    return found


def _meant(folder, name, present):
    """The lesson that is meant by ``03_dropout``, ``03``, ``3`` or ``dropout``."""
    found = meant(present, name)
    if len(found) != 1:
        raise BuildError(_not_one(folder, name, found, present))
    return found[0]


def _not_one(folder, name, found, present):
    """Why there is nothing to build."""
    if found:
        return f"{printable(name, 60)!r} may mean {' or '.join(found)}: give the whole name of one."
    if name in {path.parent.name for path in folder.glob("*/*.ipynb")}:
        return (
            f"{folder / name} holds a notebook without a source, so there is nothing to build: "
            f"`nbgrader generate_assignment {name} --force` makes the students' version."
        )
    there = ", ".join(present) or "none"
    return f"There is no lesson {printable(name, 60)!r} in {folder}; there: {there}."


def prepare(root, *lessons):
    """Make the student version of a lesson's notebooks and prove that it gives nothing away."""
    folder = lessons[0].path.parent
    try:
        exam.read(root / folder)
    except CourseError as error:
        raise BuildError(f"{folder}: {error}") from None
    notebooks = {lesson.path.stem: lesson.notebook for lesson in lessons}
    released = student_version(root, lessons[0].name, notebooks)
    for lesson in lessons:
        check_released(lesson, released, [each for each in lessons if each is not lesson])
    return released


def instructor_version(root, lesson, report):
    """Make the executed notebook: with the outputs of the last build where they still hold.

    Returns
    -------
    notebook : NotebookNode
    ran : bool
        Whether it was executed for that.
    """
    notebook, current = copy.deepcopy(lesson.notebook), fingerprint(root, lesson)
    target = root / lesson.path.with_suffix(".ipynb")
    stored = nbformat.read(target, as_version=4) if target.is_file() else None
    ran = stored is None or stored_fingerprint(stored) != current
    if ran:
        execute(root, lesson, notebook, report)
    else:
        _take_outputs(notebook, stored)
    store_fingerprint(notebook, current)
    return notebook, ran


def _take_outputs(notebook, stored):
    """Copy outputs cell by cell: the same fingerprint means the same code cells in this order."""
    pairs = zip(_code(notebook), _code(stored), strict=True)
    for cell, executed in pairs:
        cell.outputs, cell.execution_count = executed.outputs, executed.execution_count


def _code(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]
