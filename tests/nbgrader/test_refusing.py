"""nbgrader's own commands say in one sentence that a gradebook cannot be used, and leave it."""

import sqlite3

import pytest
from typed import nbgrader

pytestmark = pytest.mark.slow

LESSON = "00_start_here"
COMMANDS = (
    ("export", "--to", "grades.csv"),
    ("db", "student", "list"),
    ("generate_feedback", LESSON),
    ("generate_assignment", LESSON, "--force"),
)


def text(path):
    """A text, under the gradebook's name."""
    path.write_text("This is no database, though it is called so. " * 20)


def newer(path):
    """A gradebook of a version that does not exist yet."""
    with sqlite3.connect(path) as book:
        book.execute("UPDATE alembic_version SET version_num = 'ffff'")
        book.execute("ALTER TABLE grade RENAME COLUMN auto_score TO points")


def ask(folder, *command):
    """Run nbgrader; its exit code, and what it said."""
    done = nbgrader(folder, *command)
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize("spoil", [text, newer])
@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_a_gradebook_that_is_none_is_said(folder, spoil, command):
    """Is it one sentence, is the exit code not 0, and is not a byte of it another?"""
    path = folder / "gradebook.db"
    spoil(path)
    before = path.read_bytes()
    code, said = ask(folder, *command)
    assert code != 0
    assert "Traceback" not in said
    assert said.splitlines()[-1].count("The gradebook sqlite:") == 1
    assert path.read_bytes() == before
    assert not (folder / "grades.csv").exists()


def test_an_empty_one_is_a_new_one(folder):
    """Is a file of no bytes taken, as nbgrader does, and nothing exported from it?"""
    (folder / "gradebook.db").write_bytes(b"")
    code, said = ask(folder, *COMMANDS[0])
    assert code != 0
    assert "nothing to export" in said
    assert ask(folder, *COMMANDS[1])[0] == 0
