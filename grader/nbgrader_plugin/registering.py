"""An assignment in the gradebook, as ``nbgrader generate_assignment`` would put it there."""

import contextlib
from pathlib import Path

import nbformat
from nbgrader.converters import GenerateAssignment

from grader.learner import CourseError
from grader.nbgrader_plugin.new_cells import add_new_cells


def register(course, book, assignment):
    """Put an assignment and its cells into the gradebook, beside whatever else is in it.

    Where the gradebook has it already, its cells get the text and points that the instructor's
    notebook has now, and grades stay: where there are any, a cell that has gone from it is refused.
    Nothing is written elsewhere.

    Parameters
    ----------
    course : nbgrader.coursedir.CourseDirectory
    book : grader.nbgrader_plugin.gradebook.Book
    assignment : str

    Raises
    ------
    CourseError
        There is no such assignment, or it cannot be registered; nothing has changed.
    """
    source = Path(course.format_path(course.source_directory, ".", assignment)).resolve()
    path = source / f"{assignment}.ipynb"
    if not path.is_file():
        raise CourseError(f"{path} is missing: `course build` makes it from its source.")
    converter = GenerateAssignment(coursedir=course, parent=course.parent)
    exporter = converter.exporter_class(parent=converter, config=converter.config)
    for preprocessor in converter.preprocessors:
        exporter.register_preprocessor(preprocessor)
    ids = {"student": ".", "assignment": assignment, "notebook": assignment}
    resources = {"unique_key": assignment, "nbgrader": ids | {"db_url": course.db_url}}
    with _sentence(path), book.transaction() as gradebook:
        notebook = nbformat.read(path, as_version=4)
        gradebook.update_or_create_assignment(assignment)
        add_new_cells(gradebook, assignment, notebook.cells)
        exporter.from_notebook_node(notebook, resources=resources)


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
