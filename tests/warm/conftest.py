"""Parents: one that has imported TensorFlow for all tests, and light ones that may be killed."""

import contextlib
import os
from pathlib import Path

import pytest
from warm_parents import LightParent, forks_of, wait_for

from grader.warm.starter import Parent

HERE = Path(__file__).parent


@pytest.fixture(scope="module", autouse=True)
def importable_mains():
    """Let children import `warm_mains`, which lies beside this file."""
    with _importable():
        yield


@pytest.fixture(scope="module")
def light(importable_mains):
    """A light parent for the tests of a module."""
    light = LightParent()
    yield light
    light.close()


@pytest.fixture
def own_parent():
    """A light parent to do anything to."""
    light = LightParent("--owner", str(os.getpid()))
    yield light
    light.close()


@pytest.fixture(scope="session")
def parent():
    """A parent that has imported everything; nothing of it may be left in the end."""
    with _importable():
        parent = Parent()
    try:
        parent.wait_until_ready()
        yield parent
    finally:
        parent.close()
    wait_for(lambda: not forks_of(parent.socket))


@contextlib.contextmanager
def _importable():
    """For a while only: other tests of this process start parents, too."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(HERE))
        yield
