"""A submission's folder is read without following links, blocking, or reading too much."""

import os
import socket

import pytest
from mangling import FIFO, NAME, Link, answered, lay_out

from grader.autograde import files
from grader.autograde.files import Entry, Unreadable, entries, read_bytes


def test_everything_is_listed_and_no_link_is_followed(tmp_path):
    """Are links listed as what they are, and folders behind them left alone?"""
    lay_out(tmp_path, {"outside/secret.ipynb": b"s", "in/b/a.txt": b"", "in/fifo": FIFO})
    lay_out(tmp_path / "in", {"folder": Link(tmp_path / "outside"), "gone": Link("nowhere")})
    found = {entry.path: entry.regular for entry in entries(tmp_path / "in")}
    assert found == {"b/a.txt": True, "fifo": False, "folder": False, "gone": False}


@pytest.mark.parametrize("kind", ["missing", "file", "link"])
def test_what_is_no_folder_is_empty(tmp_path, kind):
    """Does a submission that is not a folder of its own hold nothing?"""
    lay_out(tmp_path, {"real/a.ipynb": b"{}", "file": b"x", "link": Link("real")})
    assert [entry.path for entry in entries(tmp_path / "real")] == ["a.ipynb"]
    assert entries(tmp_path / kind) == []


def test_deep_folders_are_not_searched(tmp_path):
    """Does the search end at some depth?"""
    lay_out(tmp_path, {"a/b/c/near.ipynb": b"", "a/b/c/d/far.ipynb": b""})
    assert [entry.name for entry in entries(tmp_path)] == ["near.ipynb"]


def test_a_file_that_became_a_link_is_not_read(tmp_path):
    """Is a link refused even where the listing said otherwise, in any part of the path?"""
    lay_out(tmp_path, {"out/secret": b"s", "in/link": Link("../out/secret"), "in/up": Link("..")})
    for path in ("link", "up/out/secret"):
        with pytest.raises(Unreadable, match="could not be read"):
            read_bytes(tmp_path / "in", Entry(path, True))


def test_a_fifo_or_socket_that_looked_like_a_file_does_not_block(tmp_path):
    """Is it refused at once?"""
    os.mkfifo(tmp_path / "fifo")
    server = socket.socket(socket.AF_UNIX)
    previous = os.getcwd()
    try:
        os.chdir(tmp_path)  # a socket's whole path may have some hundred bytes only
        server.bind("socket")
    finally:
        os.chdir(previous)
        server.close()
    for name in ("fifo", "socket"):
        with pytest.raises(Unreadable, match="could not be read"):
            read_bytes(tmp_path, Entry(name, True))


def test_a_file_above_the_limit_is_refused(tmp_path, monkeypatch):
    """Is a file of the largest size read, and one byte more refused?"""
    monkeypatch.setattr(files, "MAX_BYTES", 10)
    lay_out(tmp_path, {"fits": bytes(10), "large": bytes(11)})
    assert read_bytes(tmp_path, Entry("fits", True)) == bytes(10)
    with pytest.raises(Unreadable, match="clear its outputs"):
        read_bytes(tmp_path, Entry("large", True))


def test_a_file_without_permission_gives_a_reason(hand_in, monkeypatch):
    """Does it say so, and go on?"""
    real = os.open

    def forbidding(path, *args, **more):
        if path == NAME:
            raise PermissionError(13, "Permission denied")
        return real(path, *args, **more)

    monkeypatch.setattr(files.os, "open", forbidding)
    found = hand_in({NAME: b"{}"})
    assert found.notebook is None
    assert found.reason == "03_dropout.ipynb could not be read (Permission denied)."


def test_names_are_shown_in_a_form_that_can_be_written():
    """Are undecodable bytes, line breaks and endless names kept out of sentences?"""
    for path in (os.fsdecode(b"\xff.ipynb"), "a\nb.ipynb", "x" * 250):
        shown = Entry(path, True).shown
        assert shown.encode().decode().isprintable()
        assert len(shown) < 100


def test_an_exercise_of_the_lesson_is_at_home_in_it(hand_in):
    """Is a lesson graded whose exercises another one has too?"""
    homes = dict.fromkeys(("dropout_forward", "dropout_backward"), "another_lesson")
    assert hand_in({NAME: answered()}, homes=homes).reason is None
