"""A cluster of machines: one is cut off, a worker on another is killed, and no score differs."""

import contextlib
import shutil
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import networks
import psutil
import pytest
from class_folder import COURSE, ROOT, make
from fakes import LESSON
from networks import Machine
from tls import variables

from grader.classroom import credentials, records
from grader.sandbox.probing import missing, probe

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not networks.can_be_made(), reason="namespaces cannot be made here"),
]

ADDRESS = f"tls://{networks.PREFIX}1:8786"
SCHEDULER = ["--protocol", "tls://", "--port", "8786", "--no-dashboard"]
WORKER = ["--nthreads", "1", "--nworkers", "1", "--no-dashboard", "--death-timeout", "60"]
QUICK = {"DASK_DISTRIBUTED__COMM__TIMEOUTS__TCP": "11s"}
"""Who is silent for so long counts as gone: the shortest time that Dask takes."""

RIGHT = """
def standardize(train, test):
    mean, spread = train.mean(axis=0), train.std(axis=0)
    safe = np.where(spread > 0, spread, np.inf)
    return (train - mean) / safe, (test - mean) / safe
"""
ANSWERS = [
    RIGHT,
    RIGHT.replace("(test - mean) / safe", "(test - test.mean(axis=0)) / safe"),
    RIGHT.replace("np.where(spread > 0, spread, np.inf)", "spread"),
    RIGHT.replace("(train - mean)", "train").replace("(test - mean)", "test"),
    RIGHT.replace("return", "return 1 /"),
    RIGHT.replace("axis=0", "axis=1"),
]
"""One that is right, and mistakes that earn different points."""

STUDENTS = {f"student {n:02}": ANSWERS[n % len(ANSWERS)] for n in range(12)}


def wait_for(condition, *processes):
    """What a condition gives, as soon as it gives something."""
    deadline = time.monotonic() + 240
    while not (found := condition()):
        assert all(process.poll() is None for process in processes), "it has ended too early"
        assert time.monotonic() < deadline
        time.sleep(0.1)
    return found


def graded(root):
    """The students that have a record."""
    return [path.parents[1].name for path in root.glob(f"autograded/*/{LESSON}/{records.NAME}")]


def points(root):
    """How often each student is in the gradebook, with the points of each submission."""
    with sqlite3.connect(root / "gradebook.db") as database:
        return database.execute(
            "SELECT student.id, SUM(grade.auto_score) FROM grade "
            "JOIN submitted_notebook ON submitted_notebook.id = grade.notebook_id "
            "JOIN submitted_assignment AS handed ON handed.id = submitted_notebook.assignment_id "
            "JOIN student ON student.id = student_id GROUP BY handed.id ORDER BY student.id"
        ).fetchall()


def certified(security):
    """The options of Dask's programs for these credentials."""
    files = (security.tls_ca_file, security.tls_client_cert, security.tls_client_key)
    return [*zip(("--tls-ca-file", "--tls-cert", "--tls-key"), files, strict=True)]


def local_scores(root):
    """Grade the class on this machine; what it has then, and the class as it was, with its seed."""
    done = subprocess.run(
        [*COURSE, "grade", LESSON, "--course-dir", root, "--workers", "1"],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    found = points(root)
    for name in ("autograded", "grades"):
        shutil.rmtree(root / name)
    (root / "gradebook.db").unlink()
    return found


def installed(number, root):
    """A machine with the course at a path of its own, and nothing of this one's or of the class."""
    machine = Machine(number, hidden=[root, ROOT / "grader", ROOT / "solutions"])
    course = Path(machine.folder, f"course-{number}")
    shutil.copytree(ROOT / "grader", course / "grader")
    (temporary := Path(machine.folder, "t")).mkdir()
    machine.run("mount", "-t", "tmpfs", "temporary", temporary)
    return machine, {"PYTHONPATH": str(course), "TMPDIR": str(temporary)} | QUICK


@contextlib.contextmanager
def cluster(client, security, root):
    """A scheduler and two machines with a worker each; the machines, and the second one's nanny."""
    options = [word for pair in certified(security) for word in pair]
    dask = [sys.executable, "-m", "dask"]
    worker = [*dask, "worker", ADDRESS, *WORKER]
    commands = [[*dask, "scheduler", *SCHEDULER], worker, worker]
    machines = [installed(number, root) for number in (1, 2, 3)]
    only = [machine for machine, _ in machines]
    with networks.connected(client, *only), contextlib.ExitStack() as stack:
        nodes = [
            stack.enter_context(
                machine.running(*command, *options, "--host", machine.address, **own)
            )
            for (machine, own), command in zip(machines, commands, strict=True)
        ]
        said = Path(only[0].folder, "said")
        wait_for(lambda: said.read_text().count("Register worker") == 2, *nodes)
        yield only, nodes[2]


def test_one_is_cut_off_and_one_is_killed(tmp_path):
    """Is nothing lost, nothing there twice, and each score that of a run on one machine?"""
    if lacking := missing(probe()):
        pytest.skip(lacking)
    root, keys = make(tmp_path / "class", STUDENTS), tmp_path / "keys"
    expected = local_scores(root)
    keys.mkdir()
    security, client = credentials.make(keys), Machine(4)
    command = [*COURSE, "grade", LESSON, "--course-dir", root, "--scheduler", ADDRESS]
    with (
        cluster(client, security, root) as ((_, first, _), nanny),
        client.running(*command, **(QUICK | variables(security))) as run,
    ):
        wait_for(lambda: len(graded(root)) > 2, run)
        first.cut_off()
        for process in psutil.Process(nanny.pid).children():
            process.kill()
        assert len(graded(root)) < len(STUDENTS) - 2
        wait_for(lambda: run.poll() is not None)
        assert run.returncode == 0, Path(client.folder, "said").read_text()
    assert sorted(graded(root)) == sorted(STUDENTS)
    assert points(root) == expected
    assert len({score for _, score in expected}) > 3
