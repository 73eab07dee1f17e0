"""A lesson's file is replaced while another editor, which waits for nobody, saves it."""

import errno
import os

import pytest

from grader.learner import files, swapping


@pytest.fixture
def lesson(tmp_path):
    """A file with work in it."""
    path = tmp_path / "lesson.ipynb"
    path.write_bytes(b"work")
    return path


def saved_in_place(monkeypatch, path, content):
    """Have another editor save just before the file is replaced."""
    replace = os.replace

    def late(source, target):
        if os.fspath(target) == str(path):
            monkeypatch.setattr(os, "replace", replace)
            path.write_bytes(content)
        replace(source, target)

    monkeypatch.setattr(os, "replace", late)


def kept(tmp_path):
    """What the copies hold, and the unfinished files, of which there is none."""
    assert not list(tmp_path.rglob("*.part"))
    return [path.read_bytes() for path in sorted((tmp_path / "backups").iterdir())]


def test_what_was_there_is_kept(lesson, tmp_path):
    """Is the new version in place and the old one in the copy that is named?"""
    backup = swapping.swap(lesson, b"new", tmp_path / "backups", "lesson", expected=b"work")
    assert (lesson.read_bytes(), backup.read_bytes()) == (b"new", b"work")


def test_what_comes_between_copy_and_swap_is_kept_too(lesson, tmp_path, monkeypatch):
    """Is the copy that is named the later one, and the first one there as well?"""
    saved_in_place(monkeypatch, lesson, b"more work")
    backup = swapping.swap(lesson, b"new", tmp_path / "backups", "lesson")
    assert (lesson.read_bytes(), backup.read_bytes()) == (b"new", b"more work")
    assert kept(tmp_path) == [b"more work", b"work"]


@pytest.mark.parametrize("expected", [None, b"work"])
def test_a_file_that_takes_its_place_is_kept_too(lesson, tmp_path, monkeypatch, expected):
    """Does an editor lose nothing that renames a new file into place just before the swap?"""
    write, other = files._write_beside, tmp_path / "other"
    other.write_bytes(b"more work")

    def beside(target, content):
        temporary = write(target, content)
        if os.fspath(target) == str(lesson) and other.exists():
            os.replace(other, lesson)
        return temporary

    monkeypatch.setattr(files, "_write_beside", beside)
    backup = swapping.swap(lesson, b"new", tmp_path / "backups", "lesson", expected)
    if expected:  # what the new version was made of is not what is there
        assert (lesson.read_bytes(), backup) == (b"more work", None)
    else:
        assert (lesson.read_bytes(), backup.read_bytes()) == (b"new", b"more work")
    assert b"work" in kept(tmp_path)


def test_where_it_cannot_be_kept_the_file_comes_back(lesson, tmp_path, monkeypatch):
    """Is the work in its place again when there is no room for the second copy?"""
    saved_in_place(monkeypatch, lesson, b"more work")

    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(swapping, "write_new", full)
    with pytest.raises(OSError, match="No space left"):
        swapping.swap(lesson, b"new", tmp_path / "backups", "lesson")
    assert lesson.read_bytes() == b"more work"


def test_another_content_than_expected_stays(lesson, tmp_path):
    """Is a version that the new one was not made of left alone?"""
    assert swapping.swap(lesson, b"new", tmp_path / "backups", "x", expected=b"other") is None
    assert lesson.read_bytes() == b"work"
    assert files.keep_copy(lesson, tmp_path / "backups", "x").read_bytes() == b"work"
