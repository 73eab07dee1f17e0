"""The files for Canvas and Moodle, with names of every kind."""

import csv
import logging
import os
import subprocess
import sys
from datetime import timedelta

import pytest
from made_class import Given, Work

from grader.nbgrader_plugin.exporters import CanvasExporter, MoodleExporter
from grader.nbgrader_plugin.grades_exporter import GradesExporter

EXERCISE = "standardize"
NAMES = {
    "ada": ("Ada", "Lovelace, Countess", "ada@example.org"),
    "bob": ('Bob "the" O\'Neil', "Söhne; & Co", ""),
    "cem": ("=1+1", "@SUM(A1)", "+cem@example.org"),
    "dan": ("学生", "王", "dan@example.org"),
    "eve": ("علی‌رضا", "👩\u200d🏫", None),
    "fay": ("two\nlines", "\tTab", "fay@example.org"),
    "gus": ("", "", ""),
}


@pytest.fixture
def graded(made):
    """A class with all these names, in which one is late, one waits, and one handed in nothing."""
    with made.gradebook() as book:
        for student, (first, last, email) in NAMES.items():
            told = {"first_name": first, "last_name": last, "email": email}
            book.update_or_create_student(student, **told)
        book.update_or_create_student("ada", lms_user_id="4711")
    works = {
        "ada": Work({EXERCISE: Given()}),
        "bob": Work({EXERCISE: Given()}, late=timedelta(hours=26), penalty=0.5),
        "cem": Work({EXERCISE: Given("partial", 1 / 3)}),
        "dan": Work({EXERCISE: Given("partial", 0.5)}, by_hand={EXERCISE: 1.75}),
        "eve": Work({EXERCISE: Given("failed", 0.0)}, penalty=0.5),
        "fay": Work({EXERCISE: Given("passed", None)}),
    }
    made.grade(works)
    return made


@pytest.fixture
def export(graded, tmp_path):
    """Exports the class; returns the rows, as a program reads them."""

    def run(exporter, **options):
        path = tmp_path / "out.csv"
        with graded.gradebook() as book:
            exporter(to=str(path), **options).export(book)
        text = path.read_bytes().decode("utf-8")
        return list(csv.reader(text.splitlines(keepends=True)))

    return run


def test_canvas(export):
    """Are the columns those that Canvas' import looks for, with the points possible first?"""
    titles, possible, *rows = export(CanvasExporter)
    assert titles == ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "00_start_here"]
    assert possible == ["    Points Possible", "", "", "", "", "2"]
    assert [row[3] for row in rows] == list(NAMES)
    assert rows[0] == ["Lovelace, Countess, Ada", "4711", "ada", "ada", "", "2"]
    assert rows[1][0] == 'Söhne; & Co, Bob "the" O\'Neil'
    assert rows[2][0] == "'@SUM(A1), =1+1"
    assert rows[6] == ["gus", "", "gus", "gus", "", ""]
    assert [row[5] for row in rows] == ["2", "1.5", "0.6667", "1.75", "0", "0", ""]


def test_moodle(export):
    """Are there columns that tell who somebody is, and one for each assignment?"""
    titles, *rows = export(MoodleExporter)
    assert titles == ["First name", "Last name", "ID number", "Email address", "00_start_here"]
    assert rows[0] == ["Ada", "Lovelace, Countess", "ada", "ada@example.org", "2"]
    assert rows[2] == ["'=1+1", "'@SUM(A1)", "cem", "'+cem@example.org", "0.6667"]
    assert rows[3][:2] == ["学生", "王"]
    assert rows[4][:2] == ["علی‌رضا", "👩\u200d🏫"]
    assert rows[5][:2] == ["two lines", " Tab"]
    assert rows[6] == ["", "", "gus", "", ""]


@pytest.mark.parametrize("exporter", [CanvasExporter, MoodleExporter])
def test_all_assignments_have_a_column(graded, export, exporter):
    """Are they in order, those without grades among them, and can some be left out?"""
    with graded.gradebook() as book:
        book.update_or_create_assignment("=01")
    assert export(exporter)[0][-2:] == ["00_start_here", "'=01"]
    rows = export(exporter, assignment=["00_start_here"], student=["bob", "ada"])
    assert rows[0][-1] == "00_start_here"
    assert [row[-1] for row in rows[-2:]] == ["2", "1.5"]
    assert len(rows) == (4 if exporter is CanvasExporter else 3)


def test_who_waits_is_said(export, caplog):
    """Is there a warning where grades may still change?"""
    with caplog.at_level(logging.WARNING):
        export(MoodleExporter, log=logging.getLogger())
    assert "00_start_here: waiting for a grade by hand: 1." in caplog.text


@pytest.mark.parametrize(
    "options", [{"assignment": ["nope"]}, {"student": ["nope"]}, {"to": "/nowhere/out.csv"}]
)
def test_what_is_not_there_is_refused(graded, tmp_path, options, caplog):
    """Is there one sentence, and no file?"""
    told = {"to": str(tmp_path / "out.csv"), "log": logging.getLogger()} | options
    with graded.gradebook() as book, pytest.raises(SystemExit):
        CanvasExporter(**told).export(book)
    assert "nope" in caplog.text or "/nowhere/out.csv" in caplog.text
    assert not (tmp_path / "out.csv").exists()


def test_the_table_of_all_grades(export):
    """Has each row as many columns as nbgrader's table, whatever is in a name?"""
    titles, *rows = export(GradesExporter)
    assert titles[:4] == ["assignment", "duedate", "timestamp", "student_id"]
    assert titles[4:] == [
        *("last_name", "first_name", "email"),
        *("raw_score", "late_submission_penalty", "score", "max_score"),
    ]
    assert {len(row) for row in rows} == {len(titles)}
    bob, cem, gus = (rows[list(NAMES).index(name)] for name in ("bob", "cem", "gus"))
    assert bob[3:] == ["bob", "Söhne; & Co", 'Bob "the" O\'Neil', "", "2", "0.5", "1.5", "2"]
    assert cem[4:7] == ["'@SUM(A1)", "'=1+1", "'+cem@example.org"]
    assert gus[7:] == ["0", "0", "0", "2"]


@pytest.mark.parametrize("exporter", [CanvasExporter, MoodleExporter, GradesExporter])
def test_a_gradebook_without_a_class_is_refused(made, tmp_path, exporter, caplog):
    """Is what was exported before kept, where the gradebook is another one?"""
    (tmp_path / "out.csv").write_text("all grades")
    with made.gradebook() as book:
        for student in list(book.students):
            book.remove_student(student.id)
        with pytest.raises(SystemExit):
            exporter(to=str(tmp_path / "out.csv"), log=logging.getLogger()).export(book)
    assert "nothing to export" in caplog.text
    assert (tmp_path / "out.csv").read_text() == "all grades"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("options", "file", "name"),
    [
        (["--exporter", "grader.nbgrader_plugin.exporters.CanvasExporter"], "canvas", "王, 学生"),
        ([], "grades", "王,学生"),
    ],
)
def test_nbgraders_command(graded, options, file, name):
    """Does `nbgrader export` take it, in a locale that knows ASCII alone, and by default?"""
    environment = os.environ | {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    command = [sys.executable, "-m", "nbgrader", "export", *options]
    done = subprocess.run(command, cwd=graded.root, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    written = graded.root / f"{file}.csv"
    assert name in written.read_bytes().decode("utf-8")
    assert written.stat().st_mode & 0o077 == 0
