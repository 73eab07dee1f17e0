"""tools/bootstrap.py: when it builds, what it says, and that half a job is never taken for a whole.

The installers are replaced: what they do to a real machine is seen where `make test` runs.
"""

import importlib.util
import os
import subprocess
import sys
from importlib.metadata import metadata
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
    """Is a finished environment recognized?"""
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


UNFIT = [((3, 9, 2), "too old"), ((3, 14, 0), "too new"), ((3, 15), "too new"), ((4, 0), "too new")]


@pytest.mark.parametrize(("version", "words"), UNFIT)
def test_a_python_without_wheels_is_told_before_anything_is_fetched(
    bootstrap, monkeypatch, version, words
):
    """Does the message name this version, those that will do, and what to type?"""
    monkeypatch.setattr(sys, "version_info", version)
    with pytest.raises(SystemExit, match=rf"{words}.*3\.11 to 3\.13.*PYTHON=") as ended:
        bootstrap.main()
    assert ".".join(map(str, version[:2])) in str(ended.value)
    assert len(str(ended.value).splitlines()) == 1
    assert bootstrap.calls == []


def test_a_python_of_another_kind_is_told(bootstrap, monkeypatch):
    """Free-threaded, for 32 bits, or not CPython: is each named?"""
    with monkeypatch.context() as patch:
        patch.setattr(bootstrap.sysconfig, "get_config_var", lambda name: 1)
        assert bootstrap.what_is_unfit() == "is free-threaded"
    with monkeypatch.context() as patch:
        patch.setattr(sys, "maxsize", 2**31 - 1)
        assert bootstrap.what_is_unfit() == "is for 32 bits"
    with monkeypatch.context() as patch:
        patch.setattr(bootstrap.sys.implementation, "name", "pypy")
        assert bootstrap.what_is_unfit() == "is pypy"


def test_the_newest_python_is_the_one_that_tensorflow_names(bootstrap):
    """Do TensorFlow's wheel, pyproject.toml and the script agree?"""
    prefix = "Programming Language :: Python :: 3."
    named = [each for each in metadata("tensorflow").get_all("Classifier") if prefix in each]
    assert (3, max(int(each.removeprefix(prefix)) for each in named)) == bootstrap.NEWEST
    beyond = f"<{bootstrap.NEWEST[0]}.{bootstrap.NEWEST[1] + 1}"
    assert beyond in (SOURCE.parents[1] / "pyproject.toml").read_text()


def test_a_umask_that_shuts_out_the_owner_is_not_kept(bootstrap):
    """Can what is installed be used by whoever installed it?"""
    before = os.umask(0o777)
    try:
        bootstrap.main()
        assert bootstrap.is_current()
    finally:
        os.umask(before)


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
