"""A verdict in the points of the cell that it belongs to: an instructor may weigh it otherwise."""

from dataclasses import replace

from grader.verdict import left_out, problem


def weighed(verdict, points):
    """Give a verdict the same share of a cell's points as it has of the exercise's own.

    Parameters
    ----------
    verdict : grader.verdict.Verdict
    points : float
        Of the cell.

    Returns
    -------
    grader.verdict.Verdict
        A passed one has all of them, and none has more.
    """
    if verdict.points == points:
        return verdict
    share = verdict.score / verdict.points if verdict.points else 0.0
    score = points if verdict.status == "passed" else min(points, round(points * share, 2))
    return replace(verdict, score=score, points=points)


def not_judged(exercise, points):
    """Verdict where the package that an exercise needs is not installed.

    Parameters
    ----------
    exercise : grader.exercise.Exercise
    points : float
        Of the cell. Where there are any, the exercise counts, and leaving it out would cost them.

    Returns
    -------
    grader.verdict.Verdict
    """
    if not points:
        return left_out(exercise)
    return problem(
        exercise.id,
        f"It could not be judged: the package {exercise.needs} is not installed where this was "
        "graded. Tell your instructor.",
        points,
    )
