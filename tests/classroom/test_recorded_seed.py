"""The seed of an assignment is drawn once, kept with the class, and nobody else's to read."""

import threading
from pathlib import Path
from types import SimpleNamespace

import pytest

from grader.classroom import closing
from grader.classroom.recorded_seed import recorded
from grader.learner import CourseError

NAME = "03_dropout"


@pytest.fixture
def course(tmp_path):
    """What is needed to know of a course directory."""
    return SimpleNamespace(root=str(tmp_path))


def path_of(course, name=NAME):
    return Path(course.root, closing.SEEDS, name)


def test_it_is_drawn_once(course):
    """Has an assignment the same one ever after, and another one its own?"""
    first = recorded(course, NAME)
    assert len(first) == 64
    assert recorded(course, NAME) == first
    assert recorded(course, "00 [a]") != first
    assert {each.name for each in path_of(course).parent.iterdir()} == {NAME, "00 [a]"}


def test_who_starts_at_once_agrees(course):
    """Do runs that begin together find the same one, however many draw?"""
    barrier, found = threading.Barrier(8), []

    def start():
        barrier.wait()
        found.append(recorded(course, NAME))

    for _ in range(20):
        threads = [threading.Thread(target=start) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(found) == 8
        assert len(set(found)) == 1
        found.clear()
        path_of(course).unlink()
    assert not list(path_of(course).parent.iterdir())


@pytest.mark.parametrize("links", [True, False])
def test_it_is_closed(course, monkeypatch, links):
    """Can nobody else read it, also on a file system that has no links?"""
    if not links:

        def refuse(*_):
            raise PermissionError("Operation not permitted")

        monkeypatch.setattr("os.link", refuse)
    assert recorded(course, NAME) == path_of(course).read_text().strip()
    assert path_of(course).stat().st_mode & 0o777 == 0o600
    assert path_of(course).parent.stat().st_mode & 0o777 == 0o700


def test_a_group_that_shares_the_course_can_read_it(course):
    """Has the group what it has of the folder?"""
    path_of(course).parent.mkdir()
    path_of(course).parent.chmod(0o2770)
    recorded(course, NAME)
    assert path_of(course).stat().st_mode & 0o777 == 0o660


@pytest.mark.parametrize("content", [b"", b"12", b"\xff" * 65, b"g" * 64 + b"\n"])
def test_what_is_no_seed_is_said(course, content):
    """Is a damaged one neither used nor replaced?"""
    path_of(course).parent.mkdir()
    path_of(course).write_bytes(content)
    with pytest.raises(CourseError, match=r"holds no seed.*remove it to have the whole class"):
        recorded(course, NAME)
    assert path_of(course).read_bytes() == content


@pytest.mark.parametrize("folder", [True, False])
def test_what_cannot_be_used_is_said(course, folder):
    """Is it one sentence where something else is in the way?"""
    if folder:
        path_of(course).mkdir(parents=True)
    else:
        path_of(course).parent.touch()
    with pytest.raises(CourseError, match=r"The seed of 03_dropout cannot be kept in .*\("):
        recorded(course, NAME)
