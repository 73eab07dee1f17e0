"""Trouble with the progress file is told in one sentence, loses nothing and never stops a check."""

import json
import os

import pytest
from filelock import FileLock

from grader.learner import progress_file, progress_store

DAMAGED = [
    b"",
    b"{",
    b"[]",
    b"null",
    b"\xff\xfe",
    b"[" * 100_000,
    b'{"a": 1}',
    b'{"a": {"score": 1}}',
]


@pytest.mark.parametrize("content", DAMAGED, ids=range(len(DAMAGED)))
def test_a_damaged_file_is_set_aside(tmp_path, capsys, content):
    """Is its content kept, is the learner told, and does recording go on?"""
    (tmp_path / progress_file.NAME).write_bytes(content)
    assert progress_file.load(tmp_path) == {}
    (aside,) = tmp_path.glob(".progress.damaged-*.json")
    assert aside.read_bytes() == content
    assert str(aside) in capsys.readouterr().out
    progress_file.record(tmp_path, "a", "passed", 1.0, 1.0)
    assert progress_file.load(tmp_path)["a"]["score"] == 1.0
    assert capsys.readouterr().out == ""


WRONG = {"score": [-1, "2", None, True, float("nan"), float("inf")], "date": [3], "hints": [0.5]}
WRONG["mistakes"] = [None, "forgot", {"forgot": "twice"}, {"forgot": 0}]


@pytest.mark.parametrize(("key", "value"), [(k, v) for k, vs in WRONG.items() for v in vs])
def test_one_bad_record_costs_no_other(tmp_path, key, value):
    """Do the sound records of a damaged file stay?"""
    progress_file.record(tmp_path, "good", "passed", 1.0, 1.0)
    progress_file.record(tmp_path, "bad", "passed", 1.0, 1.0)
    path = tmp_path / progress_file.NAME
    content = json.loads(path.read_text())
    content["bad"][key] = value
    path.write_text(json.dumps(content))
    assert list(progress_file.load(tmp_path)) == ["good"]
    assert list(progress_file.load(tmp_path)) == ["good"]
    assert len(list(tmp_path.glob(".progress.damaged-*"))) == 1


@pytest.mark.parametrize(("last", "mistakes"), [("forgot", {"forgot": 1}), (None, {})])
def test_a_record_of_an_earlier_form_is_kept(tmp_path, last, mistakes):
    """Does a file that only kept the last mistake lose nothing when the course is updated?"""
    progress_file.record(tmp_path, "a", "failed", 1.0, 2.0)
    path = tmp_path / progress_file.NAME
    content = json.loads(path.read_text())
    del content["a"]["mistakes"]
    content["a"]["mistake"] = last
    path.write_text(json.dumps(content))
    kept = progress_file.load(tmp_path)["a"]
    assert (kept["score"], kept["mistakes"]) == (1.0, mistakes)
    assert not list(tmp_path.glob(".progress.damaged-*"))


def refuse(*_, **__):
    """Refuse as a read-only file system does."""
    raise OSError(30, "Read-only file system")


def test_a_read_only_folder_is_said_in_one_sentence(tmp_path, monkeypatch, capsys):
    """Does the check go on, and do hints still advance from what is known?"""
    progress_file.count_hint(tmp_path, "a")
    before = (tmp_path / progress_file.NAME).read_bytes()
    monkeypatch.setattr(os, "replace", refuse)
    progress_file.record(tmp_path, "a", "passed", 1.0, 1.0)
    printed = capsys.readouterr().out
    assert "not saved" in printed
    assert "Read-only file system" in printed
    assert len(printed.splitlines()) == 1
    assert progress_file.count_hint(tmp_path, "a") == 2
    assert (tmp_path / progress_file.NAME).read_bytes() == before
    assert not list(tmp_path.glob(".*.json.*"))


def test_a_lock_that_stays_taken_is_said_in_one_sentence(tmp_path, monkeypatch, capsys):
    """A program that hangs with the lock does not hang the check."""
    monkeypatch.setattr(progress_store, "SECONDS_TO_WAIT", 0.01)
    with FileLock(tmp_path / progress_file.LOCK_NAME):
        progress_file.record(tmp_path, "a", "passed", 1.0, 1.0)
    assert "another program holds" in capsys.readouterr().out
    assert progress_file.load(tmp_path)["a"]["attempts"] == 1
    progress_file.record(tmp_path, "b", "passed", 1.0, 1.0)
    progress_store._unsaved.clear()  # as after a restart of the kernel
    assert progress_file.load(tmp_path).keys() == {"a", "b"}


def test_a_damaged_file_on_a_full_disk_keeps_what_it_has(tmp_path, monkeypatch, capsys):
    """Is nothing moved, and nothing said to be saved, until the repaired file is there?"""
    progress_file.record(tmp_path, "good", "passed", 1.0, 1.0)
    path = tmp_path / progress_file.NAME
    content = json.dumps(json.loads(path.read_text()) | {"bad": {}})
    path.write_text(content)
    with monkeypatch.context() as full:
        full.setattr(os, "write", refuse)
        for _ in range(2):
            assert list(progress_file.load(tmp_path)) == ["good"]
    assert path.read_text() == content
    printed = capsys.readouterr().out
    assert "could be saved" not in printed
    assert printed.count("not saved") == 1
    assert list(progress_file.load(tmp_path)) == ["good"]
    assert "could be saved" in capsys.readouterr().out


def test_an_unreadable_file_does_not_stop_a_check(tmp_path, capsys):
    """A folder in the file's place is reported, not raised."""
    (tmp_path / progress_file.NAME).mkdir()
    assert progress_file.load(tmp_path) == {}
    assert "cannot be read" in capsys.readouterr().out
