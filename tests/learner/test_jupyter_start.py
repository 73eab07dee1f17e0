"""How JupyterLab is started: port, kernel, page and privacy."""

import json
import os
import socket
import sys
from contextlib import nullcontext
from pathlib import Path
from types import SimpleNamespace

import pytest
from jupyter_server.base.websocket import WebSocketMixin

import grader
from grader.learner import CourseError, jupyter, ports, server
from grader.warm import PATIENCE_VARIABLE, PROVISIONER_VARIABLE, SOCKET_VARIABLE

GRADER = Path(grader.__file__).parent


@pytest.fixture
def taken_port():
    """A port on which something listens."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        yield server.getsockname()[1]


def test_a_taken_port_is_passed_over(taken_port, monkeypatch):
    """Is the next free port taken when the first one is in use?"""
    monkeypatch.setattr(ports, "FIRST", taken_port)
    with ports.reserve() as listener:
        assert listener.getsockname()[1] > taken_port


def test_two_labs_never_have_the_same_port(monkeypatch):
    """Is a port gone for others as soon as it is reserved, long before JupyterLab listens?"""
    with ports.reserve() as one, ports.reserve() as other:
        assert one.getsockname() != other.getsockname()


def test_a_taken_port_that_was_asked_for_is_refused(taken_port, tmp_path):
    """One sentence names the port instead of another port being taken silently."""
    with pytest.raises(CourseError, match=f"Port {taken_port} is in use"):
        jupyter.start(tmp_path, port=taken_port, browser=False)


def test_no_free_port_is_said(monkeypatch):
    """Does the message say what to type?"""
    monkeypatch.setattr(ports, "_listening", lambda port: None)
    with pytest.raises(CourseError, match="--port"):
        ports.reserve()


def test_the_server_takes_the_port_that_was_reserved(capsys):
    """Is the address told once that server listens, and not before?"""
    with ports.reserve() as listener:
        kind = server.on(listener, lambda: print("ready"))
        taken = []
        app = kind()
        app._http_server = SimpleNamespace(add_socket=taken.append)
        app._find_http_port()
        assert capsys.readouterr().out == ""
        app._bind_http_server()
        assert taken == [listener]
        assert capsys.readouterr().out == "ready\n"


def test_the_kernel_is_this_python_whatever_the_user_has(tmp_path, monkeypatch):
    """Does a kernel named python3 from elsewhere, earlier on the path, lose against ours?"""
    from jupyter_client.kernelspec import KernelSpecManager

    foreign = tmp_path / "foreign" / "kernels" / "python3"
    foreign.mkdir(parents=True)
    (foreign / "kernel.json").write_text('{"argv": ["other"], "display_name": "Other"}')
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path / "foreign"))
    assert KernelSpecManager().get_kernel_spec("python3").argv == ["other"]
    for name, value in jupyter.environment(tmp_path).items():
        monkeypatch.setenv(name, value)
    found = KernelSpecManager().get_kernel_spec("python3")
    assert Path(found.resource_dir).is_relative_to(sys.prefix)


def test_the_first_start_opens_the_first_lesson_and_later_ones_the_layout(tmp_path):
    """Does a learner come back to where the work was left?"""
    assert jupyter.opening_page(tmp_path) == "/lab/tree/00_start_here/00_start_here.ipynb"
    (tmp_path / ".jupyter" / "workspaces").mkdir(parents=True)
    assert jupyter.opening_page(tmp_path) == "/lab"


@pytest.mark.parametrize(("variables", "expected"), [({}, False), ({"DISPLAY": ":0"}, True)])
def test_a_browser_needs_a_screen(monkeypatch, variables, expected):
    """On Linux without a display no text browser takes over the terminal."""
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert jupyter.has_screen() is expected


@pytest.fixture
def passed(monkeypatch):
    """What JupyterLab is told by a start at which it does nothing."""
    import jupyterlab.labapp

    arguments = []
    monkeypatch.setattr(jupyterlab.labapp, "main", lambda argv: arguments.extend(argv))
    monkeypatch.setattr(jupyter, "warm_kernels", lambda wait: nullcontext({}))
    monkeypatch.setattr(os, "environ", dict(os.environ))
    return arguments


@pytest.mark.parametrize("root", [True, False])
def test_root_is_allowed_and_told(tmp_path, monkeypatch, capsys, passed, root):
    """Is --allow-root passed for root only, with a line that says so?"""
    monkeypatch.setattr(jupyter, "is_root", lambda: root)
    jupyter.start(tmp_path, browser=False)
    assert ("--allow-root" in passed) is root
    assert ("--allow-root" in capsys.readouterr().out) is root


def test_a_lab_that_ended_holds_no_port(tmp_path, passed):
    """Does the same start find the same port again in this process?"""
    jupyter.start(tmp_path, browser=False)
    first = [each for each in passed if each.startswith("--ServerApp.port=")]
    passed.clear()
    jupyter.start(tmp_path, browser=False)
    assert first == [each for each in passed if each.startswith("--ServerApp.port=")]


@pytest.mark.parametrize("waits", [True, False])
def test_kernels_are_warm_and_only_the_first_lesson_does_not_wait(monkeypatch, waits):
    """Does the server, and not every terminal in it, know the provisioner?"""
    monkeypatch.setattr(os, "environ", {})
    (argument,) = jupyter.warm_arguments({SOCKET_VARIABLE: "/there"}, waits)
    assert argument.endswith(".default_provisioner_name=warm-provisioner")
    assert os.environ.pop(SOCKET_VARIABLE) == "/there"
    assert (PATIENCE_VARIABLE not in os.environ) is waits
    assert PROVISIONER_VARIABLE not in os.environ


def test_without_warm_kernels_the_server_is_started_as_ever(monkeypatch):
    """Where there is no fork, nothing is set."""
    monkeypatch.setattr(os, "environ", {})
    assert jupyter.warm_arguments({}, waits=True) == []
    assert os.environ == {}


@pytest.mark.parametrize("of", ["learner", "classroom"])
def test_the_terminal_is_not_warned_of_jupyter_s_own_settings(of):
    """Tornado warns where a lost connection is noticed later than the next one is looked for."""
    config = json.loads((GRADER / of / "jupyter_config/jupyter_server_config.json").read_text())
    looking = WebSocketMixin()
    looking.settings = config["ServerApp"]["tornado_settings"]
    assert 0 < looking.ping_timeout <= looking.ping_interval
