"""`course report` in locales that are not of UTF-8: every script is read and written anyway."""

import os
import shutil
import subprocess
import sys

import pytest
from made_class import Given, Work

EXERCISE = "standardize"
COURSE = (sys.executable, "-c", "from grader.cli import main; main()")


def test_a_locale_of_ascii(made):
    """Does the command report names of every script where the locale knows ASCII alone?"""
    made.enroll(ada="Zoë 学生")
    made.grade({"ada": Work({EXERCISE: Given()})})
    environment = os.environ | {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    command = [*COURSE, "report", "0", "--course-dir", str(made.root)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    page = made.root / "grades" / "00_start_here_report.html"
    assert str(page) in done.stdout
    assert "Zoë 学生" in (page.parent / "00_start_here_students.csv").read_text("utf-8")
    assert page.parent.stat().st_mode & 0o077 == 0


@pytest.fixture(scope="module")
def latin_1(tmp_path_factory):
    """What sets a locale of Latin-1, which takes every file name for text."""
    folder = tmp_path_factory.mktemp("locales")
    make = ["localedef", "-i", "en_US", "-f", "ISO-8859-1", str(folder / "en_US.ISO-8859-1")]
    if shutil.which("localedef") is None or subprocess.run(make, capture_output=True).returncode:
        pytest.skip("localedef makes no locale here")
    return {"LOCPATH": str(folder), "LC_ALL": "en_US.ISO-8859-1"}


@pytest.mark.parametrize(
    ("locale", "id"), [("C", "半"), ("Latin-1", "半"), ("Latin-1", "å\x8d\x8a")]
)
def test_ids_of_every_script_in_every_locale(made, locale, id, request):
    """Is each counted once, also who was entered as this locale reads the folder's name?"""
    made.enroll(**{"ada": "Ada Lovelace", id: "Ban"})
    wrong = Given("failed", 0.0, "x = 1", "forgets_to_center")
    made.grade({"ada": Work({EXERCISE: Given()}), id: Work({EXERCISE: wrong})})
    (made.root / "autograded" / id).rename(made.root / "autograded" / "半")
    for student in ("ada", "半"):
        made.hand_in(student)
    chosen = {"LC_ALL": "C"} if locale == "C" else request.getfixturevalue("latin_1")
    environment = os.environ | {"PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"} | chosen
    command = [*COURSE, "report", "0", "--course-dir", str(made.root)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    page = made.root / "grades" / "00_start_here_report.html"
    assert "2 students, 2 handed in, 2 graded" in page.read_text("utf-8")
    assert "forgets to center" in page.read_text("utf-8")
