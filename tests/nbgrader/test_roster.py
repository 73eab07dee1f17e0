"""A roster is imported as it was checked, whole, or not at all."""

import os
import subprocess
import sys
import unicodedata

import pytest
from nbgrader.api import Gradebook
from typed import nbgrader

from grader.learner import CourseError
from grader.nbgrader_plugin.roster import Student, read_roster
from grader.nbgrader_plugin.roster_file import check_roster
from grader.nbgrader_plugin.writing import open_course

COMPOSED = unicodedata.normalize("NFC", "Zoë")
DECOMPOSED = unicodedata.normalize("NFD", "Zoë")
PLAIN = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
"""A locale that cannot write every name."""


def refusal(text):
    """What is said of a roster."""
    with pytest.raises(CourseError) as caught:
        check_roster(text if isinstance(text, bytes) else text.encode())
    assert "\n" not in str(caught.value)
    return str(caught.value)


def ask(folder, *command):
    """Run nbgrader where it refuses; the last line of what it said."""
    done = nbgrader(folder, *command)
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    return done.stderr.splitlines()[-1]


@pytest.mark.slow
@pytest.mark.parametrize("student", ["../../evil", "/tmp/evil", ".ada", ""])
def test_who_is_added_by_hand_can_have_a_folder(folder, student):
    """Is an id refused that names none, in a sentence?"""
    said = ask(folder, "db", "student", "add", "--", student)
    assert f"{student!r} is an id which cannot name a folder" in said
    with pytest.raises(CourseError, match="holds no students"):
        read_roster(open_course(folder))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "words"),
    [("../evil", "cannot name a folder"), ("", "cannot name a folder"), ("a+b", "plus sign")],
)
def test_an_assignment_that_is_added_by_hand_can_have_a_folder(folder, name, words):
    """Is a name refused that no release could have, with no entry left behind?"""
    assert words in ask(folder, "db", "assignment", "add", "--", name)
    with Gradebook(f"sqlite:///{folder}/gradebook.db", "regularization") as gradebook:
        assert [each.name for each in gradebook.assignments] == ["00_start_here"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("nonsense", "is no date: give one such as"),
        ("2035-13-45 23:59 UTC", "is no date: give one such as"),
        ("9" * 40, "is no date: give one such as"),
        ("2035-02-01 23:59 +0100", "a time zone that nbgrader does not know"),
        ("2035-02-01 23:59 CETX", "a time zone that nbgrader does not know"),
    ],
)
def test_a_due_date_is_one(folder, date, words):
    """Is another text refused, and a zone that would have been passed over?"""
    said = ask(folder, "db", "assignment", "add", "00_start_here", f"--duedate={date}")
    assert f"--duedate '{date}'" in said
    assert words in said


@pytest.mark.slow
@pytest.mark.parametrize("command", ["autograde", "generate_feedback"])
def test_nothing_is_written_elsewhere_for_an_id(folder, command):
    """Is a student refused whose folder would lie outside of the course?"""
    outside = folder.parent / "evil" / "00_start_here"
    outside.mkdir(parents=True)
    (outside / "00_start_here.ipynb").write_text("{}")
    said = ask(folder, command, "00_start_here", "--student=../../evil")
    assert "cannot name a folder" in said
    assert [path.name for path in outside.iterdir()] == ["00_start_here.ipynb"]
    assert not list((folder / "feedback").glob("*"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("id,id,first_name\nada,eve,Ada\n", "the column 'id' more than once"),
        ("id,first_name, first_name\nada,Ada,Eve\n", "the column 'first_name' more than once"),
        ("id\nada\n\nbob\nada\n", "'ada' more than once, in lines 2 and 5"),
        ('first_name,id\n"A\nda",ada\nAda, ada\n', "'ada' more than once, in lines 2 and 4"),
        (f"id\n{COMPOSED}\n{DECOMPOSED}\n", "more than once, in lines 2 and 3"),
        (
            "id,lms_user_id\nada,7\nbob,8\neve, 7\n",
            "lms_user_id '7' more than once, in lines 2 and 4",
        ),
        ("id,first_name\nada,Ada\n ,Bob\n", "Line 3 of the roster has no id"),
        ("first_name,id\nAda\n", "Line 2 of the roster has no id"),
    ],
)
def test_doubles_and_gaps_are_refused_with_their_lines(text, words):
    """One sentence with the lines, for what nbgrader takes?"""
    assert words in refusal(text)


@pytest.mark.parametrize(
    "student",
    [
        "../evil",
        ".",
        "..",
        ".ada",
        "x/y",
        "/x",
        "x\\y",
        "x\ny",
        "x\x07y",
        "x\x00",
        "x\x85y",
        "é" * 128,
    ],
)
def test_an_id_that_is_no_folder_is_refused(student):
    """Are ids taken only where a folder of submissions can have that name?"""
    said = refusal(f'id,first_name\nbob,Bob\n"{student}",Ada\n')
    assert said.startswith("Line 3 of the roster has the id ")
    assert "folder" in said
    assert said.isprintable()


@pytest.mark.parametrize("text", ["id,first_name\n", "id", "id,first_name\n\n , \n"])
def test_a_roster_of_nobody_is_refused(text):
    """Is it said that there is a first line, and nobody below it?"""
    assert "no students" in refusal(text)


@pytest.mark.parametrize(
    "text", ["", "\n", "first_name\nAda\n", "id;name\nada;Ada\n", b"id\n\xff\n"]
)
def test_what_is_no_roster_is_refused(text):
    """Is it said what was expected?"""
    assert "names the columns" in refusal(text) or "no CSV file in UTF-8" in refusal(text)


def test_blanks_and_empty_rows_are_no_part_of_it():
    """Is what the check looks at what is handed on?"""
    text = '\ufefffirst_name, id ,note,\r\n Ada , ada\r\n,,,\r\nBob, "o\'b, 50 %",x,y,z\r\n'
    assert check_roster(text.encode()) == [
        {"first_name": "Ada", "id": "ada", "note": "", "": ""},
        {"first_name": "Bob", "id": "o'b, 50 %", "note": "x", "": "y"},
    ]


def test_two_students_may_share_all_but_their_ids():
    """Are equal names, empty numbers and ids in two letter cases still taken?"""
    text = "id,first_name,lms_user_id\nada,Ada,\nADA,Ada,\nada@example.org,Ada,1\n"
    assert [each["id"] for each in check_roster(text.encode())] == ["ada", "ADA", "ada@example.org"]


def imported(folder, path, **environment):
    """Type the command; returns the exit code and what is printed."""
    command = [sys.executable, "-m", "nbgrader", "db", "student", "import", str(path)]
    done = subprocess.run(
        command, cwd=folder, env=os.environ | environment, capture_output=True, text=True
    )
    return done.returncode, done.stdout + done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("environment", [PLAIN, {}])
def test_what_was_checked_is_imported_in_every_locale(folder, environment):
    """Do names that the locale has no letters for, and ids after blanks, come as they are?"""
    (folder / "roster.csv").write_text("first_name, id\n伟, wei\nZoë, ada\n", encoding="utf-8")
    code, said = imported(folder, "roster.csv", **environment)
    assert code == 0, said
    assert "Traceback" not in said
    found = read_roster(open_course(folder))
    assert found == [Student("ada", "Zoë"), Student("wei", "伟")]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "words"),
    [
        (None, "cannot be read"),
        ("id,first_name\n", "no students"),
        ("id\nada\n../evil\n", "Line 3"),
    ],
)
def test_what_is_refused_ends_in_one_sentence_and_imports_nobody(folder, text, words):
    """Is a folder, a roster of nobody and one with a bad id said to be that, with an exit code?"""
    (folder / "roster.csv").mkdir() if text is None else (folder / "roster.csv").write_text(text)
    code, said = imported(folder, "roster.csv")
    assert code == 1
    assert "Traceback" not in said
    assert words in said.splitlines()[-1]
    with pytest.raises(CourseError, match="no students"):
        read_roster(open_course(folder))
