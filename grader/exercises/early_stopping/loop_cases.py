"""What training loops are tried on, drawn once for all that are judged on a seed."""

import functools
from typing import NamedTuple

import numpy as np

from grader.criteria.cases import telling
from grader.exercises.early_stopping import hindsight_rules, improvement_rules, waiting_rules
from grader.exercises.early_stopping.problems import (
    Problem,
    creeping,
    falling,
    flat,
    hasty,
    late,
    rising,
    valley,
    waiting,
)
from grader.reference import early_stopping as reference


class Drawn(NamedTuple):
    """The problems of one check; `waiting` and `late` are cases ``(errors, patience, problem)``."""

    falling: Problem
    steps: int
    valley: Problem
    waiting: list
    late: list
    rising: Problem
    flat: Problem
    creeping: Problem


@functools.lru_cache(maxsize=4)
def drawn(seed):
    """The problems of a seed."""
    rng = np.random.default_rng(seed)
    cases = telling(lambda: _cases(rng), [*map(best_by, RULES), _last])
    steps, hollow = int(rng.integers(5, 9)), valley(rng)
    late_ones, quick = _late(rng), hasty(rng)
    cases.append((quick.errors, 1, quick))
    others = late_ones, rising(rng), flat(rng, hollow), creeping(rng)
    return Drawn(falling(rng), steps, hollow, cases, *others)


RULES = (
    reference.stopping_epoch,
    waiting_rules.waits_one_more,
    waiting_rules.waits_one_less,
    waiting_rules.waits_in_total,
    improvement_rules.compares_with_the_previous,
    hindsight_rules.never_stops,
)
"""What the cases of `waiting` must tell apart, for a start."""


def _cases(rng):
    """Errors that get worse and better again, with patience of several lengths."""
    problems = waiting(rng), waiting(rng)
    return [(each.errors, patience, each) for each in problems for patience in range(2, 6)]


def _late(rng):
    """Errors that improve on step 0 just before patience runs out, or as it has run out."""
    problem = late(rng)
    first = int(np.argmax(problem.errors < problem.errors[0]))
    return [(problem.errors, patience, problem) for patience in (first - 1, first)]


def _last(errors, patience, problem):
    """The last step: the best one by an error that goes on falling."""
    return len(errors) - 1


def best_by(rule):
    """The best step by a rule for when to stop, of what `_cases` makes."""
    return lambda errors, patience, _: rule(errors, patience)[1]
