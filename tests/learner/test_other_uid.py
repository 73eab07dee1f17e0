"""The learner's folder belongs to another account than the one that runs the command."""

import contextlib
import os
import shutil
import tempfile
from pathlib import Path

import desks
import pytest

pytestmark = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can be somebody else"
)

OTHER = 65534
COMMANDS = ("lab", "update", "reset", "status", "check", "hint", "quiz", "doctor")


@pytest.fixture
def tmp_path():
    """A folder that every account can reach."""
    path = Path(tempfile.mkdtemp())
    path.chmod(0o755)
    yield path
    shutil.rmtree(path)


@contextlib.contextmanager
def somebody_else():
    """Have the rights of another account for a while."""
    os.setegid(OTHER)
    os.seteuid(OTHER)
    try:
        yield
    finally:
        os.seteuid(0)
        os.setegid(0)


def given(folder, owner):
    """Give a folder and all in it to an account."""
    for path in (folder, *folder.rglob("*")):
        os.chown(path, owner, owner)


@pytest.fixture
def desk(course, mine, run, monkeypatch):
    """Set up work and a command that has run before, so that all it imports is there."""
    desks.without_jupyter(monkeypatch)

    def prepare(name):
        at_work(name)()
        return at_work(name)

    def at_work(name):
        desks.forget()
        desks.cleared(course, mine)
        desks.at_work(course, mine)
        if name == "update":
            desks.release(course, "# Dropout, second edition")
        return desks.commands(run, mine)[name]

    return prepare


@pytest.mark.parametrize("name", COMMANDS)
def test_a_folder_of_root_s_is_said_to_be_closed(desk, mine, run, capsys, name):
    """Is it one message with the path, is the work there, and does the owner's next start work?"""
    command = desk(name)
    capsys.readouterr()
    with somebody_else():
        result = command()
    if result is not None:
        code, _, error = result
        assert code == 0 or desks.is_told_well(error), error
    printed = capsys.readouterr().out
    assert not printed or desks.is_told_well(printed), printed
    assert desks.has_work(mine)
    desks.forget()
    assert desks.start(run)[0] == 0
    assert desks.has_progress(mine)


@pytest.mark.parametrize("name", COMMANDS)
def test_root_leaves_the_learner_s_files_to_the_learner(desk, mine, run, name):
    """After a command that root has run, can the learner's own account go on with all of it?"""
    command = desk(name)
    given(mine, OTHER)
    (mine / ".lessons.lock").unlink()  # as in a folder that root is the first to lock
    command()
    assert {path.stat().st_uid for path in mine.rglob("*")} == {OTHER}
    lesson = mine / "03_dropout" / "03_dropout.ipynb"
    assert lesson.stat().st_uid == OTHER
    with somebody_else():
        assert desks.has_work(mine)
        lesson.write_bytes(lesson.read_bytes())
        desks.forget()
        assert run("reset", "03")[0] == 0
        assert run("status")[0] == 0
    assert desks.has_work(mine)
