"""A fork is a process of its own: what it finds around it, what it draws, and how it ends."""

import json
import os
import signal
import tempfile

import pytest
from warm_parents import children, wait_for

from grader.warm import client

pytestmark = pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="no parent on this system")


@pytest.fixture
def answer(tmp_path):
    """Where a child writes, and what it wrote."""

    class Answer:
        path = str(tmp_path / "answer.json")

        def read(self):
            wait_for(lambda: os.path.exists(self.path))
            with open(self.path, encoding="utf-8") as file:
                return json.load(file)

    return Answer()


def test_it_finds_what_was_asked_for_and_nothing_of_the_others(light, answer, tmp_path):
    """Command line, folder, environment, time zone, session, signals, descriptors, main module."""
    other = light.fork("waits")
    environment = dict(os.environ, TZ="Etc/GMT+5", COLOR="blue")
    environment.pop("HOME", None)
    child = light.fork(
        "describes_itself",
        answer.path,
        argv=["name", "--option"],
        folder=str(tmp_path),
        environment=environment,
    )
    found = answer.read()
    assert child.wait() == 0
    other.kill()
    assert other.wait() == -signal.SIGKILL
    assert found["argv"] == ["name", "--option"]
    assert found["folder"] == str(tmp_path)
    assert found["environment"] == environment
    assert found["offset"] == 5 * 3600
    assert found["session"]
    assert found["interruptible"]
    assert all(found["signals"])
    assert found["sockets"] == 0
    assert "LIGHT" not in found["main"]
    assert "parent" not in found["main"]


def test_two_children_draw_different_numbers(light, answer):
    """Also names of temporary files and multiprocessing's secret."""
    drawn = []
    for _ in range(2):
        assert light.fork("draws", answer.path).wait() == 0
        drawn.append(answer.read())
        os.unlink(answer.path)
    assert all(drawn[0][what] != drawn[1][what] for what in drawn[0])


def test_what_it_prints_goes_where_it_was_told(light):
    """Are the descriptors that came with the request its standard streams?"""
    request = client.Request("warm_mains:prints", ["name"], "/", dict(os.environ))
    with (
        open(os.devnull) as nothing,
        tempfile.TemporaryFile() as out,
        tempfile.TemporaryFile() as err,
    ):
        streams = (nothing.fileno(), out.fileno(), err.fileno())
        assert client.fork(light.socket, request, streams).wait() == 0
        out.seek(0)
        err.seek(0)
        assert (out.read(), err.read()) == (b"printed\n", b"complained\n")


@pytest.mark.parametrize("code", [0, 7])
def test_its_exit_code_is_told(light, code):
    """The parent waits for it, the requester hears of it."""
    assert light.fork("ends", code).wait() == code


def test_an_error_before_it_is_up_is_told(light):
    """Does the requester learn the reason?"""
    with pytest.raises(client.NotWarm, match="ValueError: no luck"):
        light.fork("fails")


def test_a_child_that_does_not_come_up_is_killed(light):
    """Does the watchdog leave nothing behind?"""
    request = client.Request("warm_mains:hangs", ["name"], "/", dict(os.environ))
    with pytest.raises(client.NotWarm, match=r"not up within 0\.2 s"):
        client.fork(light.socket, request, watchdog=0.2)
    wait_for(lambda: not children(light))


def test_its_end_is_the_end_of_its_session(light, answer):
    """Is a process in another process group killed with it?"""
    child = light.fork("starts_others", answer.path)
    other = answer.read()
    assert os.path.exists(f"/proc/{other}")
    child.kill()
    child.wait()
    wait_for(lambda: not os.path.exists(f"/proc/{other}"))


def test_confinement_comes_first(light, answer):
    """Is it applied before folder and command line are set, and while there is one thread?"""
    child = light.fork("ends", 0, confine=["warm_mains:confine", [answer.path]], folder="/tmp")
    assert child.wait() == 0
    found = answer.read()
    assert found["folder"] != "/tmp"
    assert found["argv"] != ["name"]
    assert found["threads"] == 1


def test_without_its_confinement_nothing_runs(light, answer):
    """Does a sandbox that cannot be had end the child, with the reason?"""
    confine = ["warm_mains:confine", [answer.path, "no sandbox here"]]
    with pytest.raises(client.NotWarm, match="PermissionError: no sandbox here"):
        light.fork("draws", answer.path, confine=confine)
    assert not os.path.exists(answer.path)


@pytest.mark.parametrize("daemon", [False, True])
def test_a_child_gets_no_child(light, answer, daemon):
    """A confined child, or a daemon that it left behind, would have itself a free one."""
    child = light.fork("asks_the_parent", answer.path, light.socket, daemon)
    assert answer.read() == "a child gets no child"
    child.close()


def test_a_variable_that_comes_too_late_is_refused(light):
    """What Keras read when it was imported can no longer be chosen."""
    environment = dict(os.environ, KERAS_BACKEND="other")
    with pytest.raises(client.NotWarm, match="KERAS_BACKEND is not as it was"):
        light.fork("waits", environment=environment)
