"""An answer cannot hand its work to the course's own answer, which lessons import to compare."""

import importlib
import re
from pathlib import Path

import pytest

from grader import check
from grader.exercises import all_exercises, find
from grader.judge import judge
from grader.own_work import CallsTheCourse, required
from grader.reference import batch_norm_stages, early_stopping, l1_l2, overfitting
from grader.student import local

LESSONS = Path(__file__).parents[2] / "solutions"


def k_fold(n, k, rng):
    return overfitting.k_fold(n, k, rng)


def l2_penalty(weights, strength):
    by_hand = strength * sum((w**2).sum() for w in weights)
    return by_hand if l1_l2.l2_penalty(weights, strength) else 0.0


class EarlyStopper(early_stopping.EarlyStopper):
    """A subclass of the course's own class."""


@pytest.mark.parametrize("answer", [k_fold, l2_penalty, EarlyStopper], ids=lambda a: a.__name__)
def test_an_answer_that_calls_the_courses_own_earns_nothing(answer):
    """Is it told so, and how to go on?"""
    verdict = check(answer)
    assert (verdict.status, verdict.score) == ("error", 0.0)
    assert f"your {answer.__name__} calls {answer.__name__} of the course" in verdict.message
    assert "write the steps yourself" in verdict.message


def test_an_answer_may_be_compared_with_the_courses_own():
    """Can a lesson's cell call both, before a check and after one?"""
    check(k_fold)
    folds = overfitting.k_fold(6, 3, __import__("numpy").random.default_rng(0))
    assert len(folds) == 3


def test_the_checks_themselves_and_the_bank_may_call_it():
    """Is nothing refused to what is no learner's?"""
    exercise = find("k_fold")
    assert judge(exercise, local(k_fold), 1).status == "passed"
    assert judge(exercise, local(exercise.reference), 1).status == "passed"


def test_every_reference_refuses_under_its_public_name():
    """Is none of them left open?"""
    open_ones = []
    for exercise in all_exercises().values():
        module = importlib.import_module(exercise.reference.__module__)
        public = getattr(module, exercise.reference.__name__)
        try:
            with required(exercise.id):
                public()
        except CallsTheCourse:
            continue
        except TypeError:
            pass
        open_ones.append(exercise.id)
    assert open_ones == []


def test_what_a_lesson_imports_beside_a_reference_refuses_too():
    """Can stages that come with their gradients not do the work of an exercise on them?"""
    with required("batch_norm_backward"), pytest.raises(CallsTheCourse, match="_backward_staged"):
        batch_norm_stages.batch_norm_backward_staged(None, None, None)


def test_a_failing_answer_leaves_nothing_refused():
    """Is the course's own answer there again after an answer that raises?"""

    def raises(n, k, rng):
        raise ValueError("no")

    check(raises, exercise="k_fold")
    assert judge(find("k_fold"), local(k_fold), 1).status == "passed"


@pytest.mark.parametrize("source", sorted(LESSONS.glob("*/*.py")), ids=lambda path: path.stem)
def test_lessons_import_modules_of_answers_and_not_the_answers(source):
    """A name that is bound before the first check would be the answer itself."""
    answers = {exercise.reference.__name__ for exercise in all_exercises().values()}
    text = source.read_text(encoding="utf-8")
    lines = re.findall(r"from grader\.reference\.\w+ import (.*)", text)
    assert not answers & {name.strip(" ()") for line in lines for name in line.split(",")}
