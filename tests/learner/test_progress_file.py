"""The progress file: nothing recorded is lost, and trouble with it never stops a check."""

import json
import os
from concurrent.futures import ProcessPoolExecutor

import pytest
from filelock import FileLock
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grader.learner import progress_file


def test_outside_of_a_learners_folder_there_is_none(tmp_path, monkeypatch):
    """Does grading, which runs elsewhere, find nowhere to write?"""
    monkeypatch.delenv("COURSE_FOLDER", raising=False)
    assert progress_file.find_folder(tmp_path) is None


def test_the_folder_is_found_from_a_lesson(tmp_path, monkeypatch):
    """A notebook runs in its lesson's folder; its progress is kept one level up."""
    monkeypatch.delenv("COURSE_FOLDER", raising=False)
    progress_file.create(tmp_path)
    lesson = tmp_path / "03_dropout"
    lesson.mkdir()
    monkeypatch.chdir(lesson)
    assert progress_file.find_folder() == tmp_path.resolve()


def test_the_environment_comes_first(mine, tmp_path):
    """COURSE_FOLDER names the folder wherever the notebook runs."""
    other = tmp_path / "other"
    other.mkdir()
    progress_file.create(other)
    assert progress_file.find_folder(other) == mine.resolve()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(
    attempts=st.lists(
        st.tuples(
            st.sampled_from(["passed", "partial", "failed", "error", "not attempted"]),
            st.floats(0, 3),
        ),
        min_size=1,
        max_size=5,
    )
)
def test_the_best_score_stays_and_the_last_status_counts(tmp_path, attempts):
    """Whatever the order of attempts, a later failure costs no points."""
    (tmp_path / progress_file.NAME).unlink(missing_ok=True)
    for status, score in attempts:
        progress_file.record(tmp_path, "dropout_forward", status, score, 3, mistake="forgot")
    kept = progress_file.load(tmp_path)["dropout_forward"]
    assert kept["score"] == max(score for _, score in attempts)
    assert kept["status"] == attempts[-1][0]
    assert kept["attempts"] == sum(status != "not attempted" for status, _ in attempts)
    assert (kept["points"], kept["mistake"]) == (3, "forgot")


def test_hints_are_counted_beside_attempts(tmp_path):
    """Hints shown before the first attempt survive it, exercise by exercise."""
    assert progress_file.count_hint(tmp_path, "a") == 1
    progress_file.record(tmp_path, "a", "failed", 0.0, 2.0)
    assert progress_file.count_hint(tmp_path, "a") == 2
    assert progress_file.count_hint(tmp_path, "b") == 1
    assert progress_file.load(tmp_path)["a"]["status"] == "failed"


def record_many(arguments):
    """Record an exercise of one's own and one that all processes share, many times."""
    folder, name = arguments
    for _ in range(20):
        progress_file.record(folder, name, "passed", 1.0, 1.0)
        progress_file.record(folder, "shared", "failed", 0.0, 1.0)


def test_kernels_at_work_together_lose_no_record(tmp_path):
    """Do four processes that record at the same time all find their records kept?"""
    with ProcessPoolExecutor(4) as pool:
        list(pool.map(record_many, [(tmp_path, f"own_{i}") for i in range(4)]))
    records = progress_file.load(tmp_path)
    assert records["shared"]["attempts"] == 80
    assert all(records[f"own_{i}"]["attempts"] == 20 for i in range(4))


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
    monkeypatch.setattr(progress_file, "SECONDS_TO_WAIT", 0.01)
    with FileLock(tmp_path / progress_file.LOCK_NAME):
        progress_file.record(tmp_path, "a", "passed", 1.0, 1.0)
    assert "another program holds" in capsys.readouterr().out
    progress_file.record(tmp_path, "a", "passed", 1.0, 1.0)
    assert progress_file.load(tmp_path)["a"]["attempts"] == 1


def test_an_unreadable_file_does_not_stop_a_check(tmp_path, capsys):
    """A folder in the file's place is reported, not raised."""
    (tmp_path / progress_file.NAME).mkdir()
    assert progress_file.load(tmp_path) == {}
    assert "cannot be read" in capsys.readouterr().out
