"""The least complex candidate that is as good as the best, as far as one can tell."""

import functools
from dataclasses import replace

import numpy as np

from grader.criteria import holds, number
from grader.exercise import exercise
from grader.exercises.combining import limits, selection
from grader.exercises.wrong import teach
from grader.reference import combining as reference

RIGHT = reference.one_standard_error_rule
CHOICES = (RIGHT, *selection.WRONG_CHOICES, *selection.WRONG_PLACES, *limits.ELSEWHERE)


@exercise(
    reference=RIGHT,
    points=2,
    hints=(
        "Find the candidate with the smallest mean error first. How large may the mean error of "
        "another one be before it counts as worse? That limit is one number, the same for all.",
        "Among those within the limit, look for the least complex one. Return its index in the "
        "whole list, not its index among those that are left.",
    ),
)
def one_standard_error_rule(student, rng):
    """Index of the least complex candidate within one standard error of the best."""
    alike, cases, edges, certain, sure = _cases(int(rng.integers(2**63)))
    sentence = "It is the least complex candidate that is at most one standard error worse"
    yield _agrees(student, alike, f"{sentence} than the best one").worth(4).as_idea()
    sentence = "Where standard errors differ, that of the best candidate makes the limit for all"
    yield _agrees(student, cases, sentence).worth(4)
    sentence = "A candidate whose mean error is exactly the limit counts as good enough"
    yield _agrees(student, edges, sentence).worth(2)
    sentence = "Where all standard errors are 0, it is the candidate with the smallest mean error"
    yield _agrees(student, certain, sentence).worth(2)
    sentence = "Where the best candidate's standard error is 0, no worse one is good enough"
    yield _agrees(student, sure, sentence)
    sentence = "Complexities may be fractions, or numbers of parameters in the millions"
    scaled = [(*case[:2], case[2] * scale) for case in alike for scale in (0.125, 2.0**21)]
    yield _agrees(student, scaled, sentence)
    alone = [(np.array([0.5]), np.array([0.125]), np.array([3.0]))]
    yield _agrees(student, alone, "Where there is only one candidate, it is that one")


@functools.lru_cache(maxsize=2)
def _cases(seed):
    """Cases of equal standard errors, of others, of one on the limit, of none, of a sure best one.

    The same for all answers that are tried on one seed: to draw them takes longer than an answer.
    """
    rng = np.random.default_rng(seed)
    # Where all standard errors are equal, these two are the same as two others.
    same = (selection.smallest_upper_end, limits.overlapping_intervals)
    alike = _telling(lambda: _case(rng, equal=True), [r for r in CHOICES if r not in same])
    cases = _telling(lambda: _case(rng), [*CHOICES, *limits.OF_ANOTHER])
    edges, certain = _caught(lambda: _on_the_limit(rng)), _caught(lambda: _certain(rng))
    return alike, cases, edges, certain, [_sure(rng) for _ in range(3)]


def _telling(draw, rules):
    """A few cases in which no two rules always choose the same."""
    cases, chosen = [], dict.fromkeys(rules, ())
    while len(set(chosen.values())) < len(rules):
        case = draw()
        more = {rule: (*before, rule(*case)) for rule, before in chosen.items()}
        if len(set(more.values())) > len(set(chosen.values())):
            cases, chosen = [*cases, case], more
    return cases


def _caught(draw):
    """Cases among which each wrong rule fails that can: the points do not depend on luck."""
    cases, rules = [], [*CHOICES, *limits.OF_ANOTHER, *limits.STRICT]
    for _ in range(80):
        case = draw()
        left = [rule for rule in rules if rule(*case) == RIGHT(*case)]
        cases += [case] if len(left) < len(rules) else []
        rules = left
    return cases


def _case(rng, equal=False):
    """Errors in eighths, so that sums are exact, none on the limit; complexities in no order."""
    n = int(rng.integers(5, 7))
    while True:
        means = rng.integers(6, 14, size=n) / 8
        means[rng.integers(n)] = 0.625
        errors = rng.integers(1, 8, size=n) / 8
        errors = np.full(n, errors[0]) if equal else errors
        complexity = rng.permutation(n) * rng.choice([1.0, 2.5]) - float(rng.integers(0, 4))
        if not np.any(means == 0.625 + errors[means.argmin()]):
            return means, errors, complexity


def _on_the_limit(rng):
    """A case in which the least complex candidate of all lies on the limit."""
    means, errors, complexity = _case(rng)
    best, simplest = means.argmin(), complexity.argmin()
    if best == simplest:
        return _on_the_limit(rng)
    means[simplest] = means[best] + errors[best]
    return means, errors, complexity


def _certain(rng):
    """A case in which all standard errors are 0."""
    means, errors, complexity = _case(rng)
    return means, 0 * errors, complexity


def _sure(rng):
    """A case in which the best standard error alone is 0, and the simplest is hardly worse."""
    means, errors, complexity = _case(rng)
    best, simplest = means.argmin(), complexity.argmin()
    if best == simplest:
        return _sure(rng)
    # Nearer than any other standard error, or their mean, reaches.
    means[simplest] = means[best] + 1 / 16
    errors[best] = 0.0
    return means, errors, complexity


def _agrees(student, cases, sentence):
    """Criterion: the index is right in all cases; the call of the first wrong one shows it."""
    got, calls = [], []
    for case in cases:
        got.append(number(student(*case), "the index"))
        calls.append(student.notes.call())
    right = np.array([RIGHT(*case) for case in cases])
    wrong = np.flatnonzero(np.array(got) != right)
    if not wrong.size:
        return holds(True, sentence)
    first = wrong[0]
    found = f"{got[first]:g}, where {right[first]} is right"
    return replace(holds(False, sentence, found, np.array(got)), call=calls[first])


teach(one_standard_error_rule, selection.MISTAKES)
teach(one_standard_error_rule, limits.MISTAKES)


@one_standard_error_rule.alternative
def in_order_of_complexity(mean_errors, standard_errors, complexity):
    best = int(mean_errors.argmin())
    for candidate in np.argsort(complexity):
        if mean_errors[candidate] - mean_errors[best] <= standard_errors[best]:
            return candidate


@one_standard_error_rule.alternative
def by_lists(mean_errors, standard_errors, complexity):
    rows = list(zip(mean_errors, standard_errors, complexity, range(len(complexity)), strict=True))
    least, its_error, *_ = min(rows)
    good_enough = [row for row in rows if row[0] <= least + its_error]
    return min(good_enough, key=lambda row: row[2])[3]


@one_standard_error_rule.alternative
def by_places(mean_errors, standard_errors, complexity):
    limit = (mean_errors + standard_errors)[mean_errors == mean_errors.min()]
    places = np.flatnonzero(~(mean_errors > limit))
    return np.asarray(places[np.argmin(complexity[places])])
