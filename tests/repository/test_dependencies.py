"""pyproject.toml, requirements.lock and environment.yml say the same."""

import re
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
LOCKS = ["requirements.lock", "tools/uv-requirements.txt"]


def pins(lock):
    """Return the requirements of a lock, each with its list of hashes."""
    text = (ROOT / lock).read_text().replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line and not line.lstrip().startswith("#")]
    parts = [line.partition(" --hash=") for line in lines]
    return [
        (Requirement(pin), re.findall(r"sha256:[0-9a-f]{64}\b", rest)) for pin, _, rest in parts
    ]


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_has_one_version_and_hashes(lock):
    """Can nothing but the very files that were locked be installed?"""
    assert pins(lock)
    for requirement, hashes in pins(lock):
        (specifier,) = requirement.specifier
        assert specifier.operator == "==", requirement
        assert "*" not in specifier.version, requirement
        assert hashes, requirement


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_host(lock):
    """Do the packages come from wherever the user's pip or uv is told to look?"""
    text = (ROOT / lock).read_text()
    assert "://" not in text
    assert not re.search(r"^\s*(-i|-f|--(extra-)?index|--find-links|--trusted-host)", text, re.M)


def test_the_lock_satisfies_every_dependency():
    """Is each dependency of the package and of its tests locked, in a version that is allowed?"""
    locked = {canonicalize_name(each.name): each for each, _ in pins("requirements.lock")}
    for line in PROJECT["dependencies"] + PROJECT["optional-dependencies"]["test"]:
        needed = Requirement(line)
        found = locked[canonicalize_name(needed.name)]
        (specifier,) = found.specifier
        assert needed.specifier.contains(specifier.version), f"{needed}: locked is {found}"


def test_torch_is_an_extra_that_the_lock_leaves_out():
    """A plain installation must not fetch gigabytes for hardware that few learners have."""
    assert PROJECT["optional-dependencies"]["torch"] == ["torch"]
    names = {canonicalize_name(each.name) for each, _ in pins("requirements.lock")}
    assert "torch" not in names
    assert not [name for name in names if name.startswith(("nvidia-", "triton"))]


def test_conda_installs_this_package_on_the_same_python():
    """Does environment.yml leave the dependencies to pyproject.toml, on a Python it allows?"""
    environment = yaml.safe_load((ROOT / "environment.yml").read_text())
    *conda, pip = environment["dependencies"]
    assert f"python{PROJECT['requires-python']}" in conda
    assert "pip" in conda
    assert pip == {"pip": ["-e .[test]"]}
    assert environment["name"] == PROJECT["name"]
