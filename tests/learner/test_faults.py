"""Whatever fails or is killed, at whichever step: the work is there, and the next start works."""

import errno
import fcntl
import os
from collections import Counter

import desks
import faults
import pytest

from grader.learner import progress_file, progress_store, working

COMMANDS = ("lab", "update", "reset", "status", "check", "hint", "quiz", "doctor")
TROUBLES = ((errno.ENOSPC, False), (errno.ENOSPC, True), (errno.EIO, False), (errno.EROFS, True))
"""What a step fails with, and whether all that follow fail too."""
ROOMS = range(0, 2000, 80)
"""Bytes that are left on the disk: the files of these commands have up to 1,500."""

_injected = Counter()


@pytest.fixture
def desk(course, mine, run, release, monkeypatch):
    """Set up work of a learner's, for one command at a time: `desk(name)` returns the command."""
    desks.without_jupyter(monkeypatch)
    monkeypatch.setattr(os, "fsync", lambda handle: None)  # which only a power cut would tell of
    monkeypatch.setattr(progress_store, "SECONDS_TO_WAIT", 0.02)
    monkeypatch.setattr(progress_store, "SECONDS_TO_WAIT_AGAIN", 0.02)
    monkeypatch.setattr(working, "SECONDS_TO_WAIT", 0.02)

    def prepare(name):
        desks.forget()
        desks.cleared(course, mine)
        desks.at_work(course, mine)
        if name == "lab":
            release("04_augmentation", "new")
        if name == "update":
            desks.release(course, "# Dropout, second edition")
        if name == "status":
            desks.damage_progress(mine)
        return desks.commands(run, mine)[name]

    return prepare


def hold(name, mine, run, result, printed):
    """What has to be so after a fault: no traceback, the work there, the next start as ever."""
    assert desks.has_work(mine)
    if result is not None:
        code, _, error = result
        assert code == 0 or desks.is_told_well(error), error
    if name in ("check", "hint", "quiz"):
        assert desks.is_known(name, mine)
        assert not printed or desks.is_told_well(printed), printed
    desks.forget()
    code, _, error = desks.start(run)
    assert code == 0, error
    assert desks.has_work(mine)
    assert desks.has_progress(mine)


def inject(name, desk, mine, run, capsys, steps, **options):
    """Run a command under a fault and look at what is left; how many steps there were."""
    command = desk(name)
    capsys.readouterr()
    with steps.watched(**options):
        result = command()
    hold(name, mine, run, result, capsys.readouterr().out)
    _injected[name] += 1
    return steps.number


@pytest.mark.parametrize(("code", "lasting"), TROUBLES)
@pytest.mark.parametrize("name", COMMANDS)
def test_a_step_that_fails_loses_nothing(desk, mine, run, capsys, name, code, lasting):
    """Each call that changes something fails in its turn, alone or with all that follow."""
    steps = inject(name, desk, mine, run, capsys, faults.Steps(lambda *_: None))
    assert steps > 3
    for at in range(1, steps + 1):
        inject(name, desk, mine, run, capsys, faults.Steps(faults.failing(at, code, lasting)))


@pytest.mark.parametrize("name", COMMANDS)
def test_a_disk_that_fills_up_loses_nothing(desk, mine, run, capsys, name):
    """So many bytes can still be written, and no more."""
    for room in ROOMS:
        inject(name, desk, mine, run, capsys, faults.Steps(lambda *_: None, room))


@pytest.mark.parametrize("name", COMMANDS)
def test_a_kill_at_any_step_loses_nothing(desk, mine, run, name):
    """The process ends before each call that changes something, and puts nothing in order."""
    at = 1
    while faults.killed(desk(name), at):
        hold(name if name not in ("check", "hint", "quiz") else "", mine, run, None, "")
        _injected[name] += 1
        at += 1
    assert at > 3


@pytest.mark.parametrize("code", [errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS, errno.EWOULDBLOCK])
@pytest.mark.parametrize("name", COMMANDS)
def test_locks_that_are_refused_lose_nothing(desk, mine, run, capsys, monkeypatch, name, code):
    """As on network file systems; where they know no locks at all, everything works as ever."""
    command = desk(name)
    capsys.readouterr()

    def refuse(handle, operation):
        raise OSError(code, "refused")

    with monkeypatch.context() as patch:
        patch.setattr(fcntl, "flock", refuse)
        result = command()
    if code != errno.EWOULDBLOCK and name == "check":
        desks.forget()
        assert progress_file.load(mine)["new"]["score"] == 2.0
    printed = capsys.readouterr().out
    if code != errno.EWOULDBLOCK and result is not None:
        assert result[0] == 0
    hold("" if code != errno.EWOULDBLOCK else name, mine, run, result, printed)
    _injected[name] += 1


def test_hints_go_on_in_a_folder_that_refuses_everything(desk, mine, run, capsys):
    """The next hint comes each time, and the trouble is said once."""
    desk("hint")
    capsys.readouterr()
    with faults.Steps(faults.failing(1, errno.EROFS, True)).watched():
        shown = [progress_file.count_hint(mine, "standardize") for _ in range(3)]
    assert shown == [1, 2, 3]
    assert desks.is_told_well(capsys.readouterr().out)
    progress_file.record(mine, "standardize", "passed", 1.0, 1.0)
    desks.forget()
    assert progress_file.load(mine)["standardize"]["hints"] == 3


def test_there_were_faults_enough():
    """Was every command met by many of them?"""
    assert set(_injected) == set(COMMANDS)
    assert min(_injected.values()) > 20
    assert _injected.total() >= 200
