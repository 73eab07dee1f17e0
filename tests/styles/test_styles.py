"""Right answers in other styles: is each accepted, and judged alike in another process?

Samples: ``python -m tests.styles`` judges all rewrites, and with --both compares them all.
"""

import pytest

from grader.exercises import all_exercises
from grader.quiet import installed

from . import both
from .catalog import rewrites, sampled
from .contract import KINDS, PLAIN, SLOW
from .judging import rejection
from .models.plans import BY_NAME

FRAMEWORKS = ("keras", "tensor", "tape", "differentiation", "autograd", "torch")
"""Words in the names of alternatives on arrays that import a framework."""


def exercises(ids):
    """The exercises of these ids whose packages are installed, as parameters of a test."""
    found = [all_exercises()[each] for each in ids]
    return [pytest.param(e, id=e.id) for e in found if not e.needs or installed(e.needs)]


def rejected(found):
    """Of each rewrite that does not get all points, its name and why."""
    found = filter(None, (rejection(each, 1) for each in found))
    return [f"{each.rewrite.name}: {each.message}" for each in found]


def sample(exercise, topics, one_in, without=()):
    """Rewrites of an exercise, whose bases have none of some words in their names."""

    def chosen(name):
        return sampled(name, one_in) and not any(word in name.split(":")[1] for word in without)

    return rewrites(exercise, topics, chosen)


@pytest.mark.parametrize("exercise", exercises(e for e in PLAIN if e != "clinic_prediction"))
class Numpy:
    """What must hold for answers on arrays."""

    topics: tuple
    one_in: int

    def test_a_right_answer_passes_in_other_styles(self, exercise):
        """Does a sample of its rewrites get all points?"""
        assert rejected(sample(exercise, self.topics, self.one_in, FRAMEWORKS)) == []


class TestCallables(Numpy):
    topics, one_in = ("callable", "arguments", "around"), 60


class TestResults(Numpy):
    topics, one_in = ("results", "parts", "stoppers", "searches"), 30


class TestWritings(Numpy):
    topics, one_in = ("writing",), 60


@pytest.mark.slow
class TestModels:
    """Answers that are models or hold tensors: a check takes a second, and importing Keras ten."""

    @pytest.mark.parametrize("exercise", exercises(BY_NAME))
    def test_a_model_passes_in_other_spellings(self, exercise):
        """Does a sample of spellings of a model get all points?"""
        assert rejected(sample(exercise, ("models", "callable", "around"), 60)) == []

    @pytest.mark.parametrize(
        "exercise", exercises(("build_augmenter", "make_early_stopping", "DropoutNet"))
    )
    def test_a_layer_a_callback_and_a_net_pass(self, exercise):
        """Does a sample of spellings get all points?"""
        assert rejected(sample(exercise, ("augmenters", "callbacks", "nets"), 3)) == []

    @pytest.mark.parametrize("exercise", exercises(KINDS))
    def test_tensors_pass_for_arrays(self, exercise):
        """Does a sample of results as tensors get all points?"""
        assert rejected(sample(exercise, ("tensors",), 3)) == []

    @pytest.mark.parametrize("exercise", exercises(("clinic_prediction", *SLOW)))
    def test_trained_answers_pass(self, exercise):
        """Does a sample of the clinic's answers get all points?"""
        assert rejected(sample(exercise, ("trainings",), 2)) == []


@pytest.mark.slow
class TestBoth:
    """The second proof: a verdict does not depend on where an answer lives."""

    @pytest.mark.parametrize(
        ("topics", "one_in"),
        [
            (("callable", "results", "parts", "arguments", "writing", both.MISTAKES), 1200),
            (("stoppers", "searches", "tensors"), 60),
            (("models", "augmenters", "callbacks", "nets"), 400),
        ],
        ids=lambda value: value[0] if isinstance(value, tuple) else str(value),
    )
    def test_another_process_gives_the_same_verdict(self, topics, one_in):
        """Are status, score and message of a sample the same at home and in another process?"""
        quick = [e for e in all_exercises().values() if e.id not in SLOW]
        chosen = [answer for e in quick for answer in both.answers(e, topics, one_in)]
        found = both.differences(chosen, topics, one_in)
        assert {answer.name: words for answer, words in found} == {}
