"""Wrong ways to put the two penalties together."""

import numpy as np

from grader.exercises.wrong import Wrong

wrong = Wrong()


def _sums(weights):
    """The sums of abs(w) and of w^2."""
    return sum(np.abs(w).sum() for w in weights), sum((w**2).sum() for w in weights)


@wrong(
    "The strengths are exchanged, so whoever asks for more L1 gets more L2. `l1` belongs to the "
    "absolute values, `l2` to the squares.",
    about="idea",
)
def exchanges_the_strengths(weights, l1, l2):
    absolute, squared = _sums(weights)
    return l2 * absolute + l1 * squared


@wrong(
    "There is a factor of 1/2 in front of the squares, as in scikit-learn, so the L2 part pulls "
    "half as hard as `l2` says. Here, as in Keras, there is none."
)
def half_of_the_squares(weights, l1, l2):
    absolute, squared = _sums(weights)
    return l1 * absolute + l2 / 2 * squared


@wrong(
    "The L2 part is missing, so this is the L1 penalty alone. Add l2 * sum of w^2.", about="idea"
)
def without_l2(weights, l1, l2):
    return l1 * _sums(weights)[0]


@wrong(
    "The L1 part is missing, so this is the L2 penalty alone. Add l1 * sum of abs(w).",
    about="idea",
)
def without_l1(weights, l1, l2):
    return l2 * _sums(weights)[1]


@wrong(
    "You multiply the two penalties, so both vanish as soon as one strength is 0. They are added.",
    about="idea",
)
def product(weights, l1, l2):
    absolute, squared = _sums(weights)
    return l1 * absolute * l2 * squared


@wrong(
    "You read the arguments as scikit-learn's `alpha` and `l1_ratio`: one strength, and how it is "
    "shared out. Here `l1` and `l2` are two strengths, each for its own part.",
    about="idea",
)
def strength_and_ratio(weights, l1, l2):
    absolute, squared = _sums(weights)
    return l1 * (l2 * absolute + (1 - l2) / 2 * squared)


@wrong(
    "You read the arguments as one strength and a ratio by which it is shared out. Here `l1` and "
    "`l2` are two strengths, each for its own part: l1 * sum of abs(w) + l2 * sum of w^2.",
    about="idea",
)
def ratio_without_half(weights, l1, l2):
    absolute, squared = _sums(weights)
    return l1 * (l2 * absolute + (1 - l2) * squared)


@wrong(
    "You use `l1` as a ratio, and 1 - l1 for the squares, so `l2` does nothing. Each part has a "
    "strength of its own: l1 * sum of abs(w) + l2 * sum of w^2.",
    about="idea",
)
def l1_as_the_ratio(weights, l1, l2):
    absolute, squared = _sums(weights)
    return l1 * absolute + (1 - l1) * squared


@wrong(
    "You divide by l1 + l2, which makes an average of the two penalties: doubling both strengths "
    "then changes nothing. The strengths multiply the two sums as they are.",
    about="idea",
)
def weighted_average(weights, l1, l2):
    absolute, squared = _sums(weights)
    return (l1 * absolute + l2 * squared) / (l1 + l2)


@wrong(
    "You use `l1` for both parts, so the balance between them cannot be chosen. The squares have "
    "their own strength, `l2`.",
    about="idea",
)
def one_strength(weights, l1, l2):
    return l1 * sum(_sums(weights))


@wrong(
    "You add up the two strengths and use the result for both parts, so the balance between the "
    "parts cannot be chosen. Each part has its own strength.",
    about="idea",
)
def added_strengths(weights, l1, l2):
    return (l1 + l2) * sum(_sums(weights))


@wrong(
    "In the L1 part you add the weights with their signs, so positive and negative ones cancel. "
    "Take `abs(w)` of each weight before you add.",
    about="idea",
)
def without_abs(weights, l1, l2):
    return l1 * sum(w.sum() for w in weights) + l2 * _sums(weights)[1]


@wrong(
    "The L2 part squares the sum of the absolute values. Square each weight first, then add.",
    about="idea",
)
def square_of_the_sum(weights, l1, l2):
    absolute = _sums(weights)[0]
    return l1 * absolute + l2 * absolute**2


@wrong(
    "You take a root in the L2 part: this is the norm of all weights, which grows only in "
    "proportion to them. The L2 part is the sum of w^2 itself.",
    about="idea",
)
def norm_of_all(weights, l1, l2):
    absolute, squared = _sums(weights)
    return l1 * absolute + l2 * np.sqrt(squared)


@wrong(
    "You take a root in the L2 part: this is the norm of each kernel, which grows only in "
    "proportion to the weights. The L2 part is the SQUARED norm.",
    about="idea",
)
def norm_of_each_kernel(weights, l1, l2):
    return l1 * _sums(weights)[0] + l2 * sum(np.linalg.norm(w) for w in weights)


@wrong(
    "You divide by the number of weights, so each weight is penalized less the larger the network "
    "is. Both penalties are sums, not means.",
    about="idea",
)
def mean_of_all(weights, l1, l2):
    absolute, squared = _sums(weights)
    return (l1 * absolute + l2 * squared) / sum(w.size for w in weights)


@wrong(
    "You take the mean of each kernel, so a weight in a large kernel is penalized less than the "
    "same weight in a small one. Both penalties are sums.",
    about="idea",
)
def mean_of_each_kernel(weights, l1, l2):
    return sum(np.mean(l1 * np.abs(w) + l2 * w**2) for w in weights)


@wrong(
    "You return two penalties. The loss needs a single number to add: return the sum of the two."
)
def two_numbers(weights, l1, l2):
    absolute, squared = _sums(weights)
    return l1 * absolute, l2 * squared


@wrong(
    "Only the first kernel counts, so all other layers stay without a penalty. Go through the "
    "whole list in both parts."
)
def first_kernel_alone(weights, l1, l2):
    absolute, squared = _sums(weights[:1])
    return l1 * absolute + l2 * squared


@wrong(
    "Only the last kernel counts: each kernel replaces the total of those before it. Add to the "
    "total with `+=` where you now set it with `=`."
)
def last_kernel_alone(weights, l1, l2):
    absolute, squared = _sums(weights[-1:])
    return l1 * absolute + l2 * squared
