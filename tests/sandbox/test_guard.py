"""The guard: limits are kept and named, and nothing of a submission outlives it."""

import contextlib
import os
import signal
import time

import psutil
import pytest

from grader.sandbox import usage
from grader.sandbox.guard import Guard, in_words
from grader.sandbox.policy import MIB, Limits

QUIET = 0.3  # seconds in which a daemon that still ran would have left 30 marks


def limits(**changes):
    return Limits(**{"wall": 20, "memory": 256 * MIB, "disk": 50 * MIB, **changes})


@pytest.mark.parametrize(
    ("attack", "arguments", "limit", "reason"),
    [
        ("sleep", (), {"wall": 0.5}, "took longer than 0.5 seconds"),
        ("compute", (10,), {"cpu": 0.5}, "used more than 0.5 seconds of processor time"),
        ("fork_often", (200,), {"processes": 30}, "ran more than 30 processes at once"),
        ("take_memory", (30,), {}, "used more than 256 MiB of memory"),
        ("take_memory", (5, 4), {}, "used more than 256 MiB of memory"),
        ("take_nameless_memory", (20,), {}, "wrote more than 50 MiB of files"),
        ("fill_disk", (20, True), {}, "wrote more than 50 MiB of files"),
        ("fill_disk", (20, False), {}, "wrote more than 50 MiB of files"),
        ("make_files", (500,), {"files": 100}, "made more than 100 files"),
        ("nest_folders", (30,), {}, "made a folder that cannot be looked into"),
    ],
)
def test_too_much_ends_it(arena, attack, arguments, limit, reason):
    """Is it ended, and said why?"""
    outcome = arena.run(attack, *arguments, limits=limits(**limit))
    assert outcome.reason.startswith(reason)
    assert outcome.code == 128 + signal.SIGKILL


@pytest.mark.parametrize(
    ("attack", "arguments", "limit", "refusal"),
    [
        ("write_one_file", (2 * MIB,), {"file_size": MIB}, "EFBIG"),
        ("take_too_much_at_once", (2**40,), {}, "ENOMEM"),
    ],
)
def test_the_kernel_refuses_what_one_process_may_not_take(arena, attack, arguments, limit, refusal):
    """Is it an exception that a student can read, and no end?"""
    outcome = arena.run(attack, *arguments, limits=limits(**limit))
    assert (outcome.refused, outcome.reason) == (refusal, None)


def test_shared_memory_is_counted_once(arena):
    """May children see what their parent has loaded?"""
    outcome = arena.run("share_memory", 4, 6, limits=limits())
    assert (outcome.value, outcome.reason) == (4, None)


@pytest.mark.parametrize(
    ("attack", "arguments", "limit", "reason"),
    [
        ("take_memory", (30,), {}, "used more than 256 MiB of memory"),
        ("take_nameless_memory", (20,), {}, "wrote more than 50 MiB of files"),
        ("sleep", (), {"wall": 0.5}, "took longer than 0.5 seconds"),
        ("share_memory", (4, 6), {}, None),
    ],
)
def test_a_supervisor_needs_no_rights(arena, attack, arguments, limit, reason):
    """Does the guard see and end all, whoever the supervisor is?"""
    policy = arena.policy(limits=limits(**limit))
    outcome = arena.run("supervise", policy.to_json(), attack, *arguments, confined=False)
    assert outcome.value == [reason, 128 + signal.SIGKILL if reason else 0]


@pytest.mark.parametrize(
    ("attack", "seen_by_root", "seen_by_nobody"),
    [
        (
            "hide_from_outside",
            "used more than 256 MiB of memory",
            "made one of its processes unreadable from outside",
        ),
        (
            "hide_folder",
            "wrote more than 50 MiB of files",
            "made a folder that cannot be looked into (Permission denied)",
        ),
    ],
)
def test_what_cannot_be_measured_is_ended(arena, attack, seen_by_root, seen_by_nobody):
    """Does it help nobody to hide what they take?"""
    policy = arena.policy(limits=limits())
    outcome = arena.run("supervise", policy.to_json(), attack, confined=False)
    (arena.work / "hidden").exists() and (arena.work / "hidden").chmod(0o700)
    as_root = not os.geteuid() and not arena.user
    assert outcome.value[0] == (seen_by_root if as_root else seen_by_nobody)


def test_it_does_not_go_on_without_limits(arena, monkeypatch):
    """Is it ended where measuring fails in a way that nobody thought of?"""
    monkeypatch.setattr(usage, "memory", lambda *_: 1 / 0)
    outcome = arena.run("sleep", limits=limits())
    assert outcome.reason.startswith("could not be measured any more (ZeroDivisionError")


def marks(arena):
    path = arena.work / "heartbeat"
    return path.stat().st_size if path.exists() else 0


def wait_for_marks(arena):
    deadline = time.monotonic() + 10
    while not marks(arena):
        assert time.monotonic() < deadline
        time.sleep(0.02)


def is_quiet(arena):
    before = marks(arena)
    time.sleep(QUIET)
    return before == marks(arena)


def test_a_daemon_ends_with_the_code_that_started_it(arena):
    """Does nobody write any more once the notebook has come to its end?"""
    outcome = arena.run("start_daemon")
    assert (outcome.code, outcome.reason) == (0, None)
    assert is_quiet(arena)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_a_daemon_ends_with_the_process_that_asked_for_confinement(arena, number):
    """Is all over when the watcher is ended from outside, without any guard's help?"""

    def end(pid):
        wait_for_marks(arena)
        os.kill(pid, number)
        deadline = time.monotonic() + 10
        while not is_quiet(arena):
            assert time.monotonic() < deadline

    outcome = arena.run("stay_with_daemon", during=end)
    assert outcome.code in (128 + number, -number)


def test_leaving_the_guard_ends_everything(arena):
    """Does an exception in the supervisor leave nothing running?"""
    policy = arena.policy(limits=limits())
    pid = arena.start("stay_with_daemon", [], policy)
    guard = Guard(pid, policy.limits, arena.work)
    with contextlib.suppress(ZeroDivisionError), guard:
        wait_for_marks(arena)
        started = usage.tree(psutil.Process(pid))
        raise ZeroDivisionError
    assert arena.parent.reply() == {"code": 128 + signal.SIGKILL}
    assert len(started) > 3
    assert not any(map(usage.alive, started))
    assert is_quiet(arena)
    assert guard.reason is None


@pytest.mark.parametrize("send", [os.kill, os.killpg])
def test_an_interrupt_reaches_the_students_code_once(arena, send):
    """Can a cell be interrupted, as Jupyter does it: the process or its group?"""

    def interrupt(pid):
        wait_for_marks(arena)
        send(pid, signal.SIGINT)

    assert arena.run("count_interrupts", during=interrupt).value == 1


@pytest.mark.parametrize(
    ("attack", "argument", "code"), [("end_with", 7, 7), ("end_by", 9, 137), ("end_by", 11, 139)]
)
def test_the_watcher_ends_as_the_confined_process_did(arena, attack, argument, code):
    """Is the exit code passed on?"""
    assert arena.run(attack, argument).code == code


def test_a_process_that_has_ended_already_is_guarded_in_vain(tmp_path):
    """Is nothing the matter then?"""
    child = os.fork()
    if not child:
        os._exit(0)
    os.waitpid(child, 0)
    with Guard(child, limits(), tmp_path) as guard:
        pass
    assert guard.reason is None


@pytest.mark.parametrize(("size", "words"), [(50 * MIB, "50 MiB"), (3 * 2**29, "1.5 GiB")])
def test_sizes_are_said_in_words(size, words):
    """Is the unit one that a person would choose?"""
    assert in_words(size) == words
