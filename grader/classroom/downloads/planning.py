"""Whose each downloaded file is, and why some cannot be taken."""

from dataclasses import dataclass, field
from pathlib import PurePosixPath

from grader.autograde.files import MAX_BYTES
from grader.classroom.downloads.matching import Roster
from grader.classroom.downloads.names import folders_around, is_typed_text, read_name
from grader.classroom.text import printable

MOST_OF_ONE = 2 * MAX_BYTES
"""Bytes of all files of a student, unpacked: a notebook, and data beside it."""


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
    _people: dict = field(default_factory=dict)

    def take(self, student, named, download):
        """Count a file among a student's, where no later attempt is there."""
        taken = self.files.setdefault(student, {})
        if named.file not in taken or taken[named.file][0] <= named.attempt:
            taken[named.file] = (named.attempt, download)
        self._people.setdefault(student, set()).add((named.owner, named.person))
        if named.late:
            self.late.add(student)

    def leave_out(self):
        """Leave out the students whose files cannot all be theirs, or cannot lie side by side."""
        for student, taken in list(self.files.items()):
            problem = self._namesakes(student) or _too_much(student, taken) or _in_the_way(taken)
            if problem:
                self.problems.append(problem)
                self.late.discard(student)
                del self.files[student]

    def _namesakes(self, student):
        people = self._people[student]
        if len({person for _, person in people} - {None}) < 2:
            return None
        shown = " and ".join(f"{printable(name, 60)} ({number})" for name, number in sorted(people))
        return (
            f"{shown} may be two people, and the roster has one, {printable(student)}: "
            "add the other, and give both an lms_user_id."
        )


def _too_much(student, taken):
    size = sum(download.size for _, download in taken.values())
    if size <= MOST_OF_ONE:
        return None
    return (
        f"The files of {printable(student)} would have {size / 2**20:.0f} MiB in all, more than "
        f"the {MOST_OF_ONE // 2**20} MiB that one student may hand in."
    )


def _in_the_way(taken):
    """A file that has the name of a folder beside it, which only an archive can hold."""
    for name in taken:
        for folder in map(str, PurePosixPath(name).parents):
            if folder in taken:
                shown = printable(taken[folder][1].path, 100)
                return f"{shown} is both a file and a folder: download or pack it again."
    return None


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
    shared = folders_around([each.path for each in downloads if not each.problem])
    for each in downloads:
        if is_typed_text(each.path):
            continue
        student, problem = None, each.problem
        if not problem:
            around = shared if each.outside is None else min(shared, each.outside - 1)
            named = read_name(each.path, roster.ids, assignment, notebooks, around)
            student, problem = roster.find(named) if named else (None, None)
        if student is None:
            shown = printable(each.path, 100)
            words = f"{shown} is not called as Canvas or Moodle call a student's file."
            made.problems.append(problem or words)
            continue
        made.take(student, named, each)
    made.leave_out()
    return made
