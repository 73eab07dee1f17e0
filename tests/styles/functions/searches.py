"""Styles of what `random_search` returns: containers, and types of its floats."""

import collections

from ..rewrite import Rewrite, bases, spoken

STYLES = []


def style(function):
    """Register a style: it takes the list of dicts and returns another."""
    STYLES.append(function)
    return function


def rewrites(exercise):
    """Every answer to the exercise in every style."""
    if exercise.id != "random_search":
        return
    for base, answer in bases(exercise).items():
        for each in STYLES:
            yield Rewrite(exercise, base, "searches", spoken(each), _returning(answer, each))
        yield Rewrite(
            exercise, base, "searches", "trial by trial", _one_by_one(answer), redraws=True
        )


def _returning(answer, change):
    return lambda space, n_trials, rng: change(answer(space, n_trials, rng))


def _one_by_one(answer):
    return lambda space, n, rng: [trial for _ in range(n) for trial in answer(space, 1, rng)]


@style
def as_a_list(trials):
    return list(trials)


@style
def as_a_tuple(trials):
    return tuple(trials)


@style
def as_ordered_dicts(trials):
    return [collections.OrderedDict(trial) for trial in trials]


@style
def as_default_dicts(trials):
    return [collections.defaultdict(float, trial) for trial in trials]


@style
def with_names_in_another_order(trials):
    return [dict(reversed(trial.items())) for trial in trials]


@style
def with_names_sorted(trials):
    return [dict(sorted(trial.items())) for trial in trials]


@style
def the_last_trial_first(trials):
    return list(trials)[::-1]
