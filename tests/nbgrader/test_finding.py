"""nbgrader's search for files, below folders whose names are patterns."""

import pytest

from grader.nbgrader_plugin.finding import find

FILES = ("submitted/ada [x]/hw/hw.ipynb", "submitted/a/hw/hw.ipynb", "submitted/a/hw/hw.py")


@pytest.fixture
def root(tmp_path):
    """A course directory with brackets in its name, beside one that they match as a pattern."""
    for course in ("DL [2026]*", "DL 2"):
        for name in FILES:
            path = tmp_path / course / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch()
    return tmp_path / "DL [2026]*"


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("submitted/*/hw", ["submitted/a/hw", "submitted/ada [x]/hw"]),
        ("submitted/ada [x]/hw/*.ipynb", ["submitted/ada [x]/hw/hw.ipynb"]),
        ("submitted/[b-z]*/hw", []),
        ("submitted/a/hw/hw.py", ["submitted/a/hw/hw.py"]),
        ("submitted/nobody", []),
        ("", [""]),
    ],
)
def test_what_is_there_by_its_name_is_no_pattern(root, pattern, expected):
    """Is everything found in the folder that was meant, and nothing in others?"""
    assert sorted(find(f"{root}/{pattern}")) == sorted(f"{root}/{name}" for name in expected)
