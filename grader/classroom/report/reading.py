"""A lesson's class, put together from the gradebook, the records and the autograded notebooks."""

import json
from dataclasses import dataclass, replace
from pathlib import Path

from grader.classroom import records
from grader.classroom.report.borrowed import aliases
from grader.classroom.report.folders import students
from grader.classroom.report.lesson import Answer, Lesson
from grader.classroom.submissions import list_submissions

SUFFIX = "_check"
NO_POINTS = 1e-9


def read(course, ledger, name):
    """Read a lesson's class.

    Parameters
    ----------
    course : nbgrader.coursedir.CourseDirectory
    ledger : grader.nbgrader_plugin.ledger.Ledger
    name : str

    Returns
    -------
    Lesson
    """
    found, given = ledger.standings(name), Released.of(course, name)
    cells = {_exercise(cell): found.cells[cell] for cell in sorted(found.cells, key=given.place)}
    people = {person.id: person for person in ledger.people() or ()}
    known = {*people, *found.standings}
    handed = _handed(course, name, known) | found.standings.keys()
    lesson = Lesson(name, people, found.due, cells, {}, handed)
    judged, folders = False, students(Path(course.root, course.autograded_directory), known)
    for student, standing in found.standings.items():
        marks = {_exercise(cell): mark for cell, mark in standing.marks.items()}
        lesson.standings[student] = replace(standing, marks=marks)
        if called := folders.get(student):
            folder = Path(course.format_path(course.autograded_directory, called, name))
            judged = _read_answers(lesson, folder, student, given) or judged
    return replace(lesson, judged=judged, added=ledger.added(people))


@dataclass(frozen=True)
class Solutions:
    """The lesson's own answers by exercise, what students found there, and names of references."""

    answers: dict
    stubs: dict
    aliases: set

    @classmethod
    def of(cls, course, name):
        """Those of an assignment; nothing where its source is not there."""
        folder = Path(course.format_path(course.source_directory, ".", name))
        cells = [cell for path in sorted(folder.glob("*.ipynb")) for cell in code_cells(path)]
        answers = {mark: text for mark, text in cells if mark is not None}
        return cls(answers, Released.of(course, name).marked, aliases(text for _, text in cells))


@dataclass(frozen=True)
class Released:
    """The code cells that students got: their texts, and those of marked ones by name."""

    texts: set
    marked: dict

    @classmethod
    def of(cls, course, name):
        """Those of an assignment; none where it was not released."""
        folder = Path(course.format_path(course.release_directory, ".", name))
        cells = [cell for path in sorted(folder.glob("*.ipynb")) for cell in code_cells(path)]
        marked = {mark: text for mark, text in cells if mark is not None}
        return cls({text.strip() for _, text in cells}, marked)

    def place(self, cell):
        """What sorts cells by their order in the notebook."""
        names = list(self.marked)
        return (names.index(cell) if cell in names else len(names), cell)


def code_cells(path):
    """Mark and text of each code cell of a notebook; nothing of what cannot be read."""
    try:
        cells = json.loads(path.read_bytes())["cells"]
        return [
            (cell["metadata"].get("nbgrader", {}).get("grade_id"), "".join(cell["source"]))
            for cell in cells
            if cell["cell_type"] == "code"
        ]
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return []


def _read_answers(lesson, folder, student, given):
    """Add a student's answers to the lesson; returns whether there are verdicts of them."""
    known = records.load_all(folder)
    verdicts = {each["exercise"]: each for record in known for each in record.verdicts}
    if notices := tuple(each for record in known for each in record.notices):
        lesson.notices[student] = notices
    cells = [cell for path in sorted(folder.glob("*.ipynb")) for cell in code_cells(path)]
    texts = {mark: text for mark, text in cells if mark is not None}
    own = [text for mark, text in cells if mark is None and text.strip() not in given.texts]
    lesson.own_cells[student] = own
    for exercise, mark in lesson.standings[student].marks.items():
        verdict = verdicts.get(exercise) or {}
        if verdict or exercise in texts:
            text = texts.get(exercise, "")
            untouched = text.strip() in ("", given.marked.get(exercise, "").strip())
            status = verdict.get("status") or _status(mark, untouched)
            told = (verdict.get("message") or "", verdict.get("mistake"))
            lesson.answers.append(Answer(student, exercise, text, status, *told))
    return bool(verdicts)


def _status(mark, untouched):
    """A status as the points have it."""
    if mark.given >= mark.maximum - NO_POINTS:
        return "passed"
    if untouched:
        return "not attempted"
    return "partial" if mark.given > NO_POINTS else "failed"


def _exercise(cell):
    return cell.removesuffix(SUFFIX)


def _handed(course, name, known):
    folder = Path(course.root, course.submitted_directory)
    by_name = {called: student for student, called in students(folder, known).items()}
    try:
        return {by_name.get(each.student, each.student) for each in list_submissions(folder, name)}
    except OSError:
        return set()
