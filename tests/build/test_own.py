"""Assignments of an instructor's own: begun from exercises or a template, and what a build asks."""

import re
import shutil
from pathlib import Path

import jupytext
import pytest

from grader.autograde.claims import grade_id
from grader.build import BuildError
from grader.build.exercise_cells import check_exercise_cells
from grader.build.fingerprint import fingerprint
from grader.build.lesson import read_lesson
from grader.build.own.making import make
from grader.build.own.selection import GIVEN
from grader.build.pipeline import prepare, read_lessons, run
from grader.exercises import all_exercises
from grader.scoring.names import names

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def sources(tmp_path_factory):
    """A course directory with the sources of all lessons; not to be changed."""
    root = tmp_path_factory.mktemp("sources")
    for source in ROOT.glob("solutions/*/*.py"):
        if source.stem in {exercise.lesson for exercise in all_exercises().values()}:
            (root / "solutions" / source.stem).mkdir(parents=True)
            shutil.copy(source, root / "solutions" / source.stem)
    shutil.copy(ROOT / "nbgrader_config.py", root)
    return root


@pytest.fixture
def root(sources, tmp_path):
    """A course directory of the test's own."""
    return Path(shutil.copytree(sources, tmp_path / "course"))


def replace(path, old, new):
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


@pytest.mark.slow
def test_every_exercise_and_question_can_be_taken(sources, tmp_path):
    """Does a selection of all pass the build's checks, and bind every name that is used?"""
    root = Path(shutil.copytree(sources, tmp_path / "course"))
    written = ["overfitting_in_words", "batch_norm_in_words"]
    _, along = make(root, "all", [*all_exercises(), *written])
    assert along == []
    (lesson,) = read_lessons(root, ["all"], all_exercises())
    known = set(GIVEN)
    for cell in lesson.cells:
        if cell.cell_type == "code":
            own = names(cell.source)
            assert own.used <= known | own.bound, cell.source
            known |= own.bound
    ids = [grade_id(cell) for cell in lesson.cells if grade_id(cell)]
    assert {each for each in ids if not each.endswith("_check")} == {*all_exercises(), *written}


def test_a_selection_has_the_text_and_nothing_of_the_lessons_else(root):
    """Is the task there, without experiments, quizzes and laboratories?"""
    path, along = make(root, "hw1", ["dropout_forward", "l2_penalty"])
    text = path.read_text()
    (lesson,) = read_lessons(root, ["hw1"], all_exercises())
    prepare(root, lesson)  # the release gives nothing away
    assert along == []
    assert "Write inverted dropout." in text
    assert text.index("def dropout_forward") < text.index("def l2_penalty")
    assert "grader.lab" not in text
    assert "quiz(" not in text
    assert len(re.findall("^import numpy as np$", text, re.MULTILINE)) == 1


def test_what_an_answer_calls_comes_along_above_it(root):
    """Would an answer that calls two others find them, and are they named?"""
    path, along = make(root, "hw1", ["cross_validation_error"])
    assert set(along) == {"fit_least_squares", "mean_squared_error", "polynomial_features"}
    text = path.read_text()
    last = text.index("def cross_validation_error")
    assert all(text.index(f"def {name}") < last for name in along)


@pytest.mark.parametrize("name", ["../hw1", "", "a b", "-x", "a/b", "ü", "03_dropout", "x" * 99])
def test_a_name_that_is_none_or_taken_is_refused(root, name):
    """One sentence, and nothing written?"""
    before = sorted(root.rglob("*"))
    with pytest.raises(BuildError, match=r"no name|is there already"):
        make(root, name, ["dropout_forward"])
    assert sorted(root.rglob("*")) == before


def test_an_unknown_exercise_is_named(root):
    """Is the likeliest one offered, and nothing written?"""
    with pytest.raises(BuildError, match="'dropuot_forward': did you mean dropout_forward"):
        make(root, "hw1", ["l2_penalty", "dropuot_forward"])
    assert not (root / "solutions" / "hw1").exists()


def test_points_are_the_instructor_s(root):
    """May an exercise have other points than in its lesson, but not none?"""
    path, _ = make(root, "hw1", ["dropout_forward"])
    replace(path, '"points": 3', '"points": 7')
    (lesson,) = read_lessons(root, ["hw1"], all_exercises())
    assert lesson.cells[-1].metadata.nbgrader.points == 7
    replace(path, '"points": 7', '"points": 0')
    with pytest.raises(BuildError, match="gives no points"):
        read_lessons(root, ["hw1"], all_exercises())


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("check(l2_penalty)", "check(l1_penalty)", "expected the one line"),
        ('"grade_id": "l2_penalty_check"', '"grade_id": "other"', "no check below it"),
        ('"grade_id": "l2_penalty",', '"grade_id": "other",', "no answer above it"),
        ("Rubric:", "Points:", "needs a line that begins with"),
    ],
)
def test_what_could_not_be_graded_is_refused(root, old, new, words):
    """Is the cell named, as in a lesson?"""
    path, _ = make(root, "hw1", ["l2_penalty", "overfitting_in_words"])
    replace(path, old, new)
    with pytest.raises(BuildError, match=words) as caught:
        read_lessons(root, ["hw1"], all_exercises())
    assert "solutions/hw1/hw1.py, line " in str(caught.value)


def test_a_lesson_still_needs_all_of_its_exercises(root):
    """Is an own assignment's freedom no lesson's?"""
    path = root / "solutions" / "00_start_here" / "00_start_here.py"
    replace(path, '"points": 2', '"points": 3')
    with pytest.raises(BuildError, match="in the lesson"):
        check_exercise_cells(read_lesson(root, "00_start_here"), all_exercises())


def test_a_change_of_any_exercise_runs_an_own_assignment_again(root):
    """Are outputs out of date when an exercise of any topic has changed?"""
    make(root, "hw1", ["dropout_forward"])
    module = root / "grader" / "exercises" / "dropout" / "dropout_forward.py"
    module.parent.mkdir(parents=True)
    (module.parent / "__init__.py").write_text('LESSON = "03_dropout"\n')
    module.write_text("before")
    lesson = read_lesson(root, "hw1")
    before = fingerprint(root, lesson)
    module.write_text("after")
    assert fingerprint(root, lesson) != before


def test_an_exam_is_released_as_one(root):
    """Does the file that closes hints come with the release, and is a slip in it refused?"""
    path, _ = make(root, "hw1", ["dropout_forward"])
    (path.parent / "exam.toml").write_text("until = 2035-02-01\n")
    (lesson,) = read_lessons(root, ["hw1"], all_exercises())
    assert set(prepare(root, lesson)) == {"hw1.ipynb", "exam.toml"}
    (path.parent / "exam.toml").write_text("till = 2035-02-01\n")
    with pytest.raises(BuildError, match=r"solutions/hw1: exam\.toml"):
        prepare(root, lesson)


@pytest.mark.slow
def test_the_template_builds(root):
    """Does what `course new` writes build as it is, and hide what must be hidden?"""
    make(root, "hw2")
    run(root, ["hw2"])
    released = jupytext.read(root / "notebooks" / "hw2" / "hw2.ipynb")
    text = "\n".join(cell.source for cell in released.cells)
    assert "assert double(3) == 6" in text
    assert "double(-1)" not in text
    assert "return 2 * x" not in text
    assert "model answer" not in text
