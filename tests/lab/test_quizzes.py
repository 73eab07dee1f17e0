"""Quiz questions: complete, honest, readable, and asked somewhere."""

import re
from pathlib import Path

import pytest

from grader.lab.cards import CODE_COLOURS
from grader.lab.quiz import RIGHT, WRONG, load_quizzes, quiz

LESSONS = Path(__file__).parents[2] / "solutions"
ALL = load_quizzes()


@pytest.mark.parametrize("name", ALL)
def test_a_question_has_one_right_option_or_says_that_it_has_several(name):
    right = sum(option.right for option in ALL[name].options)
    assert right > 1 if ALL[name].multiple else right == 1


@pytest.mark.parametrize("name", ALL)
def test_every_option_is_explained_and_can_be_told_from_the_others(name):
    options = ALL[name].options
    assert 2 <= len({option.text for option in options}) == len(options) <= 6
    assert all(len(option.explanation.split()) >= 5 for option in options)


def test_lessons_ask_every_question_and_no_other():
    sources = (path.read_text(encoding="utf-8") for path in LESSONS.glob("*/*.py"))
    asked = set(re.findall(r'^quiz\("(\w+)"\)', "\n".join(sources), re.MULTILINE))
    assert asked == set(ALL)


def test_the_page_hides_each_answer_behind_a_disclosure():
    page = quiz("dropout_rate_meaning")._repr_html_()
    options = quiz("dropout_rate_meaning").options
    assert page.count("<details") == page.count("</summary><div") == len(options)
    assert "<details open" not in page
    assert page.count("✓ Right.") == 1
    assert page.count("✗ Not this one.") == len(options) - 1


def test_the_text_shows_the_options_but_not_which_is_right():
    asked = quiz("dropout_rate_meaning")
    assert all(option.text in repr(asked) for option in asked.options)
    assert not any(option.explanation in repr(asked) for option in asked.options)
    assert all(option.verdict in asked.answers for option in asked.options)


@pytest.mark.parametrize("colors", [RIGHT, WRONG], ids=["right", "wrong"])
def test_verdicts_can_be_read_on_any_theme(colors):
    _, _, ink, paper = colors
    low, high = sorted(map(_luminance, (ink, paper)))
    assert (high + 0.05) / (low + 0.05) >= 4.5


def test_text_with_signs_of_html_is_shown_as_text(tmp_path):
    (tmp_path / "a.toml").write_text(_question("one", "Is `a<b` & b>c?"))
    page = load_quizzes(tmp_path)["one"]._repr_html_()
    assert f'<code style="{CODE_COLOURS}">a&lt;b</code> &amp; b&gt;c?' in page


def test_a_name_used_in_two_files_is_refused(tmp_path):
    for name in ("a.toml", "b.toml"):
        (tmp_path / name).write_text(_question("one", "Why?"))
    with pytest.raises(ValueError, match=r"b\.toml: the quiz 'one' exists already"):
        load_quizzes(tmp_path)


def test_an_unknown_name_is_answered_with_those_that_exist():
    with pytest.raises(LookupError, match=r"No quiz is named 'nonsense'.*dropout_rate_meaning"):
        quiz("nonsense")


def _question(name, text):
    option = f'[[{name}.options]]\ntext = "yes"\nexplanation = "no"\n'
    return f"[{name}]\nquestion = '{text}'\n{option}"


def _luminance(color):
    """Relative luminance as in WCAG 2."""
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
