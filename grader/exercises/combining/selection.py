"""Wrong choices of a candidate, called like `one_standard_error_rule`.

The docstrings say what went wrong; the learner reads them.
"""

import numpy as np

from grader.reference.combining import one_standard_error_rule


def _good_enough(means, errors):
    return np.flatnonzero(means <= means.min() + errors[means.argmin()])


def the_best(means, errors, complexity):
    """This is the candidate with the smallest mean error. The differences among the best ones are
    noise, so the rule takes the least complex of those that cannot be told from it.
    """
    return int(means.argmin())


def the_simplest(means, errors, complexity):
    """This is the least complex candidate of all, however large its error is. Look only among
    those that are good enough: at most one standard error worse than the best one.
    """
    return int(complexity.argmin())


def smallest_upper_end(means, errors, complexity):
    """This is the candidate with the smallest sum of mean and standard error, and complexity plays
    no part in it. The rule looks for the least complex one within a limit.
    """
    return int(np.argmin(means + errors))


def most_complex(means, errors, complexity):
    """You take the most complex of the candidates that are good enough. Where the data cannot tell
    them apart, the rule takes the least complex one.
    """
    return one_standard_error_rule(means, errors, -complexity)


def largest_good_enough_error(means, errors, complexity):
    """You take the candidate with the largest mean error of those that are good enough. A larger
    error is not the aim: look for the least complexity among them.
    """
    return one_standard_error_rule(means, errors, -means)


def first_good_enough(means, errors, complexity):
    """You take the first candidate that is good enough. They come in no particular order, so the
    first need not be the least complex: look at `complexity`.
    """
    return int(_good_enough(means, errors)[0])


def last_good_enough(means, errors, complexity):
    """You take the last candidate that is good enough. They come in no particular order, so the
    last need not be the least complex: look at `complexity`.
    """
    return int(_good_enough(means, errors)[-1])


def takes_them_for_accuracies(means, errors, complexity):
    """You take the LARGEST mean for the best, as with accuracies. These are errors: the best
    candidate has the smallest one, and the others may be at most one standard error above it.
    """
    best = np.argmax(means)
    return int(np.argmin(np.where(means >= means[best] - errors[best], complexity, np.inf)))


def first_simpler(means, errors, complexity):
    """You take the first candidate that is good enough and simpler than the best one. There may be
    an even simpler one further on: look for the least complexity of all that are good enough.
    """
    best, places = means.argmin(), _good_enough(means, errors)
    simpler = places[complexity[places] < complexity[best]]
    return int(simpler[0] if simpler.size else best)


def best_of_the_simpler(means, errors, complexity):
    """Of those that are good enough and simpler than the best one, you take the one with the
    smallest error. Among them errors no longer count: take the least complex.
    """
    best, places = means.argmin(), _good_enough(means, errors)
    simpler = places[complexity[places] < complexity[best]]
    return int(simpler[np.argmin(means[simpler])] if simpler.size else best)


def zeros_for_the_others(means, errors, complexity):
    """You multiply complexity by 0 where a candidate is not good enough, and then look for the
    smallest: a candidate that was ruled out has 0, and wins. Give those infinity, as with
    `np.where(good_enough, complexity, np.inf)`.
    """
    good_enough = means <= means.min() + errors[means.argmin()]
    return int(np.argmin(complexity * good_enough))


def place_among_those_left(means, errors, complexity):
    """Your index counts only the candidates that are good enough, so it points to another one in
    the whole list. Translate it back, for example with `np.flatnonzero`.
    """
    return int(np.argmin(complexity[_good_enough(means, errors)]))


def place_in_order_of_complexity(means, errors, complexity):
    """Your index counts the candidates sorted by complexity, so it points to another one in the
    list as it came. Translate it back: `np.argsort` has the original places.
    """
    order = np.argsort(complexity)
    return int(_good_enough(means[order], errors[order])[0])


def its_complexity(means, errors, complexity):
    """You choose the right candidate, but return its complexity. Return its index."""
    return float(complexity[one_standard_error_rule(means, errors, complexity)])


def its_mean_error(means, errors, complexity):
    """You choose the right candidate, but return its mean error. Return its index."""
    return float(means[one_standard_error_rule(means, errors, complexity)])


WRONG_CHOICES = (
    the_best,
    the_simplest,
    smallest_upper_end,
    most_complex,
    largest_good_enough_error,
    first_good_enough,
    last_good_enough,
    takes_them_for_accuracies,
)
WRONG_PLACES = (
    first_simpler,
    best_of_the_simpler,
    zeros_for_the_others,
    place_among_those_left,
    place_in_order_of_complexity,
)
MISTAKES = {
    "idea": WRONG_CHOICES,
    "": (*WRONG_PLACES, its_complexity, its_mean_error),
}
