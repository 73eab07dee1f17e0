"""A submission has the points of its answers, whatever becomes of kernel, judge and parent."""

import errno
import fcntl
import os
import shutil
import signal
import tempfile
import threading
import time
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
import zmq
from small_lesson import RIGHT, lesson, outcome, points

from grader.sandbox.probing import missing, probe
from grader.scoring.conversation import KernelLost
from grader.scoring.executor import Executor
from grader.scoring.host import Host
from grader.scoring.kernel import Kernel
from grader.scoring.settings import Settings

pytestmark = pytest.mark.slow

SETTINGS = Settings(cell=3, check=4, grace=1)


@pytest.fixture(scope="module")
def host():
    """A host with a warm parent."""
    if lacking := missing(probe()):
        pytest.skip(lacking)
    folder = tempfile.mkdtemp(prefix="h")
    host = Host(folder, settings=SETTINGS)
    yield host
    host.close()
    shutil.rmtree(folder)


def test_a_right_answer_has_its_points_and_a_card(host):
    """Is the verdict the check cell's output, and the test run in the kernel?"""
    found = outcome(host, lesson("import sys\nprint('x', file=sys.stderr)"))
    assert points(found) == [2.0, 1.0]
    assert found.reason is None
    data = next(cell for cell in found.notebook.cells if "check(" in cell.source).outputs[0].data
    assert data["text/plain"] == "2.0"
    assert "passed" in data["text/html"]
    (verdict,) = found.verdicts
    assert (verdict["status"], verdict["score"]) == ("passed", 2.0)


def test_a_wrong_answer_has_its_mistake(host):
    """Is the misconception named, and does the same seed give the same verdict?"""
    wrong = RIGHT.replace(
        "np.where(spread == 0, 0.0, (part - mean) / safe)", "(part - mean) / safe"
    )
    first, again = (outcome(host, lesson(answer=wrong)).verdicts[0] for _ in range(2))
    assert first == again
    assert first["mistake"] is not None
    assert first["score"] < 2


def test_the_lessons_own_answers_are_not_there(host):
    """Does calling the reference earn nothing, with a reason?"""
    text = "from grader.reference.start import standardize"
    found = outcome(host, lesson(answer=text))
    assert points(found) == [0.0, 0.0]
    assert "not there while a class is graded" in found.verdicts[0]["message"]


def test_an_answer_that_never_returns_costs_its_own_points_only(host):
    """Is it stopped, and does what follows run?"""
    endless = "def standardize(train, test):\n    if len(train) > 2:\n        while True: ...\n"
    found = outcome(host, lesson(answer=endless + "    return train, test"))
    assert points(found) == [0.0, 1.0]
    assert "longer than 4 seconds" in found.verdicts[0]["message"]


def test_a_cell_that_never_ends_is_stopped(host):
    """Does the rest of the notebook have its points?"""
    found = outcome(host, lesson("while True: ..."))
    assert points(found) == [2.0, 1.0]
    assert "stopped" in found.notebook.cells[1].outputs[0].evalue


@pytest.mark.parametrize("where", ["answer", "helper"])
def test_a_kernel_that_ends_leaves_no_points_behind(host, where):
    """Does an ordinary test that was not run earn nothing, though it has no error of its own?"""
    end = "import os; os._exit(0)"
    answer = f"def standardize(train, test):\n    {end}"
    found = outcome(host, lesson(end) if where == "helper" else lesson(answer=answer))
    assert points(found) == [0.0, 0.0]
    assert "its process ended" in found.reason
    assert found.notebook.cells[0].source.startswith("**About this submission**")


def test_what_could_not_be_read_has_no_points(host):
    """Has every cell its reason?"""
    found = outcome(host, None, "There is no notebook.")
    assert points(found) == [0.0, 0.0]
    assert found.verdicts[0]["message"] == "There is no notebook."


def test_a_judge_that_ends_is_replaced(host):
    """Is the check asked again, and the answer none the worse for it?"""
    slow = RIGHT.replace("    mean,", "    import time; time.sleep(0.2)\n    mean,")
    host.judge.start()
    first = host.judge.process.pid
    threading.Timer(1.0, os.kill, (first, signal.SIGKILL)).start()
    wait = "import time; time.sleep(0.7)"
    assert points(outcome(host, lesson(wait, answer=slow))) == [2.0, 1.0]
    assert host.judge.process.pid != first


def test_a_warm_parent_that_ends_is_replaced(host):
    """Does the next submission find another one?"""
    host.parent()
    started = host._parent
    started.kill()
    started.wait()
    assert points(outcome(host, lesson())) == [2.0, 1.0]


@pytest.mark.parametrize("sandbox", [True, False])
def test_a_kernel_can_start_cold(host, sandbox):
    """Where nothing can be forked: in the sandbox, and out of it where that was asked for?"""
    with Kernel(host.folder, None, SETTINGS, sandbox) as kernel:
        (said,) = Executor(kernel, host.judge, 1).run("import os; print(os.getpid())")
    assert (int(said.text) < 10) == sandbox
    assert not kernel.work.exists()


def test_a_kernel_whose_connections_are_gone_is_not_waited_for(host):
    """Does the next piece of code find out, though nobody takes it any more?"""
    with Kernel(host.folder, host.parent(), SETTINGS) as kernel:
        executor = Executor(kernel, host.judge, 1)
        executor.run("1")
        kernel.process.send_signal(signal.SIGKILL)
        shell = kernel.client.shell_channel.socket
        deadline = time.monotonic() + 10
        while shell.poll(0, zmq.POLLOUT) and time.monotonic() < deadline:
            time.sleep(0.05)
        with pytest.raises(KernelLost):
            executor.run("2")


def test_without_a_sandbox_answers_are_judged_all_the_same(host):
    """Is the parent a fork's too?"""
    free = Host(host.folder, sandbox=False, settings=SETTINGS)
    try:
        found = outcome(free, lesson("import os; print(os.getpid())"))
    finally:
        free.close()
    assert points(found) == [2.0, 1.0]
    assert int(found.notebook.cells[1].outputs[0].text) > 10


def test_nothing_is_left_of_a_submission(host):
    """Are its folder and processes gone, a daemon's among them?"""
    daemon = "import subprocess as s\ns.Popen(['sleep', '987'], start_new_session=True)"
    before = set(Path(host.folder).iterdir())
    outcome(host, lesson(daemon))
    assert set(Path(host.folder).iterdir()) == before
    deadline = time.monotonic() + 5
    while running("sleep\x00987") and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not running("sleep\x00987")


def running(words):
    """Whether a process with this command line runs."""
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if words in path.read_text():
                return True
        except OSError:
            continue
    return False


def test_too_much_memory_ends_it(host):
    """Does the guard say what was too much?"""
    small = Host(host.folder, settings=replace(SETTINGS, cell=20))
    small.settings = replace(small.settings, limits=replace(small.settings.limits, memory=2**30))
    found = outcome(
        small, lesson("import time\nx = [np.ones(2**26) for _ in range(3)]\ntime.sleep(5)")
    )
    small.close()
    assert "used more than 1 GiB of memory" in found.reason
    assert points(found) == [0.0, 0.0]


def test_a_folder_that_nobody_can_use_ends_the_submission(tmp_path):
    """A student may close the work folder; a supervisor without rights then cannot ask."""
    kernel = SimpleNamespace(work=tmp_path / "closed", settings=SETTINGS)
    with pytest.raises(KernelLost, match="its folder cannot be used any more"):
        Executor(kernel, judge=None, seed=0).check("standardize", "standardize", 2)


def test_a_parent_is_found_where_locks_are_refused(host, monkeypatch):
    """Does whoever needs one wait for its turn in another way, and not for ever?"""

    def refuse(*_):
        raise OSError(errno.ENOLCK, "no locks")

    expected = host.parent()
    monkeypatch.setattr(fcntl, "flock", refuse)
    assert host.parent() == host.parent() == expected
