"""Is an answer that draws from a global generator told from one that only imports a library?"""

import random
import sys

import numpy as np
import pytest

from grader.student import local

MODULE = "import random\n\nrandom.random()\n"


@pytest.fixture
def drawing_module(tmp_path, monkeypatch):
    """A module that draws from Python's generator while it is imported, as some libraries do."""
    (tmp_path / "draws_when_imported.py").write_text(MODULE)
    monkeypatch.syspath_prepend(tmp_path)


def imports_it(rng):
    import draws_when_imported  # noqa: F401

    return rng.random()


def imports_it_and_draws(rng):
    import draws_when_imported  # noqa: F401

    return np.random.rand()


@pytest.mark.parametrize(
    ("answer", "draws"),
    [
        (imports_it, False),
        (imports_it_and_draws, True),
        (lambda rng: random.random(), True),
        (lambda rng: np.random.rand(), True),
        (lambda rng: rng.random(), False),
    ],
)
@pytest.mark.usefixtures("drawing_module")
def test_global_draws_are_noticed(answer, draws, monkeypatch):
    monkeypatch.delitem(sys.modules, "draws_when_imported", raising=False)
    student = local(answer)
    student(np.random.default_rng(0))
    assert student.notes.global_draws is draws


@pytest.fixture
def another_global_generator():
    """NumPy's global generator can be exchanged."""
    usual = np.random.get_bit_generator()
    np.random.set_bit_generator(np.random.PCG64())
    yield
    np.random.set_bit_generator(usual)


@pytest.mark.usefixtures("another_global_generator")
@pytest.mark.parametrize(
    ("answer", "draws"), [(lambda rng: np.random.rand(), True), (lambda rng: rng.random(), False)]
)
def test_draws_from_another_global_generator_are_noticed(answer, draws):
    student = local(answer)
    student(np.random.default_rng(0))
    assert student.notes.global_draws is draws
