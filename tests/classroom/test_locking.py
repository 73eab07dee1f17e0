"""One run at a time in an assignment."""

import pytest

from grader.classroom.locking import alone, turn
from grader.learner import CourseError


def test_a_second_run_is_refused_and_nothing_is_left(tmp_path):
    """Is the hold one for all, as long as it lasts, and is another assignment free?"""
    for _ in range(2):
        with (
            alone(tmp_path, "hw1"),
            alone(tmp_path, "hw2"),
            turn(tmp_path),
            pytest.raises(CourseError, match="Another run grades"),
            alone(tmp_path, "hw1"),
        ):
            pass
        assert list(tmp_path.iterdir()) == []


def test_an_error_within_lets_go(tmp_path):
    """Can the next run begin after one that failed?"""
    with pytest.raises(RuntimeError), alone(tmp_path, "hw1"):
        raise RuntimeError
    with alone(tmp_path, "hw1"):
        pass
