"""JupyterLab as `course lab` starts it, for a learner with an empty home."""

import os
import re
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

COURSE = Path(sys.executable).with_name("course")


@pytest.fixture(scope="module")
def learner(tmp_path_factory):
    """The environment of a learner with an empty home and an empty folder for the course."""
    place = tmp_path_factory.mktemp("learner")
    (place / "home").mkdir()
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("JUPYTER", "XDG_", "COURSE_", "PYTEST", "DISPLAY", "WAYLAND"))
    }
    return kept | {"HOME": str(place / "home"), "COURSE_FOLDER": str(place / "my_course")}


@pytest.fixture(scope="module")
def address(learner):
    """The address that `course lab` prints; the server ends with the module's tests."""
    server = subprocess.Popen(
        [COURSE, "lab", "--no-browser"],
        env=learner,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        yield _printed_address(server)
    finally:
        server.send_signal(signal.SIGTERM)
        try:
            server.wait(30)
        except subprocess.TimeoutExpired:
            os.killpg(server.pid, signal.SIGKILL)
            server.wait()


def _printed_address(server):
    """Read what the server prints up to its address, and go on reading so that it never blocks."""
    printed = []
    for line in server.stdout:
        printed.append(line)
        if found := re.search(r"http://127\.0\.0\.1:\S+token=\S+", line):
            threading.Thread(target=server.stdout.read, daemon=True).start()
            return found.group()
    pytest.fail("course lab ended without an address:\n" + "".join(printed))
