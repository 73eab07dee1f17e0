"""A model answer opens once something was written and saved."""

import nbformat
import pytest
from nbformat.v4 import new_markdown_cell, new_notebook

from grader import model_answer
from grader.learner import sources

STUB = "*Write your answer here.*"
SOURCE = """\
# %% [markdown]
# # Doubling

# %% [markdown] nbgrader={"grade": true, "grade_id": "in_words", "points": 2, "solution": true}
# ### BEGIN SOLUTION
# Twice a number is
# the number plus itself.
#
# Rubric: 1 point for the sum, 1 point for the number.
# ### END SOLUTION
"""


@pytest.fixture
def lesson(tmp_path, monkeypatch):
    """A course with one lesson, and the learner's copy, in which to work."""
    source = tmp_path / "solutions" / "01_double" / "01_double.py"
    source.parent.mkdir(parents=True)
    source.write_text(SOURCE)
    monkeypatch.setattr(sources, "ROOT", tmp_path)
    folder = tmp_path / "mine" / "01_double"
    folder.mkdir(parents=True)
    save(tmp_path / "notebooks" / "01_double", STUB)
    monkeypatch.chdir(folder)
    return folder


def save(folder, text):
    """A notebook in which this is the answer."""
    folder.mkdir(parents=True, exist_ok=True)
    marked = {"grade": True, "grade_id": "in_words", "points": 2, "solution": True}
    cell = new_markdown_cell(text, metadata={"nbgrader": marked})
    nbformat.write(new_notebook(cells=[cell]), folder / f"{folder.name}.ipynb")


@pytest.mark.parametrize("text", [None, STUB, f"{STUB} ", "Two words"])
def test_before_anything_was_written_it_stays_closed(lesson, text):
    """Is the learner asked to write and to save, and nothing told?"""
    if text is not None:
        save(lesson, text)
    shown = repr(model_answer("in_words"))
    assert "save the notebook" in shown
    assert "itself" not in shown


def test_it_opens_after_two_sentences(lesson):
    """Is the whole answer shown, in one piece, and the rubric apart from it?"""
    save(lesson, "I think that it is what you get when you add it to itself.")
    assert model_answer("in_words").paragraphs == (
        "Twice a number is the number plus itself.",
        "Points: 1 point for the sum, 1 point for the number.",
    )


def test_it_is_open_where_the_lesson_is_built(lesson, monkeypatch):
    """Is the instructor's notebook the same in every build?"""
    monkeypatch.chdir(lesson.parents[1] / "solutions" / "01_double")
    assert "plus itself" in repr(model_answer("in_words"))


def test_an_unknown_question_is_refused(lesson):
    """Is it told what was expected?"""
    with pytest.raises(LookupError, match="got 'in_wrods'"):
        model_answer("in_wrods")


def test_without_the_solutions_it_says_so(tmp_path, monkeypatch):
    """Does it work where only the package is installed?"""
    monkeypatch.chdir(tmp_path)
    assert "not installed here" in repr(model_answer("in_words"))
