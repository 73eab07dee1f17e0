"""Wrong rules of which candidate to choose, called like `one_standard_error_rule`."""

import numpy as np

from grader.reference.combining import one_standard_error_rule


def the_best(means, errors, complexity):
    return int(means.argmin())


def the_simplest(means, errors, complexity):
    return int(complexity.argmin())


def _simplest_below(limit, means, complexity):
    return int(np.argmin(np.where(means <= limit, complexity, np.inf)))


def own_standard_errors(means, errors, complexity):
    return _simplest_below(means.min(), means - errors, complexity)


def greatest_standard_error(means, errors, complexity):
    return _simplest_below(means.min() + errors.max(), means, complexity)


def mean_standard_error(means, errors, complexity):
    return _simplest_below(means.min() + errors.mean(), means, complexity)


def least_standard_error(means, errors, complexity):
    return _simplest_below(means.min() + errors.min(), means, complexity)


def spread_of_the_means(means, errors, complexity):
    return _simplest_below(means.min() + means.std() / np.sqrt(len(means)), means, complexity)


def two_standard_errors(means, errors, complexity):
    return one_standard_error_rule(means, 2 * errors, complexity)


def strictly_below(means, errors, complexity):
    limit = means.min() + errors[means.argmin()]
    return int(np.argmin(np.where((means < limit) | (means == means.min()), complexity, np.inf)))


def below_or_the_first(means, errors, complexity):
    limit = means.min() + errors[means.argmin()]
    return int(np.argmin(np.where(means < limit, complexity, np.inf)))


def below_or_none(means, errors, complexity):
    places = np.flatnonzero(means < means.min() + errors[means.argmin()])
    return int(places[np.argmin(complexity[places])])


def overlapping_intervals(means, errors, complexity):
    return _simplest_below((means + errors)[means.argmin()], means - errors, complexity)


def share_of_the_best(means, errors, complexity):
    return _simplest_below(means.min() * (1 + errors[means.argmin()]), means, complexity)


def _good_enough(means, errors):
    return np.flatnonzero(means <= means.min() + errors[means.argmin()])


def most_complex(means, errors, complexity):
    return one_standard_error_rule(means, errors, -complexity)


def first_good_enough(means, errors, complexity):
    return int(_good_enough(means, errors)[0])


def last_good_enough(means, errors, complexity):
    return int(_good_enough(means, errors)[-1])


def first_simpler(means, errors, complexity):
    best, places = means.argmin(), _good_enough(means, errors)
    simpler = places[complexity[places] < complexity[best]]
    return int(simpler[0] if simpler.size else best)


def best_of_the_simpler(means, errors, complexity):
    best, places = means.argmin(), _good_enough(means, errors)
    simpler = places[complexity[places] < complexity[best]]
    return int(simpler[np.argmin(means[simpler])] if simpler.size else best)


def worst_good_enough(means, errors, complexity):
    return one_standard_error_rule(means, errors, -means)


def place_among_those_left(means, errors, complexity):
    return int(np.argmin(complexity[_good_enough(means, errors)]))


def place_in_order_of_complexity(means, errors, complexity):
    order = np.argsort(complexity)
    return int(_good_enough(means[order], errors[order])[0])


def divides_by_the_root_again(means, errors, complexity):
    return one_standard_error_rule(means, errors / np.sqrt(len(means)), complexity)


def least_upper_bound(means, errors, complexity):
    return int(np.argmin(means + errors))


def its_complexity(means, errors, complexity):
    return float(complexity[one_standard_error_rule(means, errors, complexity)])


def its_mean_error(means, errors, complexity):
    return float(means[one_standard_error_rule(means, errors, complexity)])


WRONG_RULES = (
    the_best,
    the_simplest,
    own_standard_errors,
    greatest_standard_error,
    mean_standard_error,
    least_standard_error,
    spread_of_the_means,
    two_standard_errors,
    overlapping_intervals,
    share_of_the_best,
    most_complex,
    first_good_enough,
    last_good_enough,
    first_simpler,
    best_of_the_simpler,
    worst_good_enough,
    place_among_those_left,
    place_in_order_of_complexity,
    divides_by_the_root_again,
    least_upper_bound,
)
