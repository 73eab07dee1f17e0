"""Lessons run in this interpreter, whatever the user has installed or configured."""

import json
import sys

import nbformat
import pytest

pytestmark = pytest.mark.slow


def outputs(course, code):
    course.replace("# %% [markdown]\n# ### The end", f"# %%\n{code}")
    course.build()
    last = nbformat.read(course.instructor, as_version=4).cells[-1]
    return "".join(output.text for output in last.outputs)


def test_another_kernel_in_the_home_folder_is_not_used(course, tmp_path_factory, monkeypatch):
    """Is a user's own python3 kernel passed over?"""
    home = tmp_path_factory.mktemp("home")
    kernel = home / ".local" / "share" / "jupyter" / "kernels" / "python3"
    kernel.mkdir(parents=True)
    spec = {"argv": ["/bin/false"], "display_name": "Other", "language": "python"}
    (kernel / "kernel.json").write_text(json.dumps(spec))
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("JUPYTER_PREFER_ENV_PATH", "0")
    code = f"import sys; print(sys.prefix == {sys.prefix!r})"
    assert outputs(course, code) == "True\n"


def test_a_user_s_startup_files_do_not_run(course, tmp_path_factory, monkeypatch):
    """Do outputs not depend on the user's IPython profile and matplotlib backend?"""
    profile = tmp_path_factory.mktemp("ipython")
    startup = profile / "profile_default" / "startup"
    startup.mkdir(parents=True)
    (startup / "00.py").write_text("mine = 1\n")
    monkeypatch.setenv("IPYTHONDIR", str(profile))
    monkeypatch.setenv("MPLBACKEND", "agg")
    code = 'import matplotlib; print("mine" in globals(), "inline" in matplotlib.get_backend())'
    assert outputs(course, code) == "False True\n"


def test_a_build_is_nobody_s_progress(course, monkeypatch):
    """Do the checks of a build not know of a learner's folder?"""
    monkeypatch.setenv("COURSE_FOLDER", str(course.root))
    assert outputs(course, 'import os; print("COURSE_FOLDER" in os.environ)') == "False\n"
