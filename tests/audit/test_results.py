"""What the lessons say agrees with the audit, whose results are kept in small files."""

from pathlib import Path

import jupytext
import pytest

from audit import finding, keeping, running
from audit.code import code_of
from grader.exercises import TOPICS

LESSONS = Path(__file__).parents[2] / "solutions"
EXPERIMENTS = finding.experiments()


def prose(topic):
    """The Markdown of a topic's lesson in one line."""
    (source,) = LESSONS.glob(f"*_{topic}*/*.py")
    cells = jupytext.read(source).cells
    return " ".join(" ".join(c.source.split()) for c in cells if c.cell_type == "markdown")


def name(experiment):
    return f"{experiment.topic}-{experiment.__name__}"


@pytest.mark.parametrize("experiment", EXPERIMENTS, ids=name)
def test_each_conclusion_is_in_the_words_of_its_lesson(experiment):
    """Does the lesson say what the audit examined, with the range over which it holds?"""
    assert experiment.conclusions
    text = prose(experiment.topic)
    missing = [c.quote for c in experiment.conclusions if " ".join(c.quote.split()) not in text]
    assert not missing


@pytest.mark.parametrize("experiment", EXPERIMENTS, ids=name)
def test_each_conclusion_was_found_to_hold_where_the_lesson_says(experiment):
    """Is there a result for every condition, and is it the one that the lesson counts on?"""
    known = keeping.load(experiment.topic).get(experiment.__name__, {}).get("conditions", {})
    said = {
        (condition, c.sentence): c.expected(condition)
        for condition in running.conditions_of(experiment)
        for c in experiment.conclusions
    }
    found = {
        (condition, sentence): result["verdict"]
        for condition, results in known.items()
        for sentence, result in results.items()
    }
    assert found == said


@pytest.mark.parametrize("experiment", EXPERIMENTS, ids=name)
def test_each_result_comes_from_the_present_code(experiment):
    """Was the audit run again after the last change to what an experiment does?"""
    known = keeping.load(experiment.topic).get(experiment.__name__, {})
    assert known.get("code") == code_of(experiment)


@pytest.mark.parametrize("experiment", EXPERIMENTS, ids=name)
def test_exceptions_name_conditions(experiment):
    """Is no exception left over from a condition that has another name now?"""
    conditions = running.conditions_of(experiment)
    assert all(c.exceptions.keys() <= conditions.keys() for c in experiment.conclusions)


def test_no_result_is_left_over():
    """Is every file a topic's, and everything in it an experiment's?"""
    names = {(each.topic, each.__name__) for each in EXPERIMENTS}
    for path in keeping.FOLDER.glob("*.json"):
        assert path.stem in TOPICS
        assert {(path.stem, each) for each in keeping.load(path.stem)} <= names
