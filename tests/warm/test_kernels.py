"""Kernels from the parent through jupyter_client: what notebooks do, and the ways back to cold."""

import logging
import os
import signal
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import nbformat
import pytest
from jupyter_client.manager import KernelManager
from nbclient import NotebookClient
from warm_parents import is_gone, wait_for

from grader.warm import PATIENCE_VARIABLE, SOCKET_VARIABLE, client, kernel
from grader.warm.provisioner import kernel_arguments

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="no parent on this system"),
]
TIMEOUT = 60
FORKS = 60
FIT = """
import keras, numpy as np
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3), keras.layers.Dropout(0.5)])
model.compile("adam", "mse")
loss = model.fit(np.ones((64, 4)), np.ones((64, 3)), verbose=0).history["loss"][0]
"""
DRAWS = """
import tensorflow as tf
draws = tf.random.uniform(()).numpy(), keras.random.normal(()).numpy()
"""


class Kernel:
    """A kernel as Jupyter starts it, and what it answers."""

    def __init__(self):
        self.manager = KernelManager()
        self.manager.start_kernel()
        self.client = self.manager.client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=TIMEOUT)

    @property
    def process(self):
        """What the provisioner holds on to."""
        return self.manager.provisioner.process

    @property
    def is_warm(self):
        """Whether it is a fork."""
        return isinstance(self.process, client.Forked)

    def run(self, code):
        """Run a cell; return its messages as (type, content)."""
        told = []
        self.client.execute_interactive(code, timeout=TIMEOUT, output_hook=told.append)
        return [(message["msg_type"], message["content"]) for message in told]

    def value(self, expression):
        """What an expression is there."""
        told = self.run(f"print({expression})")
        return "".join(content["text"] for kind, content in told if kind == "stream").strip()

    def close(self):
        """Shut it down, at once."""
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)


@pytest.fixture
def warm(parent, monkeypatch):
    """Jupyter starts kernels from the parent."""
    for name, value in parent.environment().items():
        monkeypatch.setenv(name, value)
    from jupyter_client.provisioning import KernelProvisionerFactory

    KernelProvisionerFactory.clear_instance()  # it reads the variable once
    yield parent
    KernelProvisionerFactory.clear_instance()


@pytest.fixture
def kernels(warm):
    """Start kernels; they end with the test."""
    started = []

    def start():
        started.append(Kernel())
        return started[-1]

    yield start
    for one in started:
        one.close()


def test_a_notebook_runs_as_ever(kernels, warm):
    """Printing, a picture, a fit, the command line, the folder and the environment."""
    one = kernels()
    assert one.is_warm
    assert one.value("1 + 1") == "2"
    assert one.value("__import__('sys').argv[1]") == "-f"
    assert one.value("__import__('os').getcwd()") == os.getcwd()
    assert one.value("'COURSE_WARM_SOCKET' in __import__('os').environ") == "False"
    course = "[name for name in __import__('sys').modules if name.startswith('grader')]"
    assert one.value(course) == "[]"
    shown = one.run("import matplotlib.pyplot as plt; plt.plot([1, 2]);")
    assert any(kind == "display_data" and "image/png" in c["data"] for kind, c in shown)
    one.run(FIT)
    assert float(one.value("loss")) >= 0


def test_two_kernels_draw_different_numbers(kernels):
    """TensorFlow, Keras, NumPy, Python, and the weights that a layer begins with."""
    drawn = []
    for _ in range(2):
        one = kernels()
        one.run(FIT)
        one.run(DRAWS)
        names = (
            "*draws, np.random.rand(), __import__('random').random(), model.get_weights()[0][0][0]"
        )
        drawn.append(one.value(f"[float(x) for x in ({names})]"))
    first, second = (set(one.strip("[]").split(", ")) for one in drawn)
    assert len(first) == len(second) == 5
    assert not first & second


def test_the_parent_ran_no_operation(kernels, warm):
    """A fork finds TensorFlow's context as the parent left it; OpenBLAS ended its own threads."""
    one = kernels()
    one.run("from tensorflow.python.eager import context")
    assert one.value("context.context()._context_handle") == "None"
    assert one.value("__import__('os').getppid()") == str(warm.process.pid)
    assert len(os.listdir(f"/proc/{warm.process.pid}/task")) == 1


def test_it_is_interrupted(kernels):
    """Does the signal reach the kernel, and does it go on afterwards?"""
    one = kernels()
    code = "import time; print('begun', flush=True); time.sleep(50)"
    told = []

    def hook(message):
        told.append(message)
        if message["msg_type"] == "stream":
            one.manager.interrupt_kernel()

    one.client.execute_interactive(code, timeout=TIMEOUT, output_hook=hook)
    assert [m["content"]["ename"] for m in told if m["msg_type"] == "error"] == [
        "KeyboardInterrupt"
    ]
    assert one.value("1 + 1") == "2"


def test_it_is_restarted(kernels):
    """A new fork, without the old one's names; nothing stays of the old one."""
    one = kernels()
    one.run("kept = 1")
    old = one.process.pid
    one.manager.restart_kernel()
    one.client.wait_for_ready(timeout=TIMEOUT)
    assert one.is_warm
    assert one.process.pid != old
    assert one.value("'kept' in globals()") == "False"
    wait_for(lambda: is_gone(old))


def test_shutdown_ends_what_it_started(kernels):
    """Is a process of the kernel, in a group of its own, gone with it?"""
    one = kernels()
    one.run("import subprocess; other = subprocess.Popen(['sleep', '300'], process_group=0).pid")
    other, pid = int(one.value("other")), one.process.pid
    one.manager.shutdown_kernel()
    wait_for(lambda: is_gone(other) and is_gone(pid))


def test_a_crash_is_noticed(kernels):
    """Does Jupyter see that the kernel has died?"""
    one = kernels()
    assert one.manager.is_alive()
    os.kill(one.process.pid, signal.SIGKILL)
    wait_for(lambda: not one.manager.is_alive())


def test_the_debugger_answers(kernels):
    """JupyterLab asks for it in every kernel."""
    one = kernels()
    request = {"seq": 1, "type": "request", "command": "debugInfo", "arguments": {}}
    message = one.client.session.msg("debug_request", request)
    one.client.control_channel.send(message)
    assert one.client.get_control_msg(timeout=TIMEOUT)["content"]["success"]


def test_nbclient_takes_its_kernels_there(warm, tmp_path):
    """So nbgrader and nbconvert do, which execute notebooks with it."""
    cell = nbformat.v4.new_code_cell("import os; os.getppid()")
    notebook = nbformat.v4.new_notebook(cells=[cell])
    NotebookClient(notebook, kernel_name="python3").execute(cwd=str(tmp_path))
    assert notebook.cells[0].outputs[0]["data"]["text/plain"] == str(warm.process.pid)


def test_nbval_takes_its_kernels_there(warm, tmp_path):
    """As `make test` has it run the solution notebooks."""
    cell = nbformat.v4.new_code_cell(f"import os; assert os.getppid() == {warm.process.pid}")
    nbformat.write(nbformat.v4.new_notebook(cells=[cell]), tmp_path / "one.ipynb")
    command = [sys.executable, "-m", "pytest", "--nbval-lax", "--nbval-current-env", "one.ipynb"]
    result = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert "1 passed" in result.stdout, result.stdout


def test_without_a_parent_it_starts_cold(kernels, monkeypatch, tmp_path, caplog):
    """The reason is logged in one line, and the kernel works."""
    monkeypatch.setenv(SOCKET_VARIABLE, str(tmp_path / "nothing"))
    starts_cold(kernels, caplog, "there is no parent at")


def test_a_parent_that_does_not_answer_is_not_waited_for(kernels, monkeypatch, tmp_path, caplog):
    """Does patience end?"""
    path = str(tmp_path / "deaf")
    monkeypatch.setenv(SOCKET_VARIABLE, path)
    monkeypatch.setenv(PATIENCE_VARIABLE, "0.3")
    with socket.socket(socket.AF_UNIX) as deaf:
        deaf.bind(path)
        deaf.listen()
        starts_cold(kernels, caplog, "the parent did not answer within 0.3 s")


def test_a_child_that_hangs_is_replaced(kernels, monkeypatch, caplog):
    """Does the watchdog start another kernel?"""
    monkeypatch.setattr(kernel, "NAME", "warm_mains:hangs")
    monkeypatch.setattr(client, "fork", partial(client.fork, watchdog=0.3))
    starts_cold(kernels, caplog, "the child was not up within 0.3 s")


def starts_cold(kernels, caplog, reason):
    """Is there a kernel, a cold one, and one line that says why?"""
    with caplog.at_level(logging.WARNING):
        one = kernels()
    lines = [record.getMessage() for record in caplog.records if "cold" in record.getMessage()]
    assert len(lines) == 1
    assert reason in lines[0]
    assert not one.is_warm
    assert one.value("1 + 1") == "2"


@pytest.mark.parametrize(
    ("command", "arguments"),
    [
        ([sys.executable, "-m", "ipykernel_launcher", "-f", "x"], ["-f", "x"]),
        ([sys.executable, "-Xfrozen_modules=off", "-m", "ipykernel", "-f", "x"], ["-f", "x"]),
        ([sys.executable, "-O", "-m", "ipykernel_launcher", "-f", "x"], None),
        ([sys.executable, "-m", "other_kernel", "-f", "x"], None),
        (["/usr/bin/python3", "-m", "ipykernel_launcher", "-f", "x"], None),
        (["R", "--slave"], None),
    ],
)
def test_only_this_environments_python_kernel_is_forked(command, arguments):
    """Do other kernels start as ever?"""
    assert kernel_arguments(command) == arguments


def test_many_forks_with_a_fit_in_each_never_hang(parent):
    """Each fits a Keras model under a watchdog, two at a time: none is late, none fails."""

    def fit(_):
        request = client.Request("warm_mains:fits", ["name"], "/", dict(os.environ))
        child = client.fork(parent.socket, request, watchdog=TIMEOUT)
        code = child.wait(timeout=TIMEOUT)
        if code is None:
            child.kill()
        return code

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(fit, range(FORKS))) == [0] * FORKS
