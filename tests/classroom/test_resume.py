"""A rerun grades what is new or changed, and nothing else."""

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
    assert 0 <= record.seed < 2**32
    assert record.verdicts[0]["mistake"] == "forgets_to_center"


def test_seeds_differ(threads, group):
    """Has each submission a seed of its own?"""
    for number in range(5):
        group.submit(f"{number}", RIGHT)
    seeds = {result.seed for result in group.grade(threads).values()}
    assert len(seeds) == 5
