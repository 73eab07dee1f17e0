"""What the build asks of an assignment of an instructor's own, of whatever exercises it is."""

from grader.autograde.claims import grade_id
from grader.build.written_cells import check_written_cell, is_written


def check_own_cells(lesson, exercises):
    """Refuse what could not be graded as it is meant.

    Points are the instructor's own, and exercises of the course may stand beside tests in
    nbgrader's own words.

    Parameters
    ----------
    lesson : grader.build.lesson.Lesson
    exercises : dict
        All exercises by id.

    Raises
    ------
    BuildError
        For the first fault found: an exercise without its check or the other way round, a check
        that is not the check, one without points.
    """
    places = {grade_id(cell): index for index, cell in enumerate(lesson.cells) if grade_id(cell)}
    for identifier, index in places.items():
        if is_written(lesson.cells[index]) and lesson.cells[index].cell_type == "markdown":
            check_written_cell(lesson, index)
        elif identifier in exercises:
            _check_answer(lesson, index, places.get(f"{identifier}_check"))
        elif identifier.endswith("_check") and identifier.removesuffix("_check") in exercises:
            _check_check(lesson, index, exercises[identifier.removesuffix("_check")], places)


def _check_answer(lesson, index, check):
    if check is None or check < index:
        identifier = grade_id(lesson.cells[index])
        problem = (
            f'the answer has no check below it; add one with the grade_id "{identifier}_check".'
        )
        raise lesson.error(index, problem)


def _check_check(lesson, index, exercise, places):
    if exercise.id not in places:
        problem = f'the check has no answer above it; add a cell with the grade_id "{exercise.id}".'
        raise lesson.error(index, problem)
    call, found = f"check({exercise.id})", lesson.cells[index].source.strip()
    # An optional check must not be the cell's value: nbgrader reads that as a score.
    expected = f"display({call})" if exercise.optional else call
    if found != expected:
        first = (found.splitlines() or [""])[0]
        problem = f"expected the one line {expected}, found {first!r}; write the former."
        raise lesson.error(index, problem)
    if not exercise.optional and not lesson.cells[index].metadata["nbgrader"].get("points"):
        raise lesson.error(index, "the check gives no points; give it some.")
