"""Which student of the roster a platform means."""

import unicodedata
from collections import defaultdict

from grader.classroom.text import printable


class Roster:
    """The students of a class, to be found by name, id or number.

    Parameters
    ----------
    students : list of grader.nbgrader_plugin.roster.Student
    """

    def __init__(self, students):
        self.ids = {student.id for student in students}
        self._number = {student.id: student.lms_user_id for student in students}
        self._numbers, self._names = defaultdict(set), defaultdict(set)
        for student in students:
            if student.lms_user_id:
                self._numbers[student.lms_user_id].add(student.id)
            whole = (student.first_name, student.last_name)
            for name in (" ".join(whole), " ".join(reversed(whole)), student.id):
                self._names[_spelled(name)].add(student.id)
        self._names.pop("", None)

    def find(self, named):
        """Find a student.

        Parameters
        ----------
        named : grader.classroom.downloads.names.Named

        Returns
        -------
        str or None
            The id.
        str or None
            Why there is none, as a sentence.
        """
        if named.is_id:
            return named.owner, None
        found = self._numbers.get(named.user) or self._by_name(named.owner)
        if named.user:  # whoever has another number has the same name, and is somebody else
            found = {each for each in found if self._number[each] in ("", named.user)}
        if len(found) == 1:
            return next(iter(found)), None
        name = printable(named.owner, 100)
        number = f" ({named.user})" if named.user else ""
        if found:
            listed = " and ".join(sorted(map(printable, found)))
            return None, f"{name}{number} may be {listed}: give them an lms_user_id in the roster."
        return None, f"{name}{number} is not in the roster: add the student, or the lms_user_id."

    def _by_name(self, name):
        """Students of a name; where students work in groups, Moodle puts the group's before it."""
        parts = name.split("-")
        for first in range(len(parts)):
            if found := self._names.get(_spelled("-".join(parts[first:]))):
                return found
        return set()


def _spelled(name):
    """What platforms leave of a name: letters and digits, without case and accents."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    return "".join(letter for letter in plain if letter.isalnum())
