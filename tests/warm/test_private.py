"""Private folders: closed, short enough for sockets, and gone with those who held them."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from grader.warm import places, private

HOLD = "from grader.warm import private; print(private.hold('{}'), flush=True); input()"


@pytest.fixture(autouse=True)
def temporary(tmp_path, monkeypatch):
    """A temporary folder for this test alone, with a short path; nothing is held yet."""
    folder = Path("/tmp", f"p{os.getpid()}")
    folder.mkdir(mode=0o700)
    monkeypatch.setattr(places.tempfile, "tempdir", str(folder))
    monkeypatch.setattr(places, "COMMON", ())
    monkeypatch.setattr(private, "_holds", {})
    yield folder
    for held in list(private._holds):
        private.release(held)
    private.remove(folder)


@pytest.fixture
def holder(temporary):
    """Start processes that hold a folder of this name."""
    started = []

    def hold(name="other"):
        process = subprocess.Popen(
            [sys.executable, "-c", HOLD.format(name)],
            env=os.environ | {"TMPDIR": str(temporary)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        return process, Path(process.stdout.readline().strip())

    yield hold
    for process in started:
        process.kill()
        process.communicate()


def test_it_is_closed_and_has_a_name_of_its_own(temporary):
    """Is it this user's alone?"""
    one, two = private.make(), private.make()
    assert one != two
    assert one.parent == two.parent == temporary
    assert private.is_private(one)


def test_what_a_killed_process_held_is_removed_by_the_next(holder):
    """Is it gone with what students did to permissions in there, and a live one's kept?"""
    (dead, left), (_, kept) = holder("dead"), holder("alive")
    (left / "w1" / "deep").mkdir(parents=True)
    (left / "w1").chmod(0)
    dead.kill()
    dead.wait()
    assert left.exists()
    private.make()
    assert not left.exists()
    assert kept.exists()


def test_a_folder_in_common_lives_as_long_as_one_of_its_holders(holder):
    """Is it kept while another process works in it?"""
    (one, folder), (two, same) = holder(), holder()
    assert folder == same
    one.kill()
    one.wait()
    private.sweep()
    assert folder.exists()
    two.kill()
    two.wait()
    private.sweep()
    assert not folder.exists()


def test_it_goes_with_its_process(holder):
    """Is nothing left at a normal end?"""
    process, folder = holder()
    process.communicate("\n")
    assert not folder.exists()


def test_somebody_elses_folder_is_neither_entered_nor_removed(temporary, tmp_path):
    """Are links and open folders refused and left alone?"""
    (temporary / "course_link").symlink_to(tmp_path)
    (temporary / "course_open").mkdir()
    (temporary / "course_open").chmod(0o755)
    for name in ("link", "open"):
        with pytest.raises(PermissionError, match="is not private"):
            private.hold(name)
    assert {path.name for path in temporary.iterdir()} == {"course_link", "course_open"}


def test_a_long_temporary_folder_is_passed_over(temporary, monkeypatch):
    """Is a common folder taken where a socket's path would be too long?"""
    (long := temporary / ("t" * 90)).mkdir()
    monkeypatch.setattr(places.tempfile, "tempdir", str(long))
    monkeypatch.setattr(places, "COMMON", (str(temporary),))
    assert private.make().parent == temporary


@pytest.mark.parametrize("trouble", ["long", "open to others"])
def test_no_folder_at_all_is_one_sentence(temporary, monkeypatch, trouble):
    """Does it name TMPDIR, and the folder that will not do?"""
    folder = temporary / ("t" * 90 if trouble == "long" else "t")
    folder.mkdir()
    folder.chmod(0o700 if trouble == "long" else 0o777)
    monkeypatch.setattr(places.tempfile, "tempdir", str(folder))
    with pytest.raises(private.NoPrivateFolder) as caught:
        private.make()
    assert str(caught.value).startswith(
        f"{folder} cannot be used (no place for sockets: set TMPDIR"
    )
    assert list(folder.iterdir()) == []


def test_a_runtime_folder_that_vanishes_is_not_needed(monkeypatch, temporary):
    """Is the folder that is removed at log-out left alone?"""
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(temporary / "run"))
    (temporary / "run").mkdir(mode=0o700)
    assert private.make().parent == temporary


def test_without_locks_nothing_is_removed(holder, monkeypatch):
    """Does a file system that refuses locks lose nobody's work?"""
    import fcntl

    _, folder = holder()

    def refuse(*_):
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", refuse)
    assert private.make().exists()
    assert folder.exists()


def test_a_folder_is_removed_by_one_only(temporary, monkeypatch):
    """Is it gone where another process sweeps in the middle of its removal?"""
    folder = private.make()
    for name in ("one", "two", "three"):
        (folder / name / "deep").mkdir(parents=True)
    held, swept = private._holds, []

    def rename(old, new, really=os.rename):
        really(old, new)
        with monkeypatch.context() as elsewhere:
            elsewhere.setattr(private, "_holds", {})
            private.sweep()
        swept.append(folder.exists())

    monkeypatch.setattr(os, "rename", rename)
    private.release(folder)
    assert (held, set(swept)) == ({}, {True})
    assert not folder.exists()


def test_a_folder_that_was_just_made_is_swept(temporary):
    """Is an empty one gone that a process had made when it was killed?"""
    (temporary / "course_new").mkdir(mode=0o700)
    private.sweep()
    assert not list(temporary.iterdir())
