"""Downloads are put into ``submitted/STUDENT/ASSIGNMENT``: all that was asked for, or nothing."""

from grader.classroom.downloads.archive import list_downloads
from grader.classroom.downloads.placing import place_all
from grader.classroom.downloads.planning import plan
from grader.classroom.text import printable
from grader.learner import CourseError

NAMED = 3
"""How many problems a sentence names."""


def collect(place, submitted, students, assignment, update=False, skip=False, notebooks=()):
    """Put what was downloaded where ``course grade`` looks for it.

    Parameters
    ----------
    place : pathlib.Path
        A folder of downloads, or an archive.
    submitted : pathlib.Path
        nbgrader's folder of all submissions.
    students : list of grader.nbgrader_plugin.roster.Student
    assignment : str
    update : bool
        Whether to replace another version of a submission.
    skip : bool
        Whether to leave out what cannot be taken, instead of stopping.
    notebooks : sequence of str
        What the assignment's are called without their ending, where there are several.

    Returns
    -------
    list of str
        Sentences about what came of it.

    Raises
    ------
    CourseError
        Something cannot be taken; nothing has changed.
    """
    made = plan(list_downloads(place), students, assignment, notebooks)
    problems = list(dict.fromkeys(made.problems))
    if problems and not skip:
        more = f" (and {len(problems) - NAMED} more)" if len(problems) > NAMED else ""
        raise CourseError(
            f"Nothing has been collected: {' '.join(problems[:NAMED])}{more} "
            "Put it right, or add --skip to leave such files out."
        )
    if not made.files:
        raise CourseError(f"{place} holds no student's file: name what the platform gave you.")
    said = [f"Left out: {problem}" for problem in problems]
    said += place_all(made.files, submitted, assignment, update, skip)
    late = sorted(made.late)
    return said + [f"{printable(student)}: late, says the platform." for student in late]
