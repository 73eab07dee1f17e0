"""How a cell looks when the notebook opens, and who gets it, by the tags of its source."""

COLLAPSED = "collapsed"
"""Tag of a heading whose section is folded away at first."""

HIDDEN_CODE = "hidden-code"
"""Tag of a code cell of which only the output shows at first."""

MAINTAINERS = "for-maintainers"
"""Tag of a code cell that the student version leaves out: nbgrader_config.py names it."""


def set_looks(cell):
    """Turn the tags that say how a cell opens into the metadata that JupyterLab reads."""
    tags = cell.metadata.get("tags", [])
    if COLLAPSED in tags:
        cell.metadata["jp-MarkdownHeadingCollapsed"] = True
    if HIDDEN_CODE in tags:
        cell.metadata["jupyter"] = {"source_hidden": True}
    kept = [tag for tag in tags if tag not in (COLLAPSED, HIDDEN_CODE)]
    if kept != tags:
        cell.metadata["tags"] = kept
        if not kept:
            del cell.metadata["tags"]


def check_looks(lesson, index, tags):
    """Refuse one of these tags on a cell of the wrong kind.

    Parameters
    ----------
    lesson : grader.build.lesson.Lesson
    index : int
        Which cell.
    tags : sequence of str
        As they stand in the source.

    Raises
    ------
    BuildError
    """
    cell = lesson.cells[index]
    if COLLAPSED in tags and not (cell.cell_type == "markdown" and cell.source.startswith("#")):
        raise lesson.error(index, f"the tag {COLLAPSED!r} is for Markdown that begins a section.")
    if HIDDEN_CODE in tags and cell.cell_type != "code":
        raise lesson.error(index, f"the tag {HIDDEN_CODE!r} is for code; remove it here.")
    if MAINTAINERS in tags and (cell.cell_type != "code" or "nbgrader" in cell.metadata):
        problem = f"the tag {MAINTAINERS!r} is for code that students can do without; remove it."
        raise lesson.error(index, problem)
