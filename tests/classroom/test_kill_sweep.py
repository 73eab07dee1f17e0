"""A run that is killed at any moment loses nothing and counts nothing twice."""

import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from class_folder import make
from fakes import EXERCISE, RIGHT, WRONG
from tls import variables

HERE = Path(__file__).parent
ANSWERS = {"ada": RIGHT, "Zoë [1] *": WRONG, "bob": RIGHT}
CHAINS = 16
"""Runs that are killed, killed again when they go on, and then left to end: 32 moments."""

ALWAYS = 60
"""Steps that a run takes even where nothing is left to be graded."""

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    """A course directory with submissions, in which nothing has been graded."""
    return make(tmp_path_factory.mktemp("template") / "class", ANSWERS)


@pytest.fixture(scope="module")
def runs(template, processes, tmp_path_factory):
    """Has runs made: a function of a course directory and the step at which to die.

    From then on the template's gradebook knows the assignment.
    """
    folder = tmp_path_factory.mktemp("runs")
    practice = shutil.copytree(template, folder / "practice")
    with subprocess.Popen(
        [sys.executable, HERE / "sweep.py", practice],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": str(HERE)} | variables(processes.security),
        text=True,
    ) as driver:

        def run(root, die_at=0):
            order = {"root": str(root), "address": processes.scheduler.address, "die_at": die_at}
            driver.stdin.write(json.dumps(order | {"scored": str(folder)}) + "\n")
            driver.stdin.flush()
            return json.loads(driver.stdout.readline())

        assert driver.stdout.readline() == "ready\n"
        shutil.copy(practice / "registered.db", template / "gradebook.db")
        yield run
        driver.stdin.close()


def contents(root):
    """All that a gradebook and the autograded folders hold, but for ids and seeds of chance.

    Nor is it looked at whether the package has changed meanwhile.
    """
    with sqlite3.connect(root / "gradebook.db") as database:
        names = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        tables = {name: _rows(database, f"SELECT * FROM {name}") for (name,) in names}
        scores = _rows(
            database,
            "SELECT student.id, base_cell.name, grade.auto_score, grade.needs_manual_grade "
            "FROM grade JOIN base_cell ON base_cell.id = cell_id "
            "JOIN submitted_notebook ON submitted_notebook.id = grade.notebook_id "
            "JOIN submitted_assignment AS handed ON handed.id = submitted_notebook.assignment_id "
            "JOIN student ON student.id = student_id",
        )
    files = {
        str(path.relative_to(root)): re.sub(r'"(seed|lesson)": .*', "", path.read_text())
        for path in (root / "autograded").rglob("*")
        if path.is_file()
    }
    return tables, scores, files


def _rows(database, query):
    """Rows in an order of their own; ids are drawn at random."""
    rows = database.execute(query).fetchall()
    plain = [tuple("id" if re.fullmatch("[0-9a-f]{32}", str(v)) else v for v in r) for r in rows]
    return sorted(plain, key=repr)


@pytest.fixture(scope="module")
def undisturbed(template, runs, tmp_path_factory):
    """How many steps a run takes that nobody disturbs, and what it writes."""
    root = shutil.copytree(template, tmp_path_factory.mktemp("undisturbed") / "class")
    told = runs(root)
    assert told["fine"]
    return told["steps"], contents(root)


def test_undisturbed(undisturbed):
    """Does a run that nobody disturbs write down everything, once?"""
    _, (tables, scores, files) = undisturbed
    found = {student: score for student, name, score, _ in scores if name.startswith(EXERCISE)}
    assert found == {who: 2.0 if answer == RIGHT else 0.0 for who, answer in ANSWERS.items()}
    assert len(tables["submitted_assignment"]) == len(ANSWERS)
    marks = [name for name in files if name.startswith("autograded/.not_on_roster/")]
    assert len(marks) == len(ANSWERS)
    assert len(files) - len(marks) == 2 * len(ANSWERS)


@pytest.mark.parametrize("chain", range(CHAINS))
def test_killed(undisturbed, template, runs, tmp_path, chain):
    """Does a run that goes on after killed ones end with what an undisturbed run writes?"""
    steps, expected = undisturbed
    root = shutil.copytree(template, tmp_path / "class")
    assert runs(root, 1 + chain * (steps - 1) // (CHAINS - 1)) == {"killed": True}
    assert runs(root, 1 + chain * 23 % ALWAYS) == {"killed": True}
    told = runs(root)
    assert told.get("fine"), told
    assert contents(root) == expected


def test_killed_before_there_is_a_gradebook(undisturbed, template, runs, tmp_path):
    """Does a gradebook that was being made when its run was killed stand in nobody's way?"""
    _, expected = undisturbed
    root = shutil.copytree(template, tmp_path / "class")
    (root / "gradebook.db").unlink()
    assert runs(root, 30) == {"killed": True}
    assert (root / "gradebook.db").exists()
    told = runs(root)
    assert told.get("fine"), told
    assert contents(root) == expected
