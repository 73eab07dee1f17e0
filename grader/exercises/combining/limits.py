"""Wrong limits of what is good enough, in rules that are called like `one_standard_error_rule`.

The docstrings say what went wrong; the learner reads them.
"""

import numpy as np

from grader.reference.combining import one_standard_error_rule


def _simplest_below(limit, means, complexity):
    return int(np.argmin(np.where(means <= limit, complexity, np.inf)))


def own_standard_errors(means, errors, complexity):
    """Each candidate is compared by its own standard error, so an uncertain one gets in because it
    is uncertain. There is one limit for all: the best one's mean error plus ITS standard error.
    """
    return _simplest_below(means.min(), means - errors, complexity)


def overlapping_intervals(means, errors, complexity):
    """You ask whether two intervals overlap, so each candidate is forgiven its own standard error
    too. Its mean error itself must be at most the best one's plus the best one's standard error.
    """
    return _simplest_below((means + errors)[means.argmin()], means - errors, complexity)


def smallest_upper_limit(means, errors, complexity):
    """The limit is the smallest of all sums of mean and standard error. That sum may belong to
    another candidate than the best: find the smallest mean error first, then add ITS standard
    error.
    """
    return _simplest_below((means + errors).min(), means, complexity)


def largest_standard_error(means, errors, complexity):
    """You add the largest of all standard errors, so one uncertain candidate lets all others in.
    Add that of the best candidate.
    """
    return _simplest_below(means.min() + errors.max(), means, complexity)


def smallest_standard_error(means, errors, complexity):
    """You add the smallest of all standard errors. It says nothing of how uncertain the best
    candidate is: add that one's.
    """
    return _simplest_below(means.min() + errors.min(), means, complexity)


def mean_standard_error(means, errors, complexity):
    """You add the mean of all standard errors. How uncertain the others are plays no part: add
    that of the best candidate.
    """
    return _simplest_below(means.min() + errors.mean(), means, complexity)


def spread_of_the_means(means, errors, complexity):
    """The limit is computed from the spread of the mean errors, which says how different the
    candidates are, not how uncertain. Use `standard_errors`, that of the best candidate.
    """
    return _simplest_below(means.min() + means.std() / np.sqrt(len(means)), means, complexity)


def two_standard_errors(means, errors, complexity):
    """The limit is two standard errors away, which lets in simpler and worse candidates. The rule
    adds one.
    """
    return one_standard_error_rule(means, 2 * errors, complexity)


def divides_by_the_root_again(means, errors, complexity):
    """You divide the standard error by a square root once more, so the limit is too strict. It is
    already the standard error of a mean: add it as it is.
    """
    return one_standard_error_rule(means, errors / np.sqrt(len(means)), complexity)


def share_of_the_best(means, errors, complexity):
    """You take the standard error for a share of the best mean error. It is an error itself, in
    the same units: add it as it is.
    """
    return _simplest_below(means.min() * (1 + errors[means.argmin()]), means, complexity)


def strictly_below(means, errors, complexity):
    """You leave out a candidate whose mean error is exactly the limit. The rule says "at most":
    compare with <=.
    """
    limit = means.min() + errors[means.argmin()]
    return int(np.argmin(np.where((means < limit) | (means == means.min()), complexity, np.inf)))


def below_or_the_first(means, errors, complexity):
    """You compare with <, so a candidate whose mean error is exactly the limit is left out. Where
    the standard error is 0, that is even the best one, and nobody is left. Compare with <=.
    """
    limit = means.min() + errors[means.argmin()]
    return int(np.argmin(np.where(means < limit, complexity, np.inf)))


def below_or_none(means, errors, complexity):
    """You compare with <, so a candidate whose mean error is exactly the limit is left out. Where
    the standard error is 0, that is even the best one, and nobody is left. Compare with <=.
    """
    places = np.flatnonzero(means < means.min() + errors[means.argmin()])
    return int(places[np.argmin(complexity[places])])


def another_for_zero(means, errors, complexity):
    """You put another number in the place of a standard error of 0, as if it were missing. It may
    be 0: then the limit is the best mean error itself, and no worse candidate is good enough.
    """
    error = errors[means.argmin()]
    return _simplest_below(means.min() + (error if error > 0 else errors.max()), means, complexity)


OF_ANOTHER = (
    own_standard_errors,
    smallest_upper_limit,
    largest_standard_error,
    smallest_standard_error,
    mean_standard_error,
)
"""Rules that are right where all standard errors are equal."""

ELSEWHERE = (
    overlapping_intervals,
    spread_of_the_means,
    two_standard_errors,
    divides_by_the_root_again,
    share_of_the_best,
)
STRICT = (strictly_below, below_or_the_first)
MISTAKES = {"": OF_ANOTHER + ELSEWHERE, "slip": (*STRICT, below_or_none, another_for_zero)}
