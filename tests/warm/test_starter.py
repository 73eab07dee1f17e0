"""A command with warm kernels, and what it is told where there are none."""

import sys
from contextlib import contextmanager

import pytest

from grader.warm import __main__ as command
from grader.warm import client, starter


@pytest.fixture
def variables(monkeypatch):
    """A parent's variables without a parent; they are taken back in the end."""
    known = {"COURSE_WARM_SOCKET": "/there"}

    @contextmanager
    def kernels():
        yield known
        known.clear()

    monkeypatch.setattr(command, "warm_kernels", kernels)
    return known


def test_a_command_runs_with_the_variables_and_its_exit_code_is_kept(variables):
    """Does the command see the parent, and is the parent ended after it?"""
    code = "import os, sys; sys.exit(7 if os.environ['COURSE_WARM_SOCKET'] == '/there' else 1)"
    assert command.main([sys.executable, "-c", code]) == 7
    assert not variables


def test_a_command_that_is_not_there_is_named(variables):
    """One sentence, no traceback."""
    with pytest.raises(SystemExit, match="there is no command nothing-of-this-name"):
        command.main(["nothing-of-this-name"])


def test_nothing_to_run_is_said():
    """Before anything is started."""
    with pytest.raises(SystemExit, match="needs a command"):
        command.main([])


def test_without_fork_kernels_start_cold(monkeypatch, capsys):
    """One line says why, and the command runs all the same."""
    monkeypatch.delattr(starter.os, "pidfd_open", raising=False)
    with starter.warm_kernels() as variables:
        assert variables == {}
    assert "Kernels start cold: this system cannot fork" in capsys.readouterr().err


def test_an_installation_without_the_provisioner_starts_cold(monkeypatch, capsys):
    """Jupyter would find no kernel at all if it were named."""
    monkeypatch.setattr(starter.os, "pidfd_open", None, raising=False)
    monkeypatch.setattr(starter, "entry_points", lambda **_: ())
    with starter.warm_kernels() as variables:
        assert variables == {}
    assert "run make again" in capsys.readouterr().err


def test_a_parent_that_does_not_get_ready_is_ended(monkeypatch, capsys):
    """Is it closed, and are kernels cold then?"""
    closed = []

    class Parent:
        def wait_until_ready(self):
            raise client.NotWarm("the parent has gone")

        def close(self):
            closed.append(True)

    monkeypatch.setattr(starter, "Parent", Parent)
    with starter.warm_kernels() as variables:
        assert variables == {}
    assert closed == [True]
    assert "Kernels start cold: the parent has gone." in capsys.readouterr().err
