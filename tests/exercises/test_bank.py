"""Every exercise against its own bank: is right accepted, is wrong rejected under its own name?

One class a topic, so that the topics are shared out among the processes that run the tests.
"""

import zlib

import bank
import pytest
import scores
from judged import builds_models, seed_of, trial, trial_over_the_wire, verdict

from grader.exercises import TOPICS, all_exercises
from grader.judge import judge
from grader.quiet import installed
from grader.student import local

pytestmark = [
    pytest.mark.filterwarnings("ignore:.*softmax over axis -1:UserWarning"),
    pytest.mark.filterwarnings("ignore:.*invalid value:RuntimeWarning"),
    pytest.mark.filterwarnings("ignore:.*divide by zero:RuntimeWarning"),
]

LONG = ("capstone:reference", "capstone:in_keras")
"""Answers that train for half a minute."""


def offered(topic):
    """The exercises of a topic whose packages are installed."""
    exercises = [e for e in all_exercises().values() if e.check.__module__.split(".")[2] == topic]
    return [e for e in exercises if not e.needs or installed(e.needs)]


def cases(topic, kind):
    """What a test is run on: exercises, or pairs of an exercise and the name of an answer."""
    if kind == "exercise":
        return [pytest.param(exercise, id=exercise.id) for exercise in offered(topic)]
    found = []
    for exercise in offered(topic):
        marks = [pytest.mark.slow] if builds_models(exercise) else []
        wrong = [f"{exercise.id}:{mistake.name}" for mistake in exercise.mistakes]
        for name in bank.answers(exercise):
            told = "wrong" if name in wrong else "right"
            if kind == told or (kind == "answer" and goes_over_the_wire(name, told)):
                param = pytest.param((exercise, name), id=name.replace(":", "-"), marks=marks)
                found.append(param)
    return found


def goes_over_the_wire(name, told):
    """Whether an answer is sent to another process: quick right ones, and a sixth of the wrong.

    ``python -m tests.styles --both`` sends all, and `test_same_verdict` one of each exercise.
    """
    if name in LONG:
        return False
    return told == "right" or zlib.crc32(name.encode()) % 6 == 0


def pytest_generate_tests(metafunc):
    """Give each test of a topic's class its cases."""
    for kind in {"exercise", "answer", "right", "wrong"} & set(metafunc.fixturenames):
        metafunc.parametrize(kind, cases(metafunc.cls.topic, kind))


class Bank:
    """What must hold for the exercises of any topic."""

    topic: str

    def test_a_right_answer_passes(self, right):
        """Does the reference pass, and every alternative, with all points?"""
        exercise, name = right
        found = verdict(exercise, trial(exercise.id, name))
        assert found.status == "passed", str(found)
        assert found.score == exercise.points

    def test_a_mistake_fails_under_its_own_name(self, wrong):
        """Is each registered mistake rejected, and named by its own sentence?"""
        exercise, name = wrong
        found = verdict(exercise, trial(exercise.id, name))
        (mistake,) = (m for m in exercise.mistakes if name == f"{exercise.id}:{m.name}")
        assert found.status in ("partial", "failed", "error"), str(found)
        assert found.score < exercise.points
        assert found.mistake == mistake.name, str(found)
        assert mistake.message in found.message

    def test_the_idea_carries_the_points(self, exercise):
        """Does missing the idea earn half at most, and less than any slip that does no harm?"""
        found = [(about, score) for about, _, score in scores.rows(exercise)]
        ideas = [score for about, score in found if about == "idea"]
        slips = [score for about, score in found if about == "slip"]
        assert ideas, "no mistake is about the idea of the exercise"
        assert max(ideas) <= exercise.points / 2, scores.table(exercise)
        assert min(slips, default=exercise.points) > max(ideas), scores.table(exercise)

    def test_the_wire_gives_the_same_verdict(self, answer, wire):
        """Does an answer in another process get the verdict that it gets in this one?"""
        exercise, name = answer
        here, there = trial(exercise.id, name), trial_over_the_wire(exercise, name, wire)
        assert str(verdict(exercise, there)) == str(verdict(exercise, here))
        assert there.repeats(here)

    def test_judging_comes_to_the_same(self, exercise):
        """Is the last of the mistakes, to which all others come before, named from an answer?"""
        mistake = exercise.mistakes[-1]
        found = judge(exercise, local(mistake.answer), seed_of(exercise))
        name = f"{exercise.id}:{mistake.name}"
        assert str(found) == str(verdict(exercise, trial(exercise.id, name)))
        assert found.mistake == mistake.name

    def test_a_stub_is_not_attempted(self, exercise):
        """Is a stub told apart from a wrong answer?"""
        found = judge(exercise, local(bank.stub))
        assert (found.status, found.score) == ("not attempted", 0.0)

    def test_an_exercise_is_complete(self, exercise):
        """Are there two hints, three mistakes and two alternatives, and points to be had?"""
        assert exercise.points > 0
        assert len(exercise.hints) >= 2
        assert len(exercise.mistakes) >= 3
        assert len(exercise.alternatives) >= 2
        assert all(mistake.message.endswith(".") for mistake in exercise.mistakes)


class TestStart(Bank):
    topic = "start"


class TestOverfitting(Bank):
    topic = "overfitting"


class TestL1L2(Bank):
    topic = "l1_l2"


class TestDropout(Bank):
    topic = "dropout"


class TestAugmentation(Bank):
    topic = "augmentation"


class TestEarlyStopping(Bank):
    topic = "early_stopping"


class TestBatchNorm(Bank):
    topic = "batch_norm"


class TestCombining(Bank):
    topic = "combining"


def test_every_topic_has_its_class():
    """Is a new topic's bank tested too?"""
    assert {each.topic for each in Bank.__subclasses__()} == set(TOPICS)
