"""Ctrl-C in the middle of a build."""

import signal
import subprocess
import sys
import time

import pytest

BUILD = """
from types import SimpleNamespace
from grader.build import BuildError, run
double = SimpleNamespace(
    id="double", lesson="01_double", points=2.0, hints=("a", "b"), optional=False
)
try:
    run(".", exercises={"double": double})
except BuildError as error:
    raise SystemExit(str(error))
"""


@pytest.mark.slow
def test_an_interrupted_build_says_so_and_writes_nothing(course):
    """Does Ctrl-C end a build in one sentence, with every notebook as it was?"""
    course.replace("runs.write_text", "import time; runs.write_text")
    course.replace(
        "# %% [markdown]\n# ## The", "# %%\ntime.sleep(120)\n\n# %% [markdown]\n# ## The"
    )
    process = subprocess.Popen(
        [sys.executable, "-P", "-c", BUILD], cwd=course.root, stderr=subprocess.PIPE, text=True
    )
    while not course.runs.exists() and process.poll() is None:
        time.sleep(0.1)
    process.send_signal(signal.SIGINT)
    said = process.communicate(timeout=60)[1]
    assert process.returncode == 1
    assert "stopped; the lesson is as it was before." in said.splitlines()[-1]
    assert not course.instructor.exists()
    assert not course.student.exists()
