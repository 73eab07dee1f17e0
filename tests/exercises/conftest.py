"""One process of answers serves all tests over the wire: it imports TensorFlow once."""

from pathlib import Path

import pytest

from grader.remote.process import Process


@pytest.fixture(scope="session")
def wire():
    process = Process(Path(__file__).with_name("bank.py"), timeout=120)
    yield process
    process.close()
