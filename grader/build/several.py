"""Several notebooks in one assignment of an instructor's own."""

from grader.autograde.claims import grade_id

CELL = "# %%"


def sources(root, name):
    """The names of an assignment's notebooks: of each source in its folder that holds cells.

    Parameters
    ----------
    root : pathlib.Path
        The course directory.
    name : str
        Of the assignment.

    Returns
    -------
    list of str
        Sorted, as nbgrader lists them; the assignment's own name where there is no such source.
    """
    paths = sorted((root / "solutions" / name).glob("*.py"))
    return [path.stem for path in paths if path.stem == name or _has_cells(path)] or [name]


def _has_cells(path):
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    return any(line.startswith(CELL) for line in lines)


def check_several(lessons):
    """Refuse one id in two notebooks of an assignment: nobody could tell their grades apart.

    Parameters
    ----------
    lessons : list of grader.build.lesson.Lesson

    Raises
    ------
    BuildError
    """
    seen = {}
    for lesson in lessons:
        for index, cell in enumerate(lesson.cells):
            identifier = grade_id(cell)
            first = seen.setdefault((lesson.name, identifier), lesson)
            if identifier and first is not lesson:
                raise lesson.error(
                    index,
                    f"{first.path.name} has a cell with the same grade_id; every id stands once in "
                    "an assignment. Copy the code that this notebook needs into a cell without it.",
                )
