"""The two cells of each exercise: where the answer goes, and the check that follows it."""

from grader.autograde.claims import grade_id
from grader.build.errors import BuildError
from grader.build.own.checking import check_own_cells
from grader.build.written_cells import check_written_cell, is_written

MIN_HINTS = 2


def check_exercise_cells(lesson, exercises):
    """Hold a lesson against the exercises that belong to it; to what belongs to none, be liberal.

    Parameters
    ----------
    lesson : Lesson
    exercises : dict
        All exercises by id; each has ``id``, ``lesson``, ``points``, ``hints``, ``optional``.

    Raises
    ------
    BuildError
        For the first fault found: a missing or misplaced cell, other points than the exercise's,
        a check cell that is not the check, too few hints, an id that no exercise has.
    """
    mine = {key: found for key, found in exercises.items() if found.lesson == lesson.name}
    if not mine:
        check_own_cells(lesson, exercises)
        return
    places = {grade_id(cell): index for index, cell in enumerate(lesson.cells) if grade_id(cell)}
    for identifier, index in places.items():
        if is_written(lesson.cells[index]):
            check_written_cell(lesson, index)
        elif identifier.removesuffix("_check") not in mine:
            raise lesson.error(index, _unknown(identifier, lesson, exercises))
    for exercise in mine.values():
        _check_answer_cell(lesson, exercise, places)
        if len(exercise.hints) < MIN_HINTS:
            problem = f"the exercise has {len(exercise.hints)} of at least {MIN_HINTS} hints"
            raise lesson.error(places[exercise.id], f"{problem}; add to its module.")
        _check_check_cell(lesson, exercise, places)


def _unknown(identifier, lesson, exercises):
    known = exercises.get(identifier.removesuffix("_check"))
    if known is not None:
        return f"the exercise belongs to lesson {known.lesson}; move the cell or the exercise."
    return f"no exercise of {lesson.name} has this id; correct it, or register the exercise."


def _check_answer_cell(lesson, exercise, places):
    index = places.get(exercise.id)
    if index is None:
        raise BuildError(
            f'{lesson.path}: exercise "{exercise.id}" has no solution cell; '
            f'add a cell with the grade_id "{exercise.id}".'
        )
    marked = lesson.cells[index].metadata["nbgrader"]
    if not marked["solution"] or marked["grade"] or lesson.cells[index].cell_type != "code":
        raise lesson.error(index, "must be a code cell with solution true and grade false.")


def _check_check_cell(lesson, exercise, places):
    index = places.get(f"{exercise.id}_check")
    if index is None:
        raise lesson.error(
            places[exercise.id],
            f'the solution has no check cell; add one with the grade_id "{exercise.id}_check".',
        )
    marked = lesson.cells[index].metadata["nbgrader"]
    if not marked["grade"] or marked["solution"] or not marked["locked"]:
        raise lesson.error(index, "a check cell has grade true, locked true and solution false.")
    if index < places[exercise.id]:
        answer = lesson.lines[places[exercise.id]]
        problem = f"the check stands before its solution cell (line {answer}); move it behind."
        raise lesson.error(index, problem)
    points = 0 if exercise.optional else exercise.points
    if marked["points"] != points:
        problem = f"worth {marked['points']:g} points in the lesson, {points:g} in the exercise"
        raise lesson.error(index, f"{problem}; make them the same.")
    # An optional check must not be the cell's value: nbgrader reads that as a score.
    expected = f"display(check({exercise.id}))" if exercise.optional else f"check({exercise.id})"
    if lesson.cells[index].source.strip() != expected:
        found = lesson.cells[index].source.strip().splitlines() or [""]
        problem = f"expected the one line {expected}, found {found[0]!r}; write the former."
        raise lesson.error(index, problem)
