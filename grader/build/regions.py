"""Solution regions: the lines of a solution cell that learners do not get."""

BEGIN, END = "BEGIN SOLUTION", "END SOLUTION"
HIDDEN = ("BEGIN HIDDEN TESTS", "END HIDDEN TESTS", "BEGIN MARK SCHEME", "END MARK SCHEME")


def solution_lines(source):
    """Lines between the solution markers of a cell.

    Parameters
    ----------
    source : str

    Returns
    -------
    list of str
    """
    inside, found = False, []
    for line in source.splitlines():
        if BEGIN in line or END in line:
            inside = BEGIN in line
        elif inside:
            found.append(line)
    return found


def check_markers(lesson, index, may_hide=False):
    """Refuse a cell with a marker that does not belong there.

    Parameters
    ----------
    lesson : Lesson
    index : int
    may_hide : bool
        Whether tests may be hidden.

    Raises
    ------
    BuildError
        For a solution marker outside a solution cell, a solution cell without a region or with
        an open or empty one, and any marker of hidden tests: a lesson's checks are in the open.
    """
    lines = lesson.cells[index].source.splitlines()
    for offset, line in enumerate(lines):
        if not may_hide and any(marker in line for marker in HIDDEN):
            problem = "a marker of hidden tests; checks hide nothing, remove it."
            raise lesson.error(index, problem, offset)
    markers = _markers(lines)
    if lesson.cells[index].metadata.get("nbgrader", {}).get("solution"):
        _check_regions(lesson, index, lines, markers)
    elif markers:
        problem = "a solution marker outside a solution cell; remove it or mark the cell."
        raise lesson.error(index, problem, markers[0][1])


def _markers(lines):
    """The solution markers of a cell with their lines, in order."""
    return [
        (BEGIN if BEGIN in line else END, offset)
        for offset, line in enumerate(lines)
        if BEGIN in line or END in line
    ]


def _check_regions(lesson, index, lines, markers):
    kinds = [kind for kind, _ in markers]
    if not kinds or kinds != [BEGIN, END] * (len(kinds) // 2):
        problem = f"a solution cell needs regions from '### {BEGIN}' to '### {END}'; add one."
        raise lesson.error(index, problem)
    for (_, begin), (_, end) in zip(markers[::2], markers[1::2], strict=True):
        if not any(line.strip() for line in lines[begin + 1 : end]):
            problem = "a solution region is empty; write the solution into it."
            raise lesson.error(index, problem, begin)
