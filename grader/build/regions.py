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


def check_markers(lesson, index):
    """Refuse a cell with a marker that does not belong there.

    Parameters
    ----------
    lesson : Lesson
    index : int

    Raises
    ------
    BuildError
        For a solution marker outside a solution cell, a solution cell without exactly one region
        or with an empty one, and any marker of hidden tests: all checks are in the open here.
    """
    cell = lesson.cells[index]
    lines = cell.source.splitlines()
    for offset, line in enumerate(lines):
        if any(marker in line for marker in HIDDEN):
            raise lesson.error(
                index, "a marker of hidden tests; checks hide nothing, remove it.", offset
            )
    markers = [
        (BEGIN if BEGIN in line else END, offset)
        for offset, line in enumerate(lines)
        if BEGIN in line or END in line
    ]
    if not cell.metadata.get("nbgrader", {}).get("solution"):
        if markers:
            problem = "a solution marker outside a solution cell; remove it or mark the cell."
            raise lesson.error(index, problem, markers[0][1])
        return
    if [marker for marker, _ in markers] != [BEGIN, END]:
        problem = f"a solution cell needs one region from '### {BEGIN}' to '### {END}'; add it."
        raise lesson.error(index, problem)
    if not any(line.strip() for line in solution_lines(cell.source)):
        raise lesson.error(index, "the solution region is empty; write the solution into it.")
