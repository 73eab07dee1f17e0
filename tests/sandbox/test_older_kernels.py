"""With what a kernel of years ago lacks, nothing more is reached; where nothing replaces it, no."""

import os
import tempfile
from pathlib import Path

import pytest
from arenas import NOBODY, Arena
from attempts import BEYOND, COURSE, FORBIDDEN, values_of

KERNELS = {"RHEL 9, 5.14": 0, "Ubuntu 22.04, 5.15": 1, "Debian 12, 6.1": 2, "Ubuntu 24.04, 6.8": 4}
"""Versions of Landlock in kernels of distributions."""

OF_THE_FIRST_PROCESS = ("/proc/1/environ", "/proc/1/root/etc/passwd", "/proc/1/mem")
"""What Landlock alone holds back; it is as confined as the one that reaches it (see below)."""


@pytest.fixture(params=[(name, user) for name in KERNELS for user in (0, NOBODY)], ids=str)
def arena(request, parent):
    """As of `conftest`, on a kernel that lacks what came later."""
    name, user = request.param
    if user and os.geteuid():
        pytest.skip("only root can become somebody else")
    with tempfile.TemporaryDirectory(prefix="arena-") as folder:
        os.chmod(folder, 0o755)
        yield Arena(parent, Path(folder).resolve(), user, KERNELS[name])


def test_nothing_more_is_reached(arena, scene):
    """Is every attempt refused that is refused on the newest kernel?"""
    for attack, arguments, refusals in BEYOND:
        values = values_of(arguments, scene)
        if None not in values:
            outcome = arena.run(attack, *values)
            assert (outcome.refused in refusals, outcome.code) == (True, 0), (attack, outcome)
            for left in arena.work.iterdir():
                left.unlink()


def test_nothing_more_can_be_done(arena):
    """Is the rest refused, but for the first process of its own namespace without Landlock?"""
    for attack, arguments, refusals in FORBIDDEN:
        own = not arena.lacking and arguments and arguments[0] in OF_THE_FIRST_PROCESS
        if not own and attack != "end_parent":
            outcome = arena.run(attack, *arguments)
            assert outcome.refused in refusals, (attack, arguments, outcome)


def test_who_ends_the_first_process_ends_itself(arena):
    """Is it over then for all that is confined, whoever the signal was for?"""
    assert arena.run("end_parent").value is None
    assert arena.run("list_folder", "/").value


def test_who_takes_the_first_process_over_has_gained_nothing(arena):
    """Does it have the same filter, limits and capabilities, and no descriptor or variable more?"""
    if arena.lacking:
        assert arena.run("compare_with_first_process").refused in ("EACCES", "EPERM")
        return
    own, first, shown, descriptors = arena.run("compare_with_first_process").value
    assert first == own
    assert "s3cr3t-t0k3n" not in shown
    assert len(descriptors) <= 4  # streams, and a pipe that nobody writes to


def test_right_answers_cannot_be_read(arena):
    """Are they not there?"""
    for part in ("reference", "exercises"):
        assert arena.run("list_folder", str(COURSE / part)).value == []


def test_an_open_folder_leads_to_nothing(arena):
    """Is its content closed by any Landlock, and is a process without one not confined with it?"""
    outcome = arena.run(
        "read_from_open_folder",
        "attacks.py",
        policy=arena.policy(descriptors=tuple(range(30))),
    )
    assert outcome.value is None
    assert (outcome.refused, outcome.code) == (("EACCES", 0) if arena.lacking else (None, 3))


def test_honest_work_goes_on(arena):
    """Can it be worked there as on the newest kernel?"""
    assert arena.run("work").value == ["hello", str(arena.work), str(arena.work)]


@pytest.mark.parametrize("lacking", ["namespaces", "seccomp"])
def test_what_nothing_replaces_is_refused(parent, tmp_path, lacking):
    """Does no code of a student's run, though Landlock is there?"""
    arena = Arena(parent, tmp_path, 0, lacking)
    outcome = arena.run("list_folder", "/")
    assert (outcome.value, outcome.refused, outcome.code) == (None, None, 3)
