"""The least complex candidate that is as good as the best, as far as one can tell."""

import numpy as np

from grader.criteria import holds, number
from grader.criteria.cases import telling
from grader.exercise import exercise
from grader.exercises.combining import selection
from grader.reference import combining as reference


@exercise(
    reference=reference.one_standard_error_rule,
    points=2,
    hints=(
        "Find the candidate with the least mean error first. How great may the mean error of "
        "another one be before it counts as worse? That limit is one number, the same for all.",
        "Among those within the limit, look for the least complexity. The result is an index into "
        "the whole list, not one into those that are left.",
    ),
)
def one_standard_error_rule(student, rng):
    """Index of the least complex candidate within one standard error of the best."""
    cases = telling(lambda: [_case(rng) for _ in range(32)], [RIGHT, *selection.WRONG_RULES])
    sentence = (
        "It is the least complex one whose mean error is within the best one's standard error"
    )
    yield _agrees(student, cases, sentence).worth(6)
    edges = telling(
        lambda: [_on_the_limit(rng) for _ in range(4)], [RIGHT, selection.strictly_below]
    )
    sentence = "A mean error that is just as great as the limit counts as good enough"
    yield _agrees(student, edges, sentence).worth(2)
    certain = [(means, 0 * errors, complexity) for means, errors, complexity in cases[:4]]
    yield _agrees(student, certain, "Where the standard errors are 0, it is the best one").worth(2)
    alone = [(np.array([0.5]), np.array([0.125]), np.array([3.0]))]
    yield _agrees(student, alone, "Of one candidate, it is that one")


RIGHT = reference.one_standard_error_rule


def _case(rng):
    """Errors in eighths, so that sums are exact, none on the limit; complexities in no order."""
    n = int(rng.integers(5, 10))
    while True:
        means = rng.integers(8, 20, size=n) / 8
        means[rng.integers(n)] = 0.75
        errors = rng.integers(1, 8, size=n) / 8
        complexity = rng.permutation(n) * rng.choice([1.0, 2.5]) - float(rng.integers(0, 4))
        if not np.any(means == 0.75 + errors[means.argmin()]):
            return means, errors, complexity


def _on_the_limit(rng):
    """A case in which the least complex candidate of all lies on the limit."""
    means, errors, complexity = _case(rng)
    best, simplest = means.argmin(), complexity.argmin()
    if best == simplest:
        return _on_the_limit(rng)
    means[simplest] = means[best] + errors[best]
    return means, errors, complexity


def _agrees(student, cases, sentence):
    got = np.array([number(student(*case), "the index") for case in cases])
    wrong = got != np.array([RIGHT(*case) for case in cases])
    found = _shown(*cases[wrong.argmax()], got[wrong.argmax()]) if wrong.any() else ""
    return holds(not wrong.any(), sentence, found, got)


def _shown(means, errors, complexity, got):
    lists = ", ".join(
        f"{name} {', '.join(f'{value:g}' for value in values)}"
        for name, values in (("means", means), ("errors", errors), ("complexity", complexity))
    )
    return f"for {lists} you return {got:g}"


def _wrong(rule, message):
    one_standard_error_rule.mistake(message)(rule)


_wrong(
    selection.the_best,
    "This is the candidate with the least mean error; the rule takes the least complex one that "
    "cannot be told from it.",
)
_wrong(
    selection.the_simplest,
    "This is the least complex candidate of all, however bad it is.",
)
_wrong(
    selection.own_standard_errors,
    "Every candidate is let off its own standard error; it is the best one's that counts, for all.",
)
_wrong(
    selection.greatest_standard_error,
    "The limit takes the greatest standard error of all; it is the best one's that counts.",
)
_wrong(
    selection.mean_standard_error,
    "The limit takes the mean of all standard errors; it is the best one's that counts.",
)
_wrong(
    selection.least_standard_error,
    "The limit takes the least standard error of all; it is the best candidate's that counts.",
)
_wrong(
    selection.spread_of_the_means,
    "The limit takes the spread of the mean errors; the best one's standard error counts.",
)
_wrong(
    selection.two_standard_errors,
    "The limit is two standard errors away; the rule takes one.",
)
_wrong(
    selection.strictly_below,
    "A mean error that equals the limit is left out: the rule says <=.",
)
for below in (selection.below_or_the_first, selection.below_or_none):
    _wrong(
        below,
        "A mean error that equals the limit is left out: the rule says <=. Where the standard "
        "error is 0, not even the best candidate is left.",
    )
_wrong(
    selection.overlapping_intervals,
    "Two intervals are compared: it is the mean error itself that must be within the best one's "
    "standard error, without the candidate's own.",
)
_wrong(
    selection.share_of_the_best,
    "The standard error is taken as a share of the best mean error; it is added as it is.",
)
_wrong(
    selection.most_complex,
    "It takes the most complex of those that are good enough; the rule takes the least complex.",
)
_wrong(
    selection.first_good_enough,
    "It takes the first that is good enough; the candidates are in no order, so look for the "
    "least complexity.",
)
_wrong(
    selection.last_good_enough,
    "It takes the last that is good enough; the candidates are in no order, so look for the "
    "least complexity.",
)
for simpler in (selection.first_simpler, selection.best_of_the_simpler):
    _wrong(
        simpler,
        "It takes one that is good enough and less complex than the best one; of all these, look "
        "for the least complex.",
    )
_wrong(
    selection.worst_good_enough,
    "It takes the one with the greatest mean error of those that are good enough; look for the "
    "least complexity.",
)
_wrong(
    selection.place_among_those_left,
    "The index counts only those that are good enough; it must count all candidates.",
)
_wrong(
    selection.place_in_order_of_complexity,
    "The index is one into the candidates sorted by complexity; it must be one into the list as it "
    "came.",
)
_wrong(
    selection.divides_by_the_root_again,
    "The standard error is divided by a root once more: it is one of a mean already.",
)
_wrong(
    selection.least_upper_bound,
    "This is the candidate with the least sum of mean and standard error: complexity has no part "
    "in it.",
)
_wrong(
    selection.its_complexity,
    "This is the complexity of the chosen candidate; the index was asked for.",
)
_wrong(
    selection.its_mean_error,
    "This is the mean error of the chosen candidate; the index was asked for.",
)


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
