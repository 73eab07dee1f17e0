"""Ids are what they are in a locale of another encoding: in the gradebook, folders and files."""

import os
import shutil
import subprocess
import sys

import pytest

from grader.nbgrader_plugin.course import open_course
from grader.nbgrader_plugin.writing import Writer

pytestmark = pytest.mark.slow

LESSON = "00_start_here"
COURSE = (sys.executable, "-c", "from grader.cli import main; main()")
NBGRADER = (sys.executable, "-m", "nbgrader")
IDS = ("m\u00fcller", "\u738b")


@pytest.fixture(params=["C", "ISO-8859-1"])
def speak(request, tmp_path):
    """Runs a command in a locale of ASCII or Latin-1; returns what it wrote."""
    chosen = {"LC_ALL": "C"}
    if request.param != "C":
        made = tmp_path / f"en_US.{request.param}"
        make = ["localedef", "-i", "en_US", "-f", request.param, str(made)]
        if not shutil.which("localedef") or subprocess.run(make, capture_output=True).returncode:
            pytest.skip("localedef makes no locale here")
        chosen = {"LOCPATH": str(tmp_path), "LC_ALL": made.name}
    environment = os.environ | {"PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"} | chosen

    def run(folder, *command):
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout + done.stderr

    return run


def test_ids_are_not_misread(folder, tmp_path, speak):
    """Are they those of the roster and of the folders, in all that is written?"""
    roster = tmp_path / "roster.csv"
    roster.write_text("id,last_name\n" + "".join(f"{id},L\n" for id in IDS), "utf-8")
    speak(folder, *NBGRADER, "db", "student", "import", str(roster))
    for id in IDS:
        work = folder / "submitted" / id / LESSON
        work.mkdir(parents=True)
        shutil.copy(folder / "notebooks" / LESSON / f"{LESSON}.ipynb", work)
    speak(folder, *COURSE, "grade", LESSON, "--workers", "1")
    assert Writer(open_course(folder)).students() == set(IDS)
    graded = folder / "autograded"
    assert {each.name for each in graded.iterdir() if not each.name.startswith(".")} == set(IDS)
    speak(folder, *NBGRADER, "export", "--to", "grades.csv")
    speak(folder, *COURSE, "report", LESSON)
    for name in ("grades.csv", f"grades/{LESSON}.csv", f"grades/{LESSON}_students.csv"):
        text = (folder / name).read_text("utf-8")
        assert all(id in text for id in IDS)
    assert "graded yet" not in text


def test_the_terminal_has_its_own_encoding(folder, tmp_path, speak, request):
    """Is a name written as a terminal of Latin-1 shows it?"""
    roster = tmp_path / "roster.csv"
    roster.write_text(f"id,last_name\n{IDS[0]},L\n", "utf-8")
    speak(folder, *NBGRADER, "db", "student", "import", str(roster))
    said = speak(folder, *NBGRADER, "db", "student", "list")
    encoding = "utf-8" if request.node.callspec.params["speak"] == "C" else "latin-1"
    assert IDS[0].encode(encoding) in said


def test_a_terminal_that_cannot_show_it_ends_nothing(folder):
    """Is what a stream cannot write replaced there, and the run's file written all the same?"""
    work = folder / "submitted" / IDS[1] / LESSON
    work.mkdir(parents=True)
    shutil.copy(folder / "notebooks" / LESSON / f"{LESSON}.ipynb", work)
    environment = os.environ | {"PYTHONIOENCODING": "ascii"}
    command = [*COURSE, "grade", LESSON, "--workers", "1"]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True)
    assert done.returncode == 0, done.stderr
    assert IDS[1] in (folder / "grades" / f"{LESSON}.csv").read_text("utf-8")
