"""What cannot be graded is told, and stops nothing else."""

import os

import pytest
from fakes import BROKEN, DEADLY, LESSON, LOCKED, RIGHT

from grader.classroom import cluster, records
from grader.classroom.dask_settings import SETTINGS
from grader.learner import CourseError

STRANGE_IDS = [
    "Zoë Ångström",
    "[x] * ?",
    "a{b}c%d",
    "'; drop table student;--",
    "张伟",
    "<b>[bold]",
]


def record_of(group, student):
    return records.load(group.root / "autograded" / student / LESSON)


def test_dying_worker(processes, group):
    """Is a submission whose workers die tried again, then told, and graded by a later run?"""
    for student in ("ada", "bob", "cem", "dan"):
        group.submit(student, RIGHT)
    group.submit("eve", DEADLY)
    results = group.grade(processes)
    assert "died" in results.pop("eve").reason
    assert all(result.points == 2 for result in results.values())
    assert record_of(group, "eve") is None
    assert "eve" not in group.writer.scores
    tries = group.times_scored()
    assert cluster.ATTEMPTS <= tries - len(results) < 4 * cluster.ATTEMPTS
    group.submit("eve", RIGHT)
    assert group.grade(processes)["eve"].points == 2
    assert group.times_scored() == tries + 1


def test_no_worker_is_left(group):
    """Does a run end, and say why, where no worker can be had any more?"""
    import dask
    from distributed import Client

    group.submit("ada", RIGHT)
    quiet = {"dashboard": False, "dashboard_address": "127.0.0.1:0"}
    with (
        dask.config.set({"distributed.scheduler.no-workers-timeout": "1 s"}),
        Client(processes=False, n_workers=0, scheduler_kwargs=quiet) as client,
    ):
        results = group.grade(client)
    assert results["ada"].failed
    assert "No worker could be had" in results["ada"].reason
    assert SETTINGS["distributed.scheduler.no-workers-timeout"]


def test_scoring_fails(threads, group):
    """Is it told why something could not be scored, in words that any terminal can show?"""
    group.submit("ada", BROKEN)
    group.submit("bob", RIGHT)
    results = group.grade(threads)
    assert results["bob"].points == 2
    assert "RuntimeError: no ?[31mkernel[/red]" in results["ada"].reason
    assert group.told[-1][0].failed == 1


def test_writing_fails(threads, group):
    """Does one submission that cannot be written down leave the others alone?"""
    group.submit("ada", RIGHT)
    group.submit("bob", RIGHT)
    group.writer.fails["ada"] = ValueError("too long")
    results = group.grade(threads)
    assert results["ada"].failed
    assert "too long" in results["ada"].reason
    assert record_of(group, "ada") is None
    assert results["bob"].points == 2


def test_gradebook_fails(threads, group):
    """Does a gradebook that cannot be written to end the run?"""
    for student in ("ada", "bob", "cem"):
        group.submit(student, RIGHT)
        group.writer.fails[student] = LOCKED
    with pytest.raises(CourseError, match="locked"):
        group.grade(threads)


def test_gradebook_refuses_one(threads, group):
    """Does a student whom the gradebook refuses leave the others alone?"""
    for student in ("ada", "bob", "cem"):
        group.submit(student, RIGHT)
    group.writer.fails["bob"] = CourseError("There is no student 'bob'.")
    results = group.grade(threads)
    assert [student for student, result in results.items() if result.failed] == ["bob"]
    assert results["bob"].reason == "There is no student 'bob'."


def test_strange_ids(threads, group):
    """Are ids with spaces, brackets, stars and any letters ids like all others?"""
    for student in STRANGE_IDS:
        group.submit(student, RIGHT)
    results = group.grade(threads)
    assert {student: result.points for student, result in results.items()} == dict.fromkeys(
        STRANGE_IDS, 2
    )
    assert all(record_of(group, student) for student in STRANGE_IDS)


def test_strange_folders(threads, group):
    """Are folders that are links, no folders or not for this lesson told or left alone?"""
    group.submit("ada", RIGHT)
    os.symlink(group.submitted / "ada", group.submitted / "eve")
    (group.submitted / "notes.txt").touch()
    (group.submitted / ".hidden" / LESSON).mkdir(parents=True)
    (group.submitted / "bob" / "03_dropout").mkdir(parents=True)
    (group.submitted / "empty" / LESSON).mkdir(parents=True)
    (group.submitted / "linked").mkdir()
    os.symlink(group.submitted / "ada" / LESSON, group.submitted / "linked" / LESSON)
    os.makedirs(os.fsencode(group.submitted) + b"/\xff/" + LESSON.encode())
    results = group.grade(threads)
    assert "link" in results["eve"].reason
    assert "UTF-8" in results["\udcff"].reason
    failed = {student for student, result in results.items() if result.failed}
    assert failed == {"eve", "\udcff"}
    points = {student: result.points for student, result in results.items() if not result.failed}
    assert points == {"ada": 2, "empty": 0, "linked": 0}
    assert results["empty"].reason


def test_unreadable_home(group, monkeypatch):
    """Is a student's folder that may not be read told, with what the system says?"""
    from grader.classroom import submissions

    group.submit("ada", RIGHT)

    def refuse(path):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(submissions.Path, "lstat", refuse)
    (found,) = submissions.list_submissions(group.submitted, LESSON)
    assert "Permission denied" in found.problem


def test_a_notebook_that_may_not_be_read_is_not_graded(threads, group, monkeypatch):
    """Is it named, with nothing written down that would count as graded, until it may be read?"""
    from grader.classroom import submissions

    said = "it cannot be read (Permission denied): give yourself the right."
    group.submit("ada", RIGHT)
    group.submit("bob", RIGHT)
    with monkeypatch.context() as closed:
        closed.setattr(submissions, "refusal", lambda path: said if "ada" in path.parts else None)
        results = group.grade(threads)
    assert (results["ada"].failed, results["ada"].reason) == (True, said)
    assert results["bob"].points == 2
    assert group.writer.saved == ["bob"]
    assert record_of(group, "ada") is None
    assert group.grade(threads)["ada"].points == 2
