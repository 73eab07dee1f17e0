"""Settings that the environment brings along: what a process of the course has in their place."""

import os
import subprocess
import sys
import types

import pytest

from grader.scoring import environment
from grader.warm import library_settings

KERNEL = "ipykernel.kernelapp"


@pytest.fixture
def found(monkeypatch):
    """What `pin` notes goes with the test, and what it sets."""
    monkeypatch.setattr(library_settings, "_found", {})
    monkeypatch.setattr(os, "environ", dict(os.environ))
    return library_settings.as_the_user_has_it


@pytest.mark.parametrize("given", [None, "7", "random"])
def test_texts_have_the_same_hash_in_every_graded_kernel(monkeypatch, tmp_path, given):
    """An answer may show it: does a regrade find what the first one did?"""
    monkeypatch.delenv("PYTHONHASHSEED", raising=False)
    if given is not None:
        monkeypatch.setenv("PYTHONHASHSEED", given)
    code = [sys.executable, "-c", "print(hash('a'))"]
    fixed = subprocess.check_output(code, env=os.environ | {"PYTHONHASHSEED": "0"})
    for variables in (environment.of_parent(tmp_path), environment.of_kernel(tmp_path)):
        assert subprocess.check_output(code, env=variables) == fixed


@pytest.mark.parametrize("backend", ["Qt4Agg", "module://ipympl.backend_nbagg"])
def test_a_backend_of_the_users_is_dropped(monkeypatch, found, backend):
    """Matplotlib cannot be imported with one that it does not know."""
    monkeypatch.delitem(sys.modules, KERNEL, raising=False)
    os.environ["MPLBACKEND"] = backend
    assert "MPLBACKEND" not in library_settings.own(os.environ)
    library_settings.pin(None)
    assert "MPLBACKEND" not in os.environ
    assert found()["MPLBACKEND"] == backend


def test_a_kernel_keeps_the_backend_that_shows_its_pictures(monkeypatch, found):
    """A notebook imports the course before it draws."""
    monkeypatch.setitem(sys.modules, KERNEL, types.ModuleType(KERNEL))
    os.environ["MPLBACKEND"] = "module://matplotlib_inline.backend_inline"
    library_settings.pin(None)
    assert os.environ["MPLBACKEND"] == "module://matplotlib_inline.backend_inline"
