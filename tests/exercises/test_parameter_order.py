"""The order of parameters, which is a part of what an exercise asks for."""

import inspect

import pytest

from grader.exercises import find
from grader.judge import judge
from grader.reference import batch_norm, l1_l2
from grader.reference.early_stopping import EarlyStopper
from grader.student import local


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("adamw_step", ("decay", "learning_rate", "beta_1", "beta_2", "epsilon")),
        ("adamw_step", ("learning_rate", "decay", "beta_2", "beta_1", "epsilon")),
        ("adamw_step", ("learning_rate", "decay", "beta_1", "epsilon", "beta_2")),
        ("batch_norm_forward", ("epsilon", "momentum", "training")),
        ("batch_norm_forward", ("momentum", "training", "epsilon")),
    ],
)
def test_parameters_in_another_order_are_noticed(name, other):
    """Are they, though a check hands them over by name nearly everywhere?"""
    right = find(name).reference
    parameters = list(inspect.signature(right).parameters.values())
    usual, by_name = parameters[: -len(other)], {each.name: each for each in parameters}
    changed = inspect.Signature(usual + [by_name[each] for each in other])

    def answer(*args, **kwargs):
        return right(**changed.bind(*args, **kwargs).arguments)

    answer.__signature__ = changed
    assert all(judge(find(name), local(answer), seed).status != "passed" for seed in (1, 2))


class ByName(EarlyStopper):
    """Takes all but the first argument by name alone."""

    def __init__(self, patience, *, min_delta=0.0, mode="min"):
        super().__init__(patience, min_delta, mode)


def adamw_by_name(w, gradient, m, v, step, *, learning_rate, decay, **others):
    return l1_l2.adamw_step(w, gradient, m, v, step, learning_rate, decay, **others)


def batch_norm_by_name(x, *parameters, **options):
    gamma, beta, mean, variance = parameters
    return batch_norm.batch_norm_forward(x, gamma, beta, mean, variance, **options)


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("EarlyStopper", ByName),
        ("adamw_step", adamw_by_name),
        ("batch_norm_forward", batch_norm_by_name),
    ],
)
def test_last_parameters_by_name_alone_are_a_style(name, answer):
    """Does an answer pass that has no order of them to get wrong?"""
    assert judge(find(name), local(answer), 1).status == "passed"
