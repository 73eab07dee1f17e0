"""tools/bootstrap.py: when it builds, what it says, and that half a job is never taken for a whole.

The installers are replaced: what they do to a real machine is seen where `make test` runs.
"""

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "tools" / "bootstrap.py"


@pytest.fixture
def bootstrap(tmp_path, monkeypatch):
    """The script, at work in an empty course with an installer that only notes its calls."""
    spec = importlib.util.spec_from_file_location("bootstrap", SOURCE)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for name, path in {"LOCK": "requirements.lock", "VENV": ".venv", "TOOLS": ".tools"}.items():
        monkeypatch.setattr(module, name, tmp_path / path)
    monkeypatch.setattr(module, "ROOT", tmp_path)
    (tmp_path / "requirements.lock").write_text("numpy==2.0")
    (tmp_path / "pyproject.toml").write_text("[project]")
    module.calls = []

    def install(*_):
        module.calls.append("install")
        module.python().parent.mkdir(parents=True, exist_ok=True)
        module.python().touch()
        return True

    monkeypatch.setattr(module, "find_uv", lambda: "uv")
    monkeypatch.setattr(module, "install_with_uv", install)
    return module


def test_the_second_start_installs_nothing(bootstrap):
    """Is a finished environment recognised?"""
    bootstrap.main()
    bootstrap.main()
    assert bootstrap.calls == ["install"]


@pytest.mark.parametrize("name", ["requirements.lock", "pyproject.toml"])
def test_a_change_of_the_packages_installs_again(bootstrap, tmp_path, name):
    """Does a new lock count by its content, whatever its date?"""
    bootstrap.main()
    (tmp_path / name).write_text("changed")
    bootstrap.main()
    assert bootstrap.calls == ["install", "install"]


def test_a_moved_course_installs_again(bootstrap, tmp_path, monkeypatch):
    """An environment holds absolute paths: one that was moved is not up to date."""
    bootstrap.main()
    moved = tmp_path / "moved"
    moved.mkdir()
    for name in (".venv", "requirements.lock", "pyproject.toml"):
        (tmp_path / name).rename(moved / name)
    for name, path in {"ROOT": "", "LOCK": "requirements.lock", "VENV": ".venv"}.items():
        monkeypatch.setattr(bootstrap, name, moved / path)
    bootstrap.main()
    assert bootstrap.calls == ["install", "install"]


@pytest.mark.parametrize(
    "trouble", [KeyboardInterrupt(), subprocess.CalledProcessError(1, "pip"), OSError("disk full")]
)
def test_an_installation_that_ends_early_leaves_no_stamp(bootstrap, monkeypatch, trouble):
    """Does the next start begin again after Ctrl-C, a failed download or a full disk?"""
    bootstrap.main()
    bootstrap.LOCK.write_text("changed")

    def end(*_):
        raise trouble

    monkeypatch.setattr(bootstrap, "install_with_uv", end)
    with pytest.raises(SystemExit, match="make") as ended:
        bootstrap.main()
    assert len(str(ended.value).splitlines()) == 1
    assert not bootstrap.is_current()
    assert not bootstrap.stamp().exists()


@pytest.mark.parametrize("uv", [None, "uv"])
def test_pip_takes_over_where_uv_does_not_do_it(bootstrap, monkeypatch, capsys, uv):
    """With no uv, or one that fails, is pip used and said?"""
    installed = []
    monkeypatch.setattr(bootstrap, "find_uv", lambda: uv)
    monkeypatch.setattr(bootstrap, "install_with_uv", lambda *_: False)
    monkeypatch.setattr(bootstrap, "run", lambda *command: installed.append(command))
    bootstrap.VENV.mkdir()
    bootstrap.main()
    assert [bootstrap.python(), "-m", "pip"] == list(installed[1][:3])
    assert all("--require-hashes" in command or "--no-deps" in command for command in installed[1:])
    assert "pip takes over" in capsys.readouterr().out


def test_an_old_python_is_told_in_one_sentence(bootstrap, monkeypatch):
    """Does the message name both versions and what to type?"""
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    with pytest.raises(SystemExit, match=r"3\.9 is too old.*3\.11.*PYTHON="):
        bootstrap.main()
    assert bootstrap.calls == []


def test_a_python_without_venv_is_told_in_one_sentence(bootstrap, monkeypatch):
    """Debian's python3 comes without ensurepip: is the missing package named?"""
    real = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name: None if name == "ensurepip" else real(name)
    )
    with pytest.raises(SystemExit, match="apt-get install python3-venv"):
        bootstrap.main()
    assert bootstrap.calls == []


def test_an_old_python_can_read_the_script():
    """The sentence about an old Python helps only if that Python gets as far as to say it."""
    import ast

    ast.parse(SOURCE.read_text(), feature_version=(3, 7))
