"""The closing page: scores and mistakes of the whole course."""

import pytest

from grader import check, closing
from grader.exercises import find
from grader.learner import progress_file


@pytest.fixture
def folder(mine):
    progress_file.create(mine)
    return mine


def test_scores_are_added_up_lesson_by_lesson(folder):
    """Is a solved exercise counted in its lesson and in the last row, and a half one for half?"""
    dropout = find("dropout_backward")
    progress_file.record(folder, "standardize", "passed", 2.0, 2.0)
    progress_file.record(folder, dropout.id, "partial", dropout.points / 2, dropout.points)
    rows = {name: (solved, points) for name, solved, points in closing().cards[0].rows}
    assert rows["00_start_here"] == ("1 of 1", "2 of 2")
    assert rows["03_dropout"][0].startswith("0 of ")
    assert rows["03_dropout"][1].startswith(f"{dropout.points / 2:g} of ")
    assert rows["All lessons"][0].startswith("1 of ")
    assert rows["All lessons"][1].startswith(f"{2 + dropout.points / 2:g} of ")


def test_mistakes_are_told_in_their_own_sentences(folder):
    """Does a wrong answer that was recognized twice come back with its idea?"""
    mistake = find("standardize").mistakes[0]
    for _ in range(2):
        check(mistake.answer, exercise="standardize")
    check(find("standardize").reference)
    (told,) = closing().cards[1].paragraphs
    assert told == f"standardize (2 times): {mistake.message}"


def test_what_is_optional_counts_for_nothing(folder):
    """Does an exercise that needs an extra package change no total?"""
    before = closing().cards[0].rows
    progress_file.record(folder, "DropoutNet", "passed", 2.0, 2.0)
    assert closing().cards[0].rows == before


def test_a_mistake_that_is_no_longer_known_is_left_out(folder):
    """Does a record of a mistake that an update has removed break nothing?"""
    progress_file.record(folder, "standardize", "failed", 0.0, 2.0, "forgotten_long_ago")
    assert closing().cards[1].paragraphs == ("None so far.",)


def test_the_page_is_one_piece_of_html_and_of_text(folder):
    """Do both forms show both cards?"""
    page = closing()
    for shown in (repr(page), page._repr_html_()):
        assert "All lessons" in shown
        assert "None so far." in shown


def test_outside_of_a_learners_folder_it_says_so(tmp_path, monkeypatch):
    """Does the instructor's notebook show the page without anyone's scores?"""
    monkeypatch.delenv("COURSE_FOLDER", raising=False)
    monkeypatch.chdir(tmp_path)
    assert "No learner's folder here" in repr(closing())
