"""TensorFlow and matplotlib, imported before the fork, work in a confined process."""

import pytest
from arenas import Arena, WarmParent


@pytest.fixture(scope="module")
def tensorflow_parent():
    parent = WarmParent("keras", "tensorflow", "matplotlib.pyplot", "sklearn.datasets")
    yield parent
    parent.close()


@pytest.mark.slow
def test_keras_fits_and_matplotlib_draws(tensorflow_parent, tmp_path):
    """Do training, reading a bundled data set and drawing work, twice from one parent?"""
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        arena = Arena(tensorflow_parent, tmp_path / name, user=0)
        outcome = arena.run("fit_and_plot")
        assert (outcome.value, outcome.code, outcome.reason) == (True, 0, None)
        assert (arena.work / "figure.png").read_bytes().startswith(b"\x89PNG")
