"""What the repository holds, and what it must never hold."""

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# In parts, so that this file does not name them either.
HOSTS = [
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("deb", "debian", "org"),
        ("conda", "anaconda", "org"),
        ("repo", "anaconda", "com"),
        ("download", "pytorch", "org"),
        ("proxy", "golang", "org"),
        ("crates", "io"),
    )
]
PRIVATE = [
    "gradebook.db",
    "nbgrader_config_local.py",
    "roster.csv",
    "submissions.zip",
    "submitted/ada/03_dropout/03_dropout.ipynb",
    "autograded/ada/03_dropout/03_dropout.ipynb",
    "feedback/ada/03_dropout/03_dropout.html",
    "my_course/03_dropout/03_dropout.ipynb",
    ".venv/bin/python",
    ".tools/bin/uv",
]


def git(*arguments, **options):
    """Run git in the repository; skip where this is not a clone."""
    if not (ROOT / ".git").exists():
        pytest.skip("This copy of the course is not a git repository.")
    return subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, **options)


@pytest.mark.parametrize("path", PRIVATE)
def test_what_is_private_is_ignored(path):
    """Can a learner's work or a class's grades be committed by accident?"""
    assert git("check-ignore", "--quiet", "--no-index", path).returncode == 0


@pytest.mark.parametrize("path", ["notebooks/a/a.ipynb", "solutions/a/a.py", "grader/build/a.py"])
def test_what_is_the_course_is_not_ignored(path):
    """Do the patterns for private files leave the course itself alone?"""
    assert git("check-ignore", "--quiet", "--no-index", path).returncode == 1


@pytest.mark.parametrize("path", ["Makefile", "notebooks/a/a.ipynb", "grader/cli.py"])
def test_lines_end_alike_on_every_system(path):
    """Can a clone that Git for Windows made be used in WSL?"""
    assert git("check-attr", "eol", path).stdout.strip().endswith("eol: lf")


@pytest.mark.parametrize("host", HOSTS)
def test_no_file_names_a_package_registry(host):
    """Where packages come from is the user's own configuration, in every file of the course."""
    found = git("grep", "--ignore-case", "--fixed-strings", "--files-with-matches", host)
    assert found.stdout == ""
    assert found.returncode == 1
