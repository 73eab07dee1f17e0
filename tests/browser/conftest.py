"""JupyterLab as `course lab` starts it, for a learner with an empty home."""

import os
import sys
from pathlib import Path

import pytest
from lab_server import served

COURSE = Path(sys.executable).with_name("course")


@pytest.fixture(scope="module")
def learner(tmp_path_factory):
    """The environment of a learner with an empty home and an empty folder for the course."""
    place = tmp_path_factory.mktemp("learner")
    (place / "home").mkdir()
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("JUPYTER", "XDG_", "COURSE_", "PYTEST", "DISPLAY", "WAYLAND"))
    }
    return kept | {"HOME": str(place / "home"), "COURSE_FOLDER": str(place / "my_course")}


@pytest.fixture(scope="module")
def address(learner):
    """The address that `course lab` prints; the server ends with the module's tests."""
    with served([COURSE, "lab", "--no-browser"], env=learner) as printed:
        yield printed
