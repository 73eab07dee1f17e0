"""Right answers keep their points, whatever settings and folders of the user's are around a run."""

import os
import subprocess
import sys

import hiding
import own_assignment
import pytest
from class_folder import COURSE

from grader.nbgrader_plugin.writing import Writer, open_course

pytestmark = pytest.mark.slow

NAME = "right"
IMPORTS = """
import keras
from keras import layers

keras.mixed_precision.set_global_policy("{policy}")
if hash("a") != {hash_of_a}:
    raise ValueError("texts have another hash in every run")
"""
ANSWERS = {
    "label_smoothing": """
def label_smoothing(one_hot, smoothing):
    return (1 - smoothing) * one_hot + smoothing / one_hot.shape[1]
""",
    "build_dropout_cnn": """
def build_dropout_cnn():
    model = keras.Sequential([keras.Input((28, 28, 1))])
    for filters in (32, 64):
        model.add(layers.Conv2D(filters, 3, activation="relu"))
        model.add(layers.MaxPooling2D())
    model.add(layers.Flatten())
    model.add(layers.Dense(128, activation="relu"))
    model.add(layers.Dropout(0.5))
    model.add(layers.Dense(10, activation="softmax"))
    model.compile("adam", "categorical_crossentropy", metrics=["accuracy"])
    return model
""",
}
CASES = {
    "years old": {
        "policy": "mixed_float16",
        "umask": 0o077,
        "keras.json": '{"backend": "theano", "image_data_format": "channels_first", "epsilon": 1}',
        "variables": {"HOME": "{home}", "TMPDIR": "{long}", "MPLBACKEND": "Qt4Agg"},
    },
    "of another project": {
        "policy": "mixed_bfloat16",
        "umask": 0o000,
        "keras.json": '{"backend": "jax", "floatx": "float64", "epsilon": 1}',
        "variables": {
            "HOME": "{home}/is/not/there",
            "KERAS_HOME": "{home}/.keras",
            "KERAS_BACKEND": "torch",
            "KERAS_MAX_EPOCHS": "1",
            "TF_XLA_FLAGS": "--of_another_version",
            "XLA_FLAGS": "--of_another_version",
            "MPLBACKEND": "module://ipympl.backend_nbagg",
            "PYTHONHASHSEED": "12",
            "PYTHONOPTIMIZE": "1",
        },
    },
}


@pytest.mark.parametrize("case", CASES)
def test_right_answers_keep_their_points(tmp_path, case):
    """Are they passed, and does the run leave nothing that others can read?"""
    root, home, modules = (tmp_path / name for name in ("class", "home", "modules"))
    long = tmp_path / ("t" * 90)
    for folder in (home / ".keras", home / ".config" / "matplotlib", long):
        folder.mkdir(parents=True)
    (home / ".keras" / "keras.json").write_text(CASES[case]["keras.json"])
    (home / ".config" / "matplotlib" / "matplotlibrc").write_text("text.usetex: True\n")
    imports = IMPORTS.format(policy=CASES[case]["policy"], hash_of_a=hash_of_a())
    own_assignment.make(root, NAME, imports, ANSWERS, ["ada"])
    for folder in (modules, root, root / "submitted" / "ada" / NAME):
        hiding.fill(folder)
    places = {"home": home, "long": long}
    variables = {name: text.format(**places) for name, text in CASES[case]["variables"].items()}
    variables |= {"PYTHONPATH": str(modules), "XDG_RUNTIME_DIR": str(tmp_path / "has gone")}
    told = subprocess.run(
        [*COURSE, "grade", NAME, "--workers", "1"],
        cwd=root,
        env=os.environ | variables,
        umask=CASES[case]["umask"],
        capture_output=True,
        text=True,
    )
    assert told.returncode == 0, told.stdout + told.stderr
    assert told.stderr == ""
    writer = Writer(open_course(root))
    assert writer.score("ada", NAME) == own_assignment.POINTS * len(ANSWERS), told.stdout
    writer.close()
    for name in ("autograded", "grades", "gradebook.db", ".course-seeds"):
        assert root.joinpath(name).stat().st_mode & 0o077 == 0, name
    assert not list(long.iterdir())


def hash_of_a():
    """The hash of a text in every process that is started for grading."""
    code = [sys.executable, "-c", "print(hash('a'))"]
    return int(subprocess.check_output(code, env=os.environ | {"PYTHONHASHSEED": "0"}))


def test_without_docstrings_nothing_is_started(tmp_path):
    """The exercises take their words from there: is that said in a sentence?"""
    own_assignment.make(tmp_path / "class", NAME, "", {"label_smoothing": ""}, ["ada"])
    told = subprocess.run(
        [*COURSE, "grade", NAME],
        cwd=tmp_path / "class",
        env=os.environ | {"PYTHONOPTIMIZE": "2"},
        capture_output=True,
        text=True,
    )
    assert told.returncode == 1
    assert told.stdout == ""
    assert told.stderr.startswith("course: Python was started without docstrings")
    assert told.stderr.count("\n") == 1
    assert not (tmp_path / "class" / "gradebook.db").exists()
