"""nbgrader's own commands: with the course's configuration, or not at all.

nbgrader goes on with its defaults when a configuration fails, and those run students' code with all
rights of whoever grades.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import hiding
import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]


@pytest.fixture
def nbgrader(tmp_path):
    """Run one of its commands in a course directory."""
    shutil.copy(ROOT / "nbgrader_config.py", tmp_path)
    programs = Path(sys.executable).parent

    def run(**variables):
        path = os.pathsep.join((str(programs), os.environ["PATH"]))
        return subprocess.run(
            [programs / "nbgrader", "db", "student", "list"],
            cwd=tmp_path,
            env=os.environ | {"PATH": path} | variables,
            capture_output=True,
            text=True,
        )

    return run


def test_files_beside_the_configuration_hide_nothing(nbgrader, tmp_path):
    """nbgrader puts the folder that it is started in before all packages."""
    hiding.fill(tmp_path)
    done = nbgrader()
    assert done.returncode == 0, done.stderr
    assert "There are 0 students" in done.stdout


def test_without_the_course_nothing_is_done(nbgrader, tmp_path):
    """Is it one sentence, instead of nbgrader as it comes?"""
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "grader.py").write_text("raise RuntimeError('another one')")
    done = nbgrader(PYTHONPATH=str(tmp_path / "other"))
    assert done.returncode == 1
    assert "cannot be imported (another one)" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "gradebook.db").exists()


@pytest.mark.parametrize("text", ["no python", "c.Nothing.x = 1 / 0"])
def test_a_local_configuration_that_fails_is_named(nbgrader, tmp_path, text):
    """Is nothing done without an instructor's own settings?"""
    (tmp_path / "nbgrader_config_local.py").write_text(text)
    done = nbgrader()
    assert done.returncode == 1
    assert done.stderr.startswith("nbgrader_config_local.py: ")
    assert done.stderr.count("\n") <= 1
