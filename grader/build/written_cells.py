"""Questions that are answered in words and graded by hand: one Markdown cell each."""

from grader.build.regions import solution_lines
from grader.learner.written import RUBRIC


def is_written(cell):
    """Whether a cell is one in which students answer a question in words."""
    marked = cell.metadata.get("nbgrader", {})
    return bool(marked.get("solution") and marked.get("grade"))


def check_written_cell(lesson, index):
    """Refuse a question in words that cannot be graded by hand.

    Parameters
    ----------
    lesson : grader.build.lesson.Lesson
    index : int
        Its cell.

    Raises
    ------
    BuildError
        If it is no Markdown, gives no points, or does not say for what it gives them.
    """
    cell = lesson.cells[index]
    if cell.cell_type != "markdown":
        raise lesson.error(index, "a question in words is a Markdown cell; make it one.")
    if not cell.metadata["nbgrader"].get("points"):
        raise lesson.error(index, "a question in words needs points; give it some.")
    if not any(line.startswith(RUBRIC) for line in solution_lines(cell.source)):
        problem = f"the model answer needs a line that begins with {RUBRIC!r}; add one."
        raise lesson.error(index, problem)
