"""What many modules need to know stands in one of them."""

import ast
from pathlib import Path

PACKAGE = Path(__file__).parents[2] / "grader"


def test_the_configuration_is_named_once():
    """Do all others take the name of nbgrader's configuration from there?"""
    found = [
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and node.value == "nbgrader_config.py"
    ]
    assert found == ["classroom/config.py"]
