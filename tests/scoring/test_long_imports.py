"""TensorFlow is imported where a notebook names it, and found where it hides the name."""

import shutil
import tempfile
from pathlib import Path

import pytest
from small_lesson import lesson, outcome, points

from grader.sandbox.probing import missing, probe
from grader.scoring.host import Host
from grader.scoring.long_imports import modules_in, of_kernel, training

FOUND = "import sys\nprint('tensor' + 'flow' in sys.modules)"
HIDDEN = "module = __import__('tensor' + 'flow')\nprint(int(module.constant(3)))"


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["import numpy as np", ""], False),
        (["import numpy as np", "from keras import Sequential"], True),
        (["import tensorflow as tf"], True),
        ([], False),
        (["import os, numpy as np", "from grader.lab.start.plots import show_scaling"], False),
        (["import os, our_course as c"], True),
        (["    from grader.lab.dropout import own"], True),
        (["from . import helper"], True),
    ],
)
def test_what_trains_networks_comes_where_it_may_be_needed(texts, expected):
    """Is it all of it, or nothing?"""
    assert training(iter(texts)) == (["tensorflow", "keras"] if expected else [])


def test_torch_comes_only_where_it_runs():
    """Does a cell that need not run bring in TensorFlow, and no torch?"""
    torch, keras = "import torch", "import keras"
    assert of_kernel([torch, keras], []) == ["tensorflow", "keras"]
    assert of_kernel([torch, keras], [torch]) == ["tensorflow", "keras", "torch"]


def test_modules_beside_a_notebook_are_read():
    """Is a helper found that names it, in any encoding, and a table left alone?"""
    files = {"a/helper.py": b"\xff\nimport keras", "numbers.csv": b"keras"}
    assert training(modules_in(files)) == ["tensorflow", "keras"]
    assert not training(modules_in({"numbers.csv": b"keras"}))


@pytest.fixture
def host():
    """A host whose warm parent is this test's own."""
    if lacking := missing(probe()):
        pytest.skip(lacking)
    folder = tempfile.mkdtemp(prefix="h")
    host = Host(folder)
    yield host
    host.close()
    shutil.rmtree(folder)


def has_tensorflow(process):
    """Whether a process has the library in its memory."""
    return "tensorflow/python" in Path(f"/proc/{process.pid}/maps").read_text()


def printed(found):
    """What the cell printed that the student added."""
    outputs = found.notebook.cells[1].outputs
    return "".join(output.text for output in outputs if output.name == "stdout").strip()


@pytest.mark.slow
def test_a_parent_has_tensorflow_once_a_notebook_names_it(host):
    """Do kernel and judge find it ready then, and does a notebook that hides the name find it?"""
    plain, hidden = (outcome(host, lesson(text)) for text in (FOUND, HIDDEN))
    assert [printed(plain), printed(hidden)] == ["False", "3"]
    assert not has_tensorflow(host._parent)
    named = outcome(host, lesson(f"{FOUND}  # import keras"))
    assert printed(named) == "True"
    assert has_tensorflow(host._parent)
    assert has_tensorflow(host.judge.process)
    assert [points(each) for each in (plain, hidden, named)] == [[2.0, 1.0]] * 3


@pytest.mark.slow
def test_it_can_be_there_from_the_beginning(host):
    """Is it imported while nothing is asked for yet, as `course grade` has it?"""
    host.begin(["tensorflow"])
    host._starting.join()
    assert has_tensorflow(host._parent)
