"""Another account of the machine tries everything that a run or a lab opens, and gets nowhere."""

import contextlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import belongings
import commands
import pytest
from class_folder import ROOT

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="it is looked up in Linux' /proc"),
    pytest.mark.skipif(
        not hasattr(os, "geteuid") or os.geteuid() != 0,
        reason="only root can become another account",
    ),
]

NOBODY = 65534
TOKEN = "a-secret"


@pytest.fixture
def place():
    """A folder to which the folders above are no hindrance."""
    folder = Path(tempfile.mkdtemp(prefix="strangers-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


def try_all(found):
    """What another account reaches of these targets."""
    done = subprocess.run(
        [sys.executable, Path(__file__).with_name("stranger.py"), str(NOBODY)],
        input=json.dumps(found),
        capture_output=True,
        text=True,
        check=True,
    )
    return [each for each in json.loads(done.stdout) if each[2] is not None]


def kinds(found):
    """How many targets there are of each kind."""
    return {kind: sum(each[0] == kind for each in found) for kind, _ in found}


def command_line(pid):
    """A process's command line, which everybody can read; of one that has ended there is none."""
    with contextlib.suppress(*belongings.GONE):
        return Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace")
    return ""


def test_a_run_is_closed_to_another_account(place):
    """Are workers, warm parent, judge, kernel and the course's files out of reach?"""
    before = set(belongings.SHARED_MEMORY.iterdir())
    with commands.grading(place) as (process, temporary):
        course = place / "class"
        folders = [*temporary.iterdir(), course / "grades", course / "autograded"]
        found = belongings.targets(process.pid, folders, ROOT / "grader")
        found += [("file", str(path)) for path in course.glob("gradebook.db*")]
        found += belongings.shared_memory(before)
        reached = try_all(found)
    assert kinds(found)["port"] >= 3
    assert kinds(found)["unix"] >= 4
    assert kinds(found)["process"] >= 5
    assert reached == []


@pytest.mark.parametrize(("lab", "sockets"), [(commands.lab, 6), (commands.pressing, 4)])
def test_a_lab_is_closed_to_another_account(place, lab, sockets):
    """Are server, kernels, parent and judge out of reach, but for the page that asks who it is?

    A debugger would listen where every account can attach to it, and run code.
    """
    before = set(belongings.SHARED_MEMORY.iterdir())
    with lab(place, TOKEN) as (process, temporary, port):
        found = belongings.targets(process.pid, list(temporary.iterdir()), ROOT / "grader")
        found += belongings.shared_memory(before)
        lines = {command_line(pid) for kind, pid in found if kind == "process"}
        reached = try_all(found)
    page = (place / "page").read_text()
    assert "@jupyterlab/debugger-extension" in page.partition("disabledExtensions")[2]
    assert kinds(found)["unix"] >= sockets
    assert not any(TOKEN in line for line in lines)
    for kind, where, heard in reached:
        assert kind == "port", where
        assert all(is_no_use(words, where == port) for words in heard), (where, heard)


def is_no_use(words, of_the_server):
    """Whether an answer refuses, or comes from a socket that takes what is signed and says nothing.

    The latter is ipykernel's, for what its own children print.
    """
    if of_the_server:
        return words.startswith("HTTP/1.1 403")
    return words.startswith("\xff") and ("Socket-Type" not in words or "PULL" in words)
