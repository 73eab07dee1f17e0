"""What ``course collect`` does with its options."""

from pathlib import Path

from grader.classroom import first_release
from grader.classroom.assignment import open_assignment
from grader.classroom.downloads.collecting import collect
from grader.classroom.locking import alone, turn
from grader.classroom.naming import find_assignment, released_in


def run(assignment, downloads, course_dir, update, skip):
    """Collect downloads of an assignment, and say what came of it.

    Raises
    ------
    CourseError
        Nothing has changed.
    """
    from grader.nbgrader_plugin.roster import read_roster
    from grader.nbgrader_plugin.writing import open_course

    root = course_dir.resolve()
    course = open_course(root)
    released = Path(course.format_path(course.release_directory, ".", ".")).resolve()
    given = open_assignment(released, find_assignment(released_in(released), assignment))
    name, notebooks = given.name, [notebook.stem for notebook in given.notebooks]
    students = read_roster(course)
    with alone(root, name):
        with turn(root):
            first_release.note(course, given)
        submitted = root / course.submitted_directory
        for sentence in collect(downloads, submitted, students, name, update, skip, notebooks):
            print(sentence)
