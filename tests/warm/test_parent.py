"""The parent's own life: who may ask, whom it serves, when it ends, and what goes on without it."""

import os
import signal
import socket
import stat
import subprocess
import sys
import threading

import pytest
from warm_parents import LightParent, children, forks_of, is_gone, wait_for

from grader.warm import client, frames
from grader.warm.parent import is_private

pytestmark = pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="no parent on this system")
OWNER = """
import subprocess, sys, os
from grader.warm import client
from warm_parents import LightParent
light = LightParent("--owner", str(os.getpid()))
child = light.fork("waits")
print(light.process.pid, child.pid, light.socket, flush=True)
sys.stdin.read()
"""
BUSY = """
import sys, time
from grader.warm import server
server.import_installed = lambda found: found and (open(sys.argv[1] + ".busy", "w"), time.sleep(1))
"""
SLOW_FORK = """
import time
from grader.warm.server import Server
close = Server.close
Server.close = lambda *args, **kwargs: (time.sleep(1), close(*args, **kwargs))
"""
FAILING_FORK = """
from grader.warm.server import Server
Server.close = None
"""


def test_it_serves_several_at_once(light):
    """Do two children run side by side, and does each end for itself?"""
    first, second = light.fork("waits"), light.fork("waits")
    assert first.poll() is None
    first.kill()
    assert first.wait() == -signal.SIGKILL
    assert second.poll() is None
    second.terminate()
    assert second.wait() == -signal.SIGTERM


@pytest.mark.parametrize(
    "sent", [b"\xff" * 40, frames.HEADER.pack(2) + b"[]", frames.pack({}), b"\0", b""]
)
def test_a_malformed_request_is_nobody_elses_trouble(light, sent):
    """Is the connection closed, and the next one served?"""
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect(light.socket)
        if sent:
            socket.send_fds(connection, [sent], [0, 0, 1, 2])
    assert light.fork("ends", 0).wait() == 0


def test_who_leaves_as_the_child_ends_is_nobody_elses_trouble():
    """Both come to the notice of a busy parent at once; does it serve the next one?"""
    light = LightParent("--owner", str(os.getpid()), changed=BUSY)
    child = light.fork("waits")
    other = threading.Thread(target=light.fork, args=("ends", 0), kwargs={"modules": ["numpy"]})
    other.start()
    wait_for(lambda: os.path.exists(f"{light.socket}.busy"))
    child.kill()
    child.close()
    other.join()
    assert light.fork("ends", 0).wait() == 0
    light.close()


def test_a_signal_to_a_child_that_settles_in_is_not_the_parents():
    """It still has the parent's handlers: does the signal end the child, and only it?"""
    light = LightParent("--owner", str(os.getpid()), changed=SLOW_FORK)
    ended = threading.Thread(target=_fork_to_be_ended, args=(light,))
    ended.start()
    wait_for(lambda: children(light))
    os.kill(children(light)[0], signal.SIGTERM)
    ended.join()
    assert light.fork("ends", 0).wait() == 0
    light.close()


def test_a_child_that_fails_at_once_leaves_the_socket_alone():
    """It comes by the place where the parent puts its socket away."""
    light = LightParent("--owner", str(os.getpid()), changed=FAILING_FORK)
    for _ in range(2):
        with pytest.raises(client.NotWarm, match="exit code 1"):
            light.fork("waits")
    light.close()


def test_a_folder_that_others_can_enter_is_refused(tmp_path):
    """Its socket would be within reach of everybody."""
    os.chmod(tmp_path, stat.S_IRWXU | stat.S_IXOTH)
    assert not is_private(tmp_path)
    os.chmod(tmp_path, stat.S_IRWXU)
    assert is_private(tmp_path)


def test_a_child_outlives_a_killed_parent_and_not_who_asked_for_it(own_parent):
    """A learner's kernel goes on without the parent; when Jupyter ends, so does the kernel."""
    child = own_parent.fork("waits")
    own_parent.process.kill()
    own_parent.process.wait()
    assert child.poll() is None
    with pytest.raises(client.NotWarm, match="there is no parent"):
        own_parent.fork("waits")
    pid = child.pid
    child.close()
    wait_for(lambda: is_gone(pid))


def test_the_exit_code_is_unknown_without_the_parent(own_parent):
    """Is the end of a child noticed when nobody can tell how it ended?"""
    child = own_parent.fork("waits")
    own_parent.process.kill()
    own_parent.process.wait()
    child.kill()
    assert child.wait() == client.UNKNOWN


def test_it_ends_with_its_owner_and_its_children_with_it():
    """Does nothing outlive a killed owner?"""
    owner = subprocess.Popen(
        [sys.executable, "-c", OWNER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with owner:
        parent, child, path = owner.stdout.readline().split()
        assert not is_gone(child)
        owner.kill()
    wait_for(lambda: is_gone(parent) and is_gone(child))
    assert not os.path.exists(path)


def test_it_ends_when_nobody_needs_it():
    """A child keeps it from ending, idleness ends it."""
    light = LightParent("--idle", "0.5")
    child = light.fork("waits")
    with pytest.raises(subprocess.TimeoutExpired):
        light.process.wait(timeout=1.5)
    child.kill()
    child.wait()
    assert light.process.wait(timeout=20) == 0
    assert not os.path.exists(light.socket)
    assert not forks_of(light.socket)


def _fork_to_be_ended(light):
    with pytest.raises(client.NotWarm, match=f"exit code {-signal.SIGTERM}"):
        light.fork("waits")
