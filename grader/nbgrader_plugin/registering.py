"""An assignment in the gradebook, as ``nbgrader generate_assignment`` would put it there."""

import contextlib
from pathlib import Path

from grader.learner import CourseError
from grader.nbgrader_plugin.gone_cells import back_up, drop, gone_cells
from grader.nbgrader_plugin.new_cells import add_new_cells, add_to_submissions
from grader.nbgrader_plugin.preparing import Preparing


def register(course, book, assignment, drop_removed=False):
    """Put an assignment and its cells into the gradebook, beside whatever else is in it.

    Where the gradebook has it already, its cells get the text and points that the instructor's
    notebooks have now, and grades stay: where there are any, a cell or notebook that has gone is
    refused. Nothing is written elsewhere.

    Parameters
    ----------
    course : nbgrader.coursedir.CourseDirectory
    book : grader.nbgrader_plugin.gradebook.Book
    assignment : str
    drop_removed : bool
        Whether to take out of the gradebook what the assignment has no more, with the grades for
        it; a copy of the gradebook is kept, where it is a file.

    Raises
    ------
    CourseError
        There is no such assignment, or it cannot be registered; nothing has changed.
    """
    source = Path(course.format_path(course.source_directory, ".", assignment)).resolve()
    paths = _notebooks(source, assignment)
    with _sentence(source):
        preparing = Preparing(course, assignment)
    notebooks = {}
    for path in paths:
        with _sentence(path):
            notebooks[path.stem] = preparing.prepare(path)
    with _sentence(source), book.transaction() as gradebook:
        gone = gone_cells(gradebook, assignment, notebooks)
        if gone and not drop_removed:
            raise CourseError(_still_graded(source, assignment, gone))
        if gone:
            back_up(book.url)
        drop(gradebook, assignment, notebooks, gone)
        gradebook.update_or_create_assignment(assignment)
        for path in paths:
            notebook = notebooks[path.stem]
            with _sentence(path):
                add_new_cells(gradebook, assignment, path.stem, notebook.cells)
                preparing.save(path, notebook)
                add_to_submissions(gradebook, assignment, path.stem)


def _notebooks(source, assignment):
    """The instructor's notebooks of an assignment."""
    if found := sorted(source.glob("*.ipynb")):
        return found
    path = source / f"{assignment}.ipynb"
    raise CourseError(f"{path} is missing: `course build` makes it from its source.")


def _still_graded(source, assignment, gone):
    names = ", ".join(f"{name} of {file}.ipynb" for file, names in gone.items() for name in names)
    return (
        f"{source} cannot be registered in the gradebook: Cannot add or remove cells for which "
        f"there are grades, and {names} has gone. Put it back, or give `course grade "
        f"{assignment} --drop-removed`: all other grades stay, and a copy of the gradebook is kept."
    )


@contextlib.contextmanager
def _sentence(path):
    """Make what nbgrader finds wrong with a notebook a sentence."""
    try:
        yield
    except CourseError:
        raise
    except Exception as error:
        said = " ".join(str(error).split())
        raise CourseError(f"{path} cannot be registered in the gradebook: {said}") from error
