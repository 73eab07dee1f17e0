"""Where JupyterLab keeps sockets, settings and histories."""

import os
from pathlib import Path

import pytest

from grader.learner import desk, jupyter
from grader.warm import places, private


def test_kernels_of_a_lab_listen_in_a_private_folder(monkeypatch):
    """Is it there while the server runs, and gone afterwards?"""
    monkeypatch.setattr(os, "environ", dict(os.environ))
    with desk.private_sockets() as arguments:
        folder = Path(os.environ["JUPYTER_RUNTIME_DIR"])
        assert arguments == ["--KernelManager.transport=ipc"]
        assert private.is_private(folder)
        longest = folder / f"kernel-{'0' * 8}-0000-0000-0000-{'0' * 12}-ipc-1"
        assert len(os.fsencode(longest)) <= places.LONGEST
    assert not folder.exists()


def test_a_home_that_can_be_written_is_left_alone(monkeypatch, tmp_path):
    """Do a user's own settings stay where they are?"""
    monkeypatch.setenv("HOME", str(tmp_path))
    assert desk.homes(tmp_path) == {}


@pytest.mark.parametrize("there", [False, True])
def test_the_history_of_what_was_typed_is_nobody_elses(monkeypatch, tmp_path, there):
    """Is it closed before IPython makes it, or where it has been made open to all?"""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("IPYTHONDIR", raising=False)
    history = tmp_path / ".ipython" / "profile_default" / "history.sqlite"
    if there:
        history.parent.mkdir(parents=True)
        history.write_text("x = 1")
        history.chmod(0o644)
    desk.homes(tmp_path)
    assert history.stat().st_mode & 0o777 == 0o600
    assert history.read_text() == ("x = 1" if there else "")
    if not there:
        assert (tmp_path / ".ipython").stat().st_mode & 0o777 == 0o700


def test_without_a_home_the_learners_folder_takes_its_place(monkeypatch, tmp_path):
    """Are settings, histories and caches kept there, whoever is refused, root included?"""
    monkeypatch.setenv("HOME", "/proc/nowhere")
    variables = jupyter.environment(tmp_path)
    for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "IPYTHONDIR", "MPLCONFIGDIR"):
        assert Path(variables[name]).is_relative_to(tmp_path)
