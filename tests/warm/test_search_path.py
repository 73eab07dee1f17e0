"""Folders on PYTHONPATH: which hide something, and what becomes of them."""

import os
import sysconfig
import zipfile

import pytest

from grader.warm import search_path


@pytest.fixture
def settled(monkeypatch):
    """Settle a path; returns the folders that are left, and what is said of the others."""

    def settle(*folders):
        monkeypatch.setattr(search_path, "_passed_over", [])
        monkeypatch.setenv("PYTHONPATH", os.pathsep.join(map(str, folders)))
        search_path.settle()
        left = os.environ.get("PYTHONPATH", "").split(os.pathsep)
        return list(filter(None, left)), search_path.passed_over()

    return settle


def packed(path):
    """An archive that holds a module."""
    with zipfile.ZipFile(path / "modules.zip", "w") as archive:
        archive.writestr("random.py", "")
    return path / "modules.zip"


@pytest.mark.parametrize(
    ("name", "hidden"),
    [
        ("random.py", "random"),
        ("numpy/__init__.py", "numpy"),
        (f"numpy{search_path.SUFFIXES[0]}", "numpy"),
        ("distributed.pyc", "distributed"),
        ("grader/notes.txt", "grader"),
    ],
)
def test_a_folder_that_hides_something_is_passed_over(settled, tmp_path, name, hidden):
    """Is it taken off the path and named, and does its neighbor stay?"""
    bad, good = tmp_path / "bad", tmp_path / "good"
    for path in (bad / name, good / "my_layers.py", good / "numpy" / "data.csv"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    left, said = settled(good, bad)
    assert left == [str(good)]
    (sentence,) = said
    assert sentence.startswith(f"{bad} on PYTHONPATH is passed over")
    assert f" {hidden} " in sentence


def test_an_archive_is_looked_into(settled, tmp_path):
    """Python imports from archives, too."""
    left, (sentence,) = settled(packed(tmp_path))
    assert left == []
    assert " random " in sentence


def test_this_installation_hides_nothing_of_itself(settled, tmp_path):
    """Do the course's own folder and Python's stay, and folders that are not there?"""
    folders = [search_path.HERE, sysconfig.get_paths()["stdlib"], str(tmp_path / "nowhere")]
    assert settled(*folders) == (folders, [])
    assert settled() == ([], [])
