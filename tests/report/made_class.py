"""A class that was never graded: gradebook, records and notebooks are written as grading would."""

import copy
import json
import shutil
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import nbformat
from nbgrader import api
from sqlalchemy import create_engine, insert, select

from grader.classroom import records
from grader.classroom.records import Record
from grader.nbgrader_plugin.gradebook import Book

ROOT = Path(__file__).parents[2]
DUE = datetime(2026, 3, 4, 12)


@dataclass(frozen=True)
class Given:
    """An answer, and what came of it; `share` is None where a person has to grade it."""

    status: str = "passed"
    share: float | None = 1.0
    text: str = ""
    mistake: str | None = None
    message: str = ""


@dataclass(frozen=True)
class Work:
    """What a student handed in; exercises that are not in `answers` were not attempted."""

    answers: dict = field(default_factory=dict)
    late: timedelta = timedelta(0)
    penalty: float = 0.0
    by_hand: dict = field(default_factory=dict)
    extra: dict = field(default_factory=dict)
    judged: bool = True
    own: str = ""


class MadeClass:
    """A course directory in which nobody has been graded.

    Parameters
    ----------
    root : pathlib.Path
        Not there yet.
    lesson : str
    """

    def __init__(self, root, lesson="00_start_here"):
        self.root = root
        root.mkdir(parents=True)
        shutil.copy(ROOT / "nbgrader_config.py", root)
        self.add(lesson)

    def copied(self, root):
        """The same class in another folder, not there yet."""
        other = copy.copy(self)
        other.root = Path(shutil.copytree(self.root, root))
        return other

    def add(self, lesson):
        """Add a lesson that the gradebook knows; what follows is about it."""
        self.lesson = lesson
        for folder in ("solutions", "notebooks"):
            shutil.copytree(ROOT / folder / lesson, self.root / folder / lesson)
        path = self.root / "notebooks" / lesson / f"{lesson}.ipynb"
        self.released = nbformat.read(path, as_version=4)
        marks = [cell.metadata.get("nbgrader", {}) for cell in self.released.cells]
        graded = [mark for mark in marks if mark.get("grade")]
        self.most = {mark.grade_id.removesuffix("_check"): mark.points for mark in graded}
        with self.gradebook() as book:
            book.update_or_create_assignment(lesson, duedate=DUE)
            self.notebook = book.update_or_create_notebook(lesson, lesson).id
            self.assignment = book.find_assignment(lesson).id
            self.cells = {
                mark.grade_id.removesuffix("_check"): book.update_or_create_grade_cell(
                    mark.grade_id,
                    lesson,
                    lesson,
                    max_score=mark.points,
                    cell_type="markdown" if mark.solution else "code",
                ).id
                for mark in graded
            }

    def gradebook(self):
        """The gradebook, to be changed in one step."""
        return Book(f"sqlite:///{self.root}/gradebook.db", "regularization").transaction()

    def enroll(self, **names):
        """Put students on the roster, by id and first and last name."""
        with self.gradebook() as book:
            for student, name in names.items():
                first, _, last = name.partition(" ")
                book.update_or_create_student(student, first_name=first, last_name=last)

    def hand_in(self, student):
        """Hand in a notebook that nobody has graded."""
        (self.root / "submitted" / student / self.lesson).mkdir(parents=True)

    def grade(self, works):
        """Write what came of students' work, by student."""
        engine = create_engine(f"sqlite:///{self.root}/gradebook.db")
        table = api.Student.__table__
        with engine.begin() as connection:
            known = set(connection.scalars(select(table.c.id)))
            for student in works.keys() - known:
                connection.execute(insert(table).values(id=student))
            for number, (student, work) in enumerate(works.items()):
                self._write_grades(connection, f"{self.lesson}{number}", student, work)
        engine.dispose()
        for student, work in works.items():
            self._write_notebook(student, work)

    def _write_grades(self, connection, key, student, work):
        handed = {"id": key, "student_id": student, "assignment_id": self.assignment}
        handed["timestamp"] = DUE + work.late
        connection.execute(insert(api.SubmittedAssignment.__table__), handed)
        notebook = {"id": key, "assignment_id": key, "notebook_id": self.notebook}
        notebook |= {"flagged": False, "late_submission_penalty": work.penalty}
        connection.execute(insert(api.SubmittedNotebook.__table__), notebook)
        rows = []
        for exercise, cell in self.cells.items():
            share = work.answers.get(exercise, Given("not attempted", 0.0)).share
            rows.append(
                {
                    "id": f"{key}.{len(rows)}",
                    "notebook_id": key,
                    "cell_id": cell,
                    "auto_score": None if share is None else share * self.most[exercise],
                    "manual_score": work.by_hand.get(exercise),
                    "extra_credit": work.extra.get(exercise),
                    "needs_manual_grade": share is None and exercise not in work.by_hand,
                }
            )
        connection.execute(insert(api.Grade.__table__), rows)

    def _write_notebook(self, student, work):
        folder = self.root / "autograded" / student / self.lesson
        folder.mkdir(parents=True)
        texts = {exercise: given.text for exercise, given in work.answers.items()}
        cells = [
            {"cell_type": c.cell_type, "metadata": c.metadata, "source": texts.get(c.id, c.source)}
            for c in self.released.cells
        ]
        cells.append({"cell_type": "code", "metadata": {}, "source": work.own.splitlines(True)})
        path = folder / f"{self.lesson}.ipynb"
        path.write_text(json.dumps({"cells": cells}), "utf-8")
        if work.judged:
            verdicts = tuple(
                self._verdict(exercise, work.answers.get(exercise, Given("not attempted", 0.0)))
                for exercise in self.cells
            )
            records.save(folder, Record("d", "l", 1, verdicts, (), (), None, 1.0, 1.0))

    def _verdict(self, exercise, given):
        most = self.most[exercise]
        told = {"exercise": exercise, "status": given.status, "points": most}
        told |= {"score": (given.share or 0.0) * most, "message": given.message}
        return told | {"mistake": given.mistake}
