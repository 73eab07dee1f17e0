"""Every exercise against its own bank: is right accepted, is wrong rejected under its own name?"""

import bank
import pytest

from grader.exercises import all_exercises
from grader.judge import judge
from grader.quiet import installed
from grader.student import Student, local

EXERCISES = [e for e in all_exercises().values() if not e.needs or installed(e.needs)]


def _param(exercise, *values, id):
    """A case; those that build models of a framework take a second each and are slow together."""
    builds_models = exercise.needs or exercise.id.startswith("build_")
    marks = [pytest.mark.slow] if builds_models else []
    return pytest.param(exercise, *values, id=f"{exercise.id}-{id}", marks=marks)


RIGHT = [_param(e, f, id=f.__name__) for e in EXERCISES for f in (e.reference, *e.alternatives)]
WRONG = [_param(e, m, id=m.name) for e in EXERCISES for m in e.mistakes]
OVER_THE_WIRE = [
    _param(e, name, id=name.partition(":")[2]) for e in EXERCISES for name in bank.answers(e)
]

pytestmark = [
    pytest.mark.filterwarnings("ignore:.*softmax over axis -1:UserWarning"),
    pytest.mark.filterwarnings("ignore:.*invalid value:RuntimeWarning"),
    pytest.mark.filterwarnings("ignore:.*divide by zero:RuntimeWarning"),
]


@pytest.mark.parametrize(("exercise", "answer"), RIGHT)
def test_a_right_answer_passes(exercise, answer):
    """Does the reference pass, and every alternative, with all points?"""
    verdict = judge(exercise, local(answer))
    assert verdict.status == "passed", str(verdict)
    assert verdict.score == exercise.points


@pytest.mark.parametrize(("exercise", "mistake"), WRONG)
def test_a_mistake_fails_under_its_own_name(exercise, mistake):
    """Is each registered mistake rejected, and named by its own sentence?"""
    verdict = judge(exercise, local(mistake.answer))
    assert verdict.status in ("partial", "failed"), str(verdict)
    assert verdict.score < exercise.points
    assert verdict.mistake == mistake.name, str(verdict)
    assert mistake.message in verdict.message


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda e: e.id)
def test_a_stub_is_not_attempted(exercise):
    """Is a stub told apart from a wrong answer?"""
    verdict = judge(exercise, local(bank.stub))
    assert (verdict.status, verdict.score) == ("not attempted", 0.0)


@pytest.mark.parametrize(("exercise", "name"), OVER_THE_WIRE)
def test_the_wire_gives_the_same_verdict(exercise, name, wire):
    """Does an answer in another process get the verdict that it gets in this one?"""
    seed = 20_000 + len(name)
    here = judge(exercise, local(bank.answers(exercise)[name]), seed)
    there = judge(exercise, Student(wire, name), seed)
    assert (there.status, there.score, there.mistake) == (here.status, here.score, here.mistake)
    assert there.message == here.message


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda e: e.id)
def test_an_exercise_is_complete(exercise):
    """Are there two hints, three mistakes and two alternatives, and points to be had?"""
    assert exercise.points > 0
    assert len(exercise.hints) >= 2
    assert len(exercise.mistakes) >= 3
    assert len(exercise.alternatives) >= 2
    assert all(mistake.message.endswith(".") for mistake in exercise.mistakes)
