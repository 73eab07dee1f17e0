"""Downloads are put into ``submitted/STUDENT/ASSIGNMENT``: all that was asked for, or nothing."""

from dataclasses import dataclass, field

from grader.classroom.downloads.archive import list_downloads
from grader.classroom.downloads.matching import Roster
from grader.classroom.downloads.names import is_typed_text, read_name
from grader.classroom.downloads.placing import place_all
from grader.classroom.text import printable
from grader.learner import CourseError

NAMED = 3
"""How many problems a sentence names."""


@dataclass
class Plan:
    """What is to be written, and why the rest is not.

    Attributes
    ----------
    files : dict
        For each student a dict of file names to the `Download` and its attempt.
    late : set of str
        Students whom the platform calls late.
    problems : list of str
        A sentence for each file that cannot be taken.
    """

    files: dict = field(default_factory=dict)
    late: set = field(default_factory=set)
    problems: list = field(default_factory=list)


def plan(downloads, students, assignment, notebooks=()):
    """Decide whose each file is.

    Parameters
    ----------
    downloads : list of grader.classroom.downloads.archive.Download
    students : list of grader.nbgrader_plugin.roster.Student
    assignment : str
    notebooks : sequence of str
        As `grader.classroom.downloads.names.read_name` has them.

    Returns
    -------
    Plan
    """
    made, roster = Plan(), Roster(students)
    for each in downloads:
        if is_typed_text(each.path):
            continue
        named = None if each.problem else read_name(each.path, roster.ids, assignment, notebooks)
        student, problem = roster.find(named) if named else (None, each.problem)
        if student is None:
            shown = printable(each.path, 100)
            words = f"{shown} is not called as Canvas or Moodle call a student's file."
            made.problems.append(problem or words)
            continue
        taken = made.files.setdefault(student, {})
        if named.file not in taken or taken[named.file][0] <= named.attempt:
            taken[named.file] = (named.attempt, each)
        if named.late:
            made.late.add(student)
    return made


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
