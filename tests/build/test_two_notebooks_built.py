"""Several notebooks in an assignment of an instructor's own: read, checked, released together."""

import shutil
from pathlib import Path

import pytest

from grader.build import BuildError
from grader.build.own.making import make
from grader.build.pipeline import prepare, read_lessons
from grader.exercises import all_exercises

ROOT = Path(__file__).parents[2]


@pytest.fixture
def root(tmp_path):
    """A course directory with the sources of two lessons."""
    for lesson in ("02_l1_l2", "03_dropout"):
        folder = tmp_path / "solutions" / lesson
        folder.mkdir(parents=True)
        shutil.copy(ROOT / "solutions" / lesson / f"{lesson}.py", folder)
    shutil.copy(ROOT / "nbgrader_config.py", tmp_path)
    return tmp_path


def test_two_notebooks_are_one_assignment(root):
    """Are both read and released together, beside a module that is no source?"""
    make(root, "hw1", ["dropout_forward"], notebook="practice")
    path, _ = make(root, "hw1", ["l2_penalty"], notebook="theory")
    (path.parent / "helpers.py").write_text("LIMIT = 3\n")
    lessons = read_lessons(root, ["hw1"], all_exercises())
    assert [lesson.path.name for lesson in lessons] == ["practice.py", "theory.py"]
    assert set(prepare(root, *lessons)) == {"practice.ipynb", "theory.ipynb"}


def test_what_one_notebook_asks_for_another_must_not_show(root):
    """Is a line of an answer noticed in the other notebook, too?"""
    make(root, "hw1", ["dropout_forward"], notebook="practice")
    path, _ = make(root, "hw1", ["l2_penalty"], notebook="theory")
    line = "    return np.where(mask, x / (1 - rate), 0.0), mask"
    assert line in (path.parent / "practice.py").read_text()
    path.write_text(path.read_text() + f"\n# %%\ndef shown(x, mask, rate):\n{line}\n")
    lessons = read_lessons(root, ["hw1"], all_exercises())
    with pytest.raises(BuildError, match="shows students the solution line"):
        prepare(root, *lessons)


def test_one_exercise_in_two_notebooks_is_refused(root):
    """Is the second one named, and is no source ever overwritten?"""
    path, _ = make(root, "hw1", ["dropout_forward"], notebook="practice")
    make(root, "hw1", ["dropout_forward"], notebook="theory")
    with pytest.raises(BuildError, match=r"theory\.py, line .*practice\.py has a cell"):
        read_lessons(root, ["hw1"], all_exercises())
    before = path.read_text()
    for notebook in ("practice", "../x", ""):
        with pytest.raises(BuildError, match=r"no name|is there already"):
            make(root, "hw1", ["l2_penalty"], notebook=notebook)
    with pytest.raises(BuildError, match="--notebook"):
        make(root, "hw1", ["l2_penalty"])
    with pytest.raises(BuildError, match="has one notebook"):
        make(root, "03_dropout", ["l2_penalty"], notebook="more")
    assert path.read_text() == before
