"""`course grade` and `course lab` as processes, with all open that they ever have."""

import contextlib
import os
import signal
import socket
import subprocess
import threading
import time
import urllib.request

import hiding
from class_folder import COURSE, make
from fakes import LESSON

from grader.warm import private

PATIENCE = 240
ENDLESS = """
def standardize(train, test):
    import time
    while True:
        time.sleep(1)
"""


def wait_for(condition, process, place):
    """What a condition gives, as soon as it gives something."""
    deadline = time.monotonic() + PATIENCE
    while not (found := condition()):
        assert process.poll() is None, (place / "said").read_text()
        assert time.monotonic() < deadline, "it does not come"
        time.sleep(0.1)
    return found


@contextlib.contextmanager
def running(command, place, folder=None, **variables):
    """A command with a temporary folder of its own, and the private folders that it makes there.

    It is started in `folder`, or in one of modules that would hide Python's and the course's, which
    is on the search path, too.
    """
    modules = hiding.fill(place / "modules")
    (temporary := place / "t").mkdir()
    temporary.chmod(0o1777)
    environment = os.environ | {"TMPDIR": str(temporary), "PYTHONPATH": str(modules)} | variables
    (place / "said").touch(mode=0o600)
    with (
        open(place / "said", "wb") as said,
        subprocess.Popen(
            command,
            env=environment,
            stdout=said,
            stderr=said,
            cwd=folder or modules,
            start_new_session=True,
        ) as process,
    ):
        try:
            yield process, temporary
        finally:
            _end(process)


def _end(process):
    """End it; a server that waits for a check hears nothing meanwhile."""
    os.killpg(process.pid, signal.SIGTERM)
    try:
        process.wait(5)
    except subprocess.TimeoutExpired:
        process.kill()


@contextlib.contextmanager
def grading(place):
    """A run that asks a student's answer which never comes: the process, its temporary folder."""
    course = make(place / "class", {"ada": ENDLESS})
    command = [*COURSE, "grade", LESSON, "--course-dir", str(course), "--workers", "1"]
    with running(command, place) as (process, temporary):
        wait_for(lambda: asked(temporary), process, place)
        yield process, temporary


def asked(temporary):
    """The socket of a check: while it is there, all that grading has is there."""
    return list(temporary.glob(f"{private.PREFIX}*/w*/c????????"))


@contextlib.contextmanager
def lab(place, token):
    """A lab with a running kernel: the process, its temporary folder, its port."""
    (mine := place / "mine").mkdir(mode=0o700)
    with _lab(place, token, COURSE_FOLDER=str(mine)) as (process, temporary, port):
        ask(port, token, "api/kernels", b'{"name": "python3"}')
        wait_for(lambda: list(temporary.glob(f"{private.PREFIX}*/kernel-*-ipc-5")), process, place)
        yield process, temporary, port


@contextlib.contextmanager
def pressing(place, token):
    """An instructor's lab in which formgrader's button was pressed and a check does not end."""
    course = make(place / "class", {"ada": ENDLESS})
    with _lab(place, token, "--instructor", folder=course) as (process, temporary, port):
        press = f"formgrader/api/submission/{LESSON}/ada/autograde"
        threading.Thread(target=ask, args=(port, token, press, b""), daemon=True).start()
        wait_for(lambda: asked(temporary), process, place)
        yield process, temporary, port


@contextlib.contextmanager
def _lab(place, token, *options, folder=None, **variables):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [*COURSE, "lab", "--no-browser", "--port", str(port), *options]
    with running(command, place, folder, JUPYTER_TOKEN=token, **variables) as (process, temporary):
        wait_for(lambda: b"is ready" in (place / "said").read_bytes(), process, place)
        (place / "page").write_text(ask(port, token, "lab"))
        yield process, temporary, port


def ask(port, token, path, data=None):
    """What a lab answers; nothing where it ends meanwhile."""
    address = f"http://127.0.0.1:{port}/{path}?token={token}"
    with contextlib.suppress(OSError):
        return urllib.request.urlopen(address, data).read().decode()
