"""Quizzes that record a choice before they explain, and come back as a review."""

import json

import pytest

from grader import quiz, review
from grader.lab.quiz import load_quizzes
from grader.learner import progress_file
from grader.learner.closing import closing

NAME, SEVERAL = "dropout_rate_meaning", "overfitting_regularization"


@pytest.fixture
def folder(mine):
    progress_file.create(mine)
    return mine


def places(name, right):
    """Places of the options that are right, or of one that is not."""
    options = load_quizzes()[name].options
    found = [place for place, option in enumerate(options) if option.right is right]
    return found if right else found[:1]


def choose(asked, chosen):
    """Press the switches of these options, then the button; return the page after that."""
    box = asked.widget()
    *switches, commit = box.children[1].children
    assert commit.disabled
    for place in chosen:
        switches[place].value = True
    assert not commit.disabled
    commit.click()
    (view,) = box.children
    return view.value


def test_nothing_is_explained_before_a_choice(folder):
    """Is no word on which option is right on the page, until there is a choice?"""
    page = quiz(NAME).widget().children[0].value
    for option in load_quizzes()[NAME].options:
        assert option.explanation.split("`")[0] not in page
    assert "✓" not in page


@pytest.mark.parametrize("name", [NAME, SEVERAL])
@pytest.mark.parametrize("right", [True, False])
def test_a_choice_is_kept_and_all_options_are_explained(folder, name, right):
    """Is what was chosen on record, and the whole question explained?"""
    chosen = places(name, right)
    page = choose(quiz(name), chosen)
    assert page.count("<details") == page.count("open>") == len(load_quizzes()[name].options)
    assert page.count("(your choice)") == len(chosen)
    assert ("You chose the right answer." in page) is right
    record = progress_file.load_choices(folder)[name]
    assert (record["chosen"], record["right"], record["right_now"]) == (chosen, right, right)


def test_one_switch_goes_off_when_another_goes_on_unless_several_are_right():
    """Can only one option be chosen where one is right?"""
    for name, count in ((NAME, 1), (SEVERAL, 2)):
        *switches, _ = quiz(name).widget().children[1].children
        switches[0].value = switches[1].value = True
        assert sum(switch.value for switch in switches) == count


def test_the_first_choice_stays_and_is_shown_again(folder):
    """Does a question that was answered show that answer, and a review not change it?"""
    wrong, right = places(NAME, False), places(NAME, True)
    choose(quiz(NAME), wrong)
    assert quiz(NAME).widget().children[0].value.count("(your choice)") == 1
    choose(review("dropout").stack.cards[0], right)
    record = progress_file.load_choices(folder)[NAME]
    assert (record["chosen"], record["right"], record["right_now"]) == (wrong, False, True)


def test_a_review_asks_what_was_missed_first(folder):
    """Do missed questions come before those that were right, and no other at all?"""
    names = list(load_quizzes(topic="dropout"))[:4]
    for name in names:
        progress_file.record_choice(folder, name, [0], name != names[2])
    asked = [each.question.name for each in review("dropout", count=3).stack.cards]
    assert asked[0] == names[2]
    assert len(set(asked)) == 3
    assert set(asked) < set(names)


def test_a_review_before_any_answer_is_a_note(folder):
    """Is the learner told what will come there?"""
    assert "once you answered them" in repr(review("dropout"))


def test_a_review_of_an_unknown_topic_is_refused():
    """Does a typing error get a sentence?"""
    with pytest.raises(LookupError, match="'dropuot'"):
        review("dropuot")


def test_the_closing_page_tells_of_the_choices(folder):
    """Are those that were right at once counted, and the ones still missed listed?"""
    choose(quiz(NAME), places(NAME, False))
    choose(quiz(SEVERAL), places(SEVERAL, True))
    first, *others = closing().cards[2].paragraphs
    assert first == "Right at the first try: 1 of 2."
    assert [load_quizzes()[NAME].question in each for each in others] == [True]


def test_records_of_exercises_and_of_quizzes_stand_side_by_side(folder):
    """Does an exercise's record stay as it is, and a damaged choice go?"""
    progress_file.record(folder, "standardize", "passed", 2.0, 2.0)
    progress_file.record_choice(folder, NAME, [1], True)
    content = json.loads((folder / progress_file.NAME).read_text())
    content["quiz:damaged"] = {"chosen": "A", "right": True, "right_now": True, "date": "now"}
    (folder / progress_file.NAME).write_text(json.dumps(content))
    assert list(progress_file.load_choices(folder)) == [NAME]
    assert progress_file.load(folder)["standardize"]["score"] == 2.0


def test_without_a_folder_nothing_is_kept_and_all_works(tmp_path, monkeypatch):
    """Can a question be answered in a notebook that is nobody's?"""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("COURSE_FOLDER", raising=False)
    assert "You chose the right answer." in choose(quiz(NAME), places(NAME, True))
    assert list(tmp_path.iterdir()) == []


def test_a_page_without_a_kernel_opens_each_option(folder):
    """Is the static form beside the widget?"""
    bundle = quiz(NAME)._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in bundle
    assert bundle["text/html"].count("<details style") == len(load_quizzes()[NAME].options)
