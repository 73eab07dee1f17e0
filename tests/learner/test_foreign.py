"""Settings of the user's: passed over where they would decide about a result, and named."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from grader.build import kernel
from grader.learner import foreign, jupyter
from grader.scoring import environment
from grader.warm import library_settings

ROOT = Path(__file__).parents[2]
KERAS = {"floatx": "float64", "epsilon": 1, "backend": "theano", "image_data_format": "x"}


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A home with forgotten settings, whose variables are set as well."""
    for name in ("KERAS_HOME", "MPLCONFIGDIR", "MATPLOTLIBRC", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)
    place = tmp_path / "home"
    for name, text in {
        ".keras/keras.json": json.dumps(KERAS, indent=4),
        ".config/matplotlib/matplotlibrc": "# mine\n\ntext.usetex: True  # always\n",
    }.items():
        (place / name).parent.mkdir(parents=True)
        (place / name).write_text(text)
    monkeypatch.setenv("HOME", str(place))
    monkeypatch.setenv("KERAS_BACKEND", "jax")
    monkeypatch.setenv("KERAS_MAX_EPOCHS", "1")
    return place


def test_settings_are_named_by_file_and_line(home):
    """Can the user find each?"""
    found = foreign.passed_over(os.environ)
    keras = home / ".keras" / "keras.json"
    assert f'{keras}, line 4 (backend: "theano")' in found
    assert f"{keras}, line 3 (epsilon: 1)" in found
    assert f"{home}/.config/matplotlib/matplotlibrc, line 3 (text.usetex: True)" in found
    assert "KERAS_BACKEND=jax" in found
    assert "KERAS_MAX_EPOCHS=1" in found


@pytest.mark.parametrize("content", ["", "{", "[]", '{"backend": "tensorflow"}'])
def test_a_file_of_settings_that_says_nothing_brings_nothing_down(home, content):
    """A keras.json that is empty, cut or harmless."""
    (home / ".keras" / "keras.json").write_text(content)
    named = [each for each in foreign.passed_over(os.environ) if "keras.json" in each]
    assert len(named) == (content in ("{", "[]"))


def settings_in(variables):
    """What a new process with these variables has (without Keras, which takes long)."""
    code = (
        "import matplotlib, os\n"
        "print(matplotlib.rcParams['text.usetex'], os.environ['KERAS_BACKEND'],\n"
        "      os.path.exists(os.path.join(os.environ['KERAS_HOME'], 'keras.json')),\n"
        "      'KERAS_MAX_EPOCHS' in os.environ)\n"
    )
    command = [sys.executable, "-c", code]
    result = subprocess.run(command, capture_output=True, text=True, env=variables, check=True)
    return result.stdout.split()


def test_kernels_and_grading_pass_over_them(home, tmp_path):
    """Are the libraries as they come, in a lab, in a class and in a build?"""
    lab = library_settings.own(os.environ) | jupyter.environment(tmp_path)
    build = kernel.environment(str(tmp_path))
    graded = environment.of_parent(tmp_path), environment.of_kernel(tmp_path)
    for variables in (lab, build, *graded):
        assert settings_in(variables) == ["False", "tensorflow", "False", "False"]


def test_a_kernel_of_another_program_passes_over_them_too(home, mine):
    """An editor's kernel has the user's variables: does importing the course mend that?"""
    code = (
        "import grader, os, matplotlib\n"
        "print(matplotlib.rcParams['text.usetex'], os.environ['KERAS_BACKEND'],\n"
        "      os.environ['KERAS_HOME'], 'KERAS_MAX_EPOCHS' in os.environ)\n"
    )
    command = [sys.executable, "-c", code]
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    keras_home = str(mine / ".jupyter" / "keras")
    assert result.stdout.split() == ["False", "tensorflow", keras_home, "False"]


def test_the_course_can_be_imported_in_a_folder_that_is_gone(tmp_path):
    """A kernel outlives the folder that it was started in."""
    gone = tmp_path / "gone"
    gone.mkdir()
    code = f"import os; os.rmdir({str(gone)!r}); import grader"
    variables = {name: each for name, each in os.environ.items() if name != "COURSE_FOLDER"}
    subprocess.run([sys.executable, "-c", code], cwd=gone, env=variables, check=True)


@pytest.mark.slow
def test_keras_comes_up_whatever_the_forgotten_file_says(home):
    """The real import, with a backend that is gone and precision of another kind."""
    code = "import keras; print(keras.config.backend(), keras.config.floatx())"
    own = library_settings.own(os.environ)
    command = [sys.executable, "-c", code]
    result = subprocess.run(command, capture_output=True, text=True, env=own, check=True)
    assert result.stdout.split() == ["tensorflow", "float32"]


@pytest.mark.parametrize("name", ["03_dropout/grader.py", "03_dropout/grader/__init__.py"])
def test_a_second_grader_beside_a_lesson_is_named(mine, name, run, monkeypatch):
    """It would be imported in place of the course's: does `course lab` say so?"""
    monkeypatch.setattr(jupyter, "start", lambda *_, **__: 0)
    (mine / name).parent.mkdir(parents=True)
    (mine / name).touch()
    _, output, _ = run("lab")
    assert f"{mine / name} hides the course's package grader" in output


def test_pictures_settings_beside_a_lesson_are_named(mine):
    """matplotlib looks into the folder of a notebook first."""
    path = mine / "03_dropout" / "matplotlibrc"
    path.parent.mkdir()
    path.write_text("figure.dpi: 300\n")
    (sentence,) = foreign.in_the_way(mine)
    assert f"{path}, line 1 (figure.dpi: 300)" in sentence


@pytest.mark.parametrize("text", ["", "raise SystemExit('the other one')"])
def test_a_second_grader_on_the_search_path_is_passed_over(tmp_path, text):
    """PYTHONPATH comes before what is installed: is the course's own package used all the same?"""
    (tmp_path / "grader.py").write_text(text)
    variables = os.environ | {"PYTHONPATH": str(tmp_path)}
    command = [sys.executable, str(ROOT / "course_command.py"), "reset", "no such lesson"]
    result = subprocess.run(command, capture_output=True, text=True, env=variables)
    assert result.stderr.startswith("course: There is no lesson")
