"""What a confined process cannot reach; and that the same attempt reaches it unconfined."""

import os
import socket
import subprocess
from pathlib import Path

import pytest

import grader

COURSE = Path(grader.__file__).resolve().parent
NOWHERE = {"ENOENT", "ENOTDIR"}
DENIED = {"EACCES", "EPERM", "EROFS"}


@pytest.fixture
def scene(arena, listeners):
    """Arguments by name: a secret, sockets that listen and a process that is none of theirs."""
    (arena.folder / "secret").write_text("0 points")
    (arena.folder / "others").mkdir()
    for path in (arena.folder, arena.folder / "others"):
        os.chmod(path, 0o777)
    # They are the attacker's own by user, so that only the sandbox is in the way.
    os.chown(arena.folder / "secret", arena.user or -1, arena.user or -1)
    identity = {"user": arena.user, "group": arena.user, "extra_groups": []} if arena.user else {}
    victim = subprocess.Popen(["sleep", "60"], **identity)
    yield {
        "secret": str(arena.folder / "secret"),
        "through_proc": f"/proc/{os.getpid()}/root{arena.folder}/secret",
        "others": str(arena.folder / "others"),
        "stolen": str(arena.folder / "stolen"),
        "tcp": list(listeners["tcp"].getsockname()),
        "tcp6": list(listeners["tcp6"].getsockname()[:2]) if "tcp6" in listeners else None,
        "udp": listeners["udp"].getsockname()[1],
        "path": listeners["path"].getsockname(),
        "abstract": f"@{arena.folder}",
        "victim": victim.pid,
        "token": "s3cr3t-t0k3n",
    }
    victim.kill()
    victim.wait()


@pytest.mark.parametrize(
    ("attack", "arguments", "refusals"),
    [
        ("connect", ("=AF_INET", "tcp"), {"ENETUNREACH"}),
        ("connect", ("=AF_INET6", "tcp6"), {"ENETUNREACH", "EADDRNOTAVAIL"}),
        ("connect", ("=AF_UNIX", "path"), NOWHERE),
        ("connect", ("=AF_UNIX", "abstract"), {"ECONNREFUSED"}),
        ("send", ("udp",), {"ENETUNREACH"}),
        ("read", ("secret",), NOWHERE),
        ("read_through_link", ("secret",), NOWHERE),
        ("read_hard_link", ("secret",), NOWHERE),
        ("look_at", ("secret",), NOWHERE),
        ("list_folder", ("others",), NOWHERE),
        ("write", ("secret",), DENIED),
        ("write", ("stolen",), DENIED),
        ("rename_out", ("stolen",), DENIED | {"EXDEV"}),
        ("change_mode", ("secret",), NOWHERE),
        ("find_secret", ("token",), NOWHERE),
        ("read_descriptor", (), {"EBADF"}),
        ("send_signal", ("victim",), {"ESRCH"}),
        ("trace", ("victim",), {"ESRCH", "EPERM"}),
        ("unshare", (), {"ENOSPC", "EPERM"}),
    ],
)
def test_a_confined_process_does_not_reach(arena, scene, attack, arguments, refusals):
    """Is it refused, and by the sandbox alone: does it succeed without one?"""
    values = [scene[a] if not a.startswith("=") else a[1:] for a in arguments]
    if None in values:
        pytest.skip("this machine has no IPv6")
    confined = arena.run(attack, *values)
    assert confined.refused in refusals
    assert confined.code == 0
    for left in arena.work.iterdir():
        left.unlink()
    free = arena.run(attack, *values, confined=False)
    assert (free.refused, free.code) == (None, 0)


@pytest.mark.parametrize(
    ("attack", "arguments", "refusals"),
    [
        ("find_route", (), {"ENETUNREACH"}),
        ("resolve", (), {"gaierror", "ENXIO"}),
        ("make_socket", (getattr(socket, "AF_VSOCK", 40),), {"EAFNOSUPPORT"}),
        ("make_socket", (38,), {"EAFNOSUPPORT"}),
        ("set_up_io_uring", (), {"EAFNOSUPPORT"}),
        ("bring_loopback_up", (), DENIED),
        ("read", ("/etc/shadow",), NOWHERE),
        ("read", ("/etc/resolv.conf",), NOWHERE),
        ("read", ("/proc/1/environ",), DENIED),
        ("read", ("/proc/1/root/etc/passwd",), DENIED),
        ("open_for_writing", ("/proc/1/mem",), DENIED),
        ("open_for_writing", ("/proc/sys/kernel/core_pattern",), DENIED),
        ("write", ("/usr/share/planted",), DENIED),
        ("end_parent", (), DENIED),
        ("mount", (), DENIED),
        ("chroot", (), DENIED),
        ("unmount", ("/usr",), DENIED),
        ("unmount", (str(COURSE / "reference"),), DENIED),
        ("become_root", (), {*DENIED, *NOWHERE, "EINVAL"}),
        ("become_other", (), {"EINVAL", "EPERM"}),
        ("lower_limit", (), {"ValueError", "EPERM"}),
    ],
)
def test_it_cannot_do_what_no_test_should_do_unconfined(arena, attack, arguments, refusals):
    """Is each refused?"""
    assert arena.run(attack, *arguments).refused in refusals


@pytest.mark.parametrize("part", ["reference", "exercises"])
def test_right_answers_cannot_be_read(arena, part):
    """Is there nothing in the folders that hold them, while the rest of the course is there?"""
    assert arena.run("list_folder", str(COURSE / part)).value == []
    assert arena.run("list_folder", str(COURSE / part), confined=False).value
    assert arena.run("import_module", f"grader.{part}.dropout").refused == "ModuleNotFoundError"


def test_an_open_folder_leads_to_nothing(arena):
    """Is what lies in a folder outside closed to a process that was left with the folder open?"""
    every = tuple(range(30))
    policy = arena.policy(descriptors=every)
    assert arena.run("read_from_open_folder", "attacks.py", policy=policy).refused == "EACCES"
    assert arena.run("read_from_open_folder", "attacks.py", confined=False).value == 100


def test_a_descriptor_is_kept_where_it_is_named(arena):
    """Does a process keep what its own parent left it on purpose?"""
    policy = arena.policy(descriptors=(0, 1, 2, *range(3, 30)))
    assert arena.run("read_descriptor", policy=policy).value


def test_the_root_holds_what_the_policy_names_and_nothing_else(arena):
    """Is only the way to the work folder there where it is, and nothing beside the course?"""
    assert arena.run("list_folder", str(arena.folder)).value == ["work"]
    course = arena.run("list_folder", str(COURSE.parent)).value
    assert "grader" in course
    assert not {"solutions", "gradebook.db", "tests", ".git"}.intersection(course)


def test_honest_work_goes_on(arena):
    """Are the work folder, a terminal, shared memory and programs there to be used?"""
    outcome = arena.run("work")
    assert outcome.value == ["hello", str(arena.work), str(arena.work)]
    assert (outcome.code, outcome.reason) == (0, None)
    assert (arena.work / "renamed").read_bytes() == b"forged"
