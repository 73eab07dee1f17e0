"""A run: what was handed in is read, scored, written down and summed up."""

import contextlib
from pathlib import Path

from grader.classroom import (
    chart,
    closing,
    first_release,
    progress,
    spreadsheet,
    starting,
    strays,
    tables,
)
from grader.classroom.by_hand import with_hands
from grader.classroom.keeping import Keeper, together
from grader.classroom.locking import alone, turn
from grader.classroom.lookalikes import settle
from grader.classroom.order import Order
from grader.classroom.recorded_seed import recorded
from grader.classroom.results import Result
from grader.classroom.run import Run

__all__ = ["Order", "grade"]


def grade(order, console, scoring):
    """Grade a class.

    Parameters
    ----------
    order : Order
    console : rich.console.Console
    scoring : callable
        As `grader.classroom.batch.scored` has it.

    Returns
    -------
    bool
        Whether every submission has been graded.

    Raises
    ------
    CourseError
    """
    with contextlib.ExitStack() as stack:
        workers = stack.enter_context(starting.workers(order, scoring))
        course, assignment, handed = order.open()
        starting.check_sandbox(order)
        client = workers()
        stack.enter_context(alone(order.root, assignment.name))
        with turn(order.root):
            order.reports.mkdir(mode=0o700, parents=True, exist_ok=True)
            closing.close(course)
            writer = stack.enter_context(contextlib.closing(_writer(course)))
            writer.register(assignment.name, order.drop_removed)
            added = first_release.note(course, assignment)
        handed = settle(handed, writer.students())
        seed = recorded(course, assignment.name)
        chart.prepare()  # while TensorFlow is still being imported elsewhere
        graded, changes, results = [], [], []
        for notebook in assignment.notebooks:
            master = writer.master(notebook.name, notebook.file)
            given = notebook.graded_with(master, seed, added[notebook.stem])
            keeper = Keeper(course, writer, given, order.lower)
            if assignment.others:
                console.print(f"{given.stem}.ipynb:", markup=False, highlight=False)
            with progress.shown(console, len(handed)) as tell:
                run = Run(keeper, given, tell, order.is_again)
                results.append(run.results(client, scoring, handed))
            graded.append(given)
            changes += keeper.changes
    if (table := tables.changed(together(changes))) is not None:
        console.print(table)
    results = [Result.together(each) for each in zip(*results, strict=True)]
    results = with_hands(results, _ledger(course).standings(assignment.name).standings)
    _sum_up(console, order.reports, graded, results)
    if said := strays.told(order.folder(course), Path(course.root, course.release_directory)):
        console.print(said, markup=False, highlight=False)
    return not any(result.failed for result in results)


def _writer(course):
    from grader.nbgrader_plugin.writing import Writer  # SQLAlchemy's import takes its time

    return Writer(course)


def _ledger(course):
    from grader.nbgrader_plugin.ledger import Ledger

    return Ledger(course)


def _sum_up(console, folder, graded, results):
    """Tables for the terminal, and files for the lecture."""
    name = graded[0].name
    folder.mkdir(parents=True, exist_ok=True)
    spreadsheet.write(folder / f"{name}.csv", results)  # first: who reads the tables may hang up
    for table in (
        tables.students(results, sum(each.points for each in graded)),
        tables.exercises(results),
        tables.recognized(results),
    ):
        if table:
            console.print(table)
    chart.write(folder / f"{name}.png", name, results)
    failed = sum(result.failed for result in results)
    console.print(f"{len(results) - failed} of {len(results)} submissions are graded.")
    console.print(f"The class is summed up in {folder}: {name}.csv and .png")
