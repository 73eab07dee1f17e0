"""What every lesson must hold, whatever its exercises: headings, code that parses, sound ids."""

import ast
import warnings

from IPython.core.inputtransformer2 import TransformerManager
from markdown_it import MarkdownIt

from grader.autograde.claims import grade_id
from grader.build.regions import check_markers
from grader.scoring.plan import SKIP

MAX_ID = 64
"""Longest cell id that the notebook format allows."""


def check_structure(lesson, may_hide=False):
    """Refuse a lesson whose cells are not sound in themselves.

    Parameters
    ----------
    lesson : Lesson
    may_hide : bool
        Whether tests may be hidden, as in an assignment of an instructor's own.

    Raises
    ------
    BuildError
        For the first fault found: a syntax error, headings out of order, nbgrader metadata that
        nbgrader would refuse, an id used twice, a stray solution or hidden test marker, an answer
        or a check that grading would skip.
    """
    seen = {}
    for index, cell in enumerate(lesson.cells):
        _check_metadata(lesson, index)
        _check_unique(lesson, index, seen)
        check_markers(lesson, index, may_hide)
        _check_skipped(lesson, index)
        if cell.cell_type == "code":
            _check_syntax(lesson, index)
    _check_headings(lesson)


def _check_syntax(lesson, index):
    """Parse a code cell as IPython would run it: magics and top-level await are allowed."""
    code = TransformerManager().transform_cell(lesson.cells[index].source)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            compile(code, "cell", "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
    except (SyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None) or 1
        text = (getattr(error, "text", None) or "").strip()
        reason = getattr(error, "msg", None) or error
        problem = f"the code has a syntax error ({reason}): {text!r}; correct that line."
        raise lesson.error(index, problem, line - 1) from None


def _check_metadata(lesson, index):
    """Ask nbgrader itself whether it would accept a cell's metadata."""
    from nbgrader.nbgraderformat import MetadataValidator, ValidationError
    from nbgrader.nbgraderformat.common import SchemaMismatchError

    cell = lesson.cells[index]
    if "nbgrader" not in cell.metadata:
        return
    try:
        MetadataValidator().validate_cell(cell)
    except (ValidationError, SchemaMismatchError) as error:
        reason = str(error).splitlines()[0]
        raise lesson.error(index, f"nbgrader refuses the cell's metadata: {reason}.") from None
    if not grade_id(cell) or len(grade_id(cell)) > MAX_ID:
        problem = f"a cell of nbgrader's needs a grade_id of 1 to {MAX_ID} characters; give it one."
        raise lesson.error(index, problem)


def _check_unique(lesson, index, seen):
    cell_id = lesson.cells[index].id
    if cell_id in seen:
        first = lesson.lines[seen[cell_id]]
        problem = f"the cell on line {first} has the same grade_id; every id may stand once."
        raise lesson.error(index, problem)
    seen[cell_id] = index


def _check_skipped(lesson, index):
    """Keep the mark of what grading skips off the cells that it is all about."""
    cell = lesson.cells[index]
    if SKIP not in cell.metadata.get("tags", []):
        return
    marked = cell.metadata.get("nbgrader", {})
    if cell.cell_type != "code" or marked.get("solution") or marked.get("grade"):
        problem = f"the tag {SKIP!r} is for code that grading can do without; remove it here."
        raise lesson.error(index, problem)


def _check_headings(lesson):
    """Hold the outline: one H1, which comes first, and no level skipped on the way down."""
    above = 0
    for index, level, line in _headings(lesson):
        if level == 1 and above:
            raise lesson.error(index, "a second H1 heading; a lesson has one, use '##'.", line)
        if level > above + 1:
            expected = (
                f"'{'#' * (above + 1)}'" if above == 0 else f"'{'#' * (above + 1)}' or higher"
            )
            problem = f"the heading has level {level} where {expected} is due; skip no level."
            raise lesson.error(index, problem, line)
        above = level
    if not above:
        raise lesson.error(0, "the lesson has no title; begin it with one H1 heading, '# Title'.")


def _headings(lesson):
    for index, cell in enumerate(lesson.cells):
        if cell.cell_type != "markdown":
            continue
        for token in MarkdownIt().parse(cell.source):
            if token.type == "heading_open":
                yield index, int(token.tag[1:]), token.map[0]
