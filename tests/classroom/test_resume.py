"""A rerun grades what is new or changed, and nothing else."""

from datetime import datetime

import pytest
from fakes import LESSON, LOCKED, RIGHT, WRONG

from grader.classroom import records


def test_all_are_graded(threads, group):
    """Has each student the points of their own submission?"""
    for number in range(9):
        group.submit(f"student {number}", RIGHT if number % 2 else WRONG)
    results = group.grade(threads)
    points = {student: result.points for student, result in results.items()}
    assert points == {f"student {number}": 2.0 * (number % 2) for number in range(9)}
    assert list(results) == sorted(results)


def test_finished_stay(threads, group):
    """Is nothing that is finished and unchanged graded again?"""
    group.submit("ada", RIGHT)
    group.submit("bob", WRONG)
    first = group.grade(threads)
    again = group.grade(threads)
    assert group.times_scored() == 2
    assert group.writer.saved == ["ada", "bob"] or group.writer.saved == ["bob", "ada"]
    assert again == first


def test_changed_submission(threads, group):
    """Is a submission graded again that was handed in anew?"""
    group.submit("ada", WRONG)
    group.submit("bob", WRONG)
    group.grade(threads)
    group.submit("ada", RIGHT)
    results = group.grade(threads)
    assert (results["ada"].points, results["bob"].points) == (2, 0)
    assert group.times_scored() == 3


def test_penalties_are_looked_at_in_every_run(threads, group):
    """Is a finished submission not graded again, but its penalty renewed by its time of now?"""
    group.submit("ada", RIGHT)
    group.grade(threads)
    assert group.writer.renewed == []
    stamp = group.submitted / "ada" / LESSON / "timestamp.txt"
    stamp.write_text("2026-01-02 10:00:00 UTC")
    (stamp.parent / "submission_secret.txt").write_text("secret")
    group.writer.penalties["ada"] = 0.5
    assert group.grade(threads)["ada"].penalty == 0.5
    assert group.writer.renewed == [("ada", datetime(2026, 1, 2, 10), "secret")]
    assert group.times_scored() == 1


def test_again(threads, group):
    """Is a finished submission graded again when that is asked for, and no other one?"""
    for student in ("ada", "bob"):
        group.submit(student, RIGHT)
    group.grade(threads)
    group.grade(threads, again=("ada",))
    assert group.times_scored() == 3
    assert group.writer.saved.count("ada") == 2


def test_changed_lesson(threads, group):
    """Is all graded again when the lesson or its checks have changed?"""
    group.submit("ada", RIGHT)
    group.grade(threads)
    group.grade(threads, digest="another lesson")
    assert group.times_scored() == 2


@pytest.mark.parametrize("lost", ["score", "record", "part of the record"])
def test_anything_lost(threads, group, lost):
    """Is a submission graded again when gradebook or record do not know it?"""
    group.submit("ada", RIGHT)
    group.grade(threads)
    path = group.keeper().folder("ada") / records.NAME
    if lost == "score":
        group.writer.scores.clear()
    elif lost == "record":
        path.unlink()
    else:
        path.write_bytes(path.read_bytes()[:-40])
    assert group.grade(threads)["ada"].points == 2
    assert group.times_scored() == 2


def test_killed_while_writing(threads, group):
    """Does no old record vouch for what was being written when the run was killed?"""
    group.submit("ada", RIGHT)
    group.grade(threads)
    group.submit("ada", WRONG)
    group.writer.fails["ada"] = LOCKED
    assert group.grade(threads)["ada"].reason == str(LOCKED)
    group.writer.fails.clear()
    group.submit("ada", RIGHT)
    group.grade(threads)
    assert group.times_scored() == 3
    assert group.writer.saved == ["ada", "ada"]


def test_record(threads, group):
    """Does the record tell all that a replay needs?"""
    group.submit("ada", WRONG)
    group.grade(threads)
    record = records.load(group.root / "autograded" / "ada" / LESSON)
    assert record.lesson == "lesson"
    assert record.seed == "seed"
    assert record.verdicts[0]["mistake"] == "forgets_to_center"


def test_changed_seed(threads, group):
    """Is all graded again when the class is judged on other inputs?"""
    for student in ("ada", "bob"):
        group.submit(student, RIGHT)
    group.grade(threads)
    group.submit("cem", RIGHT)
    group.grade(threads, seed="another")
    assert group.times_scored() == 5
    folders = (group.keeper().folder(student) for student in ("ada", "bob", "cem"))
    assert {records.load(folder).seed for folder in folders} == {"another"}


def test_a_policy_that_fails_stops_nobody_else(threads, group, monkeypatch):
    """Is whoever it fails for named, and is everybody else done?"""
    for student in ("ada", "bob"):
        group.submit(student, RIGHT)
    group.grade(threads)

    def renew(student, *_):
        if student == "ada":
            raise ZeroDivisionError("division by zero")

    monkeypatch.setattr(group.writer, "renew", renew)
    found = group.grade(threads)
    assert "penalty" in found["ada"].reason
    assert found["bob"].points == 2
