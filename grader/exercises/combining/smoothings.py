"""Wrong ways to smooth labels, called like `label_smoothing`.

The docstrings say what went wrong; the learner reads them.
"""

import numpy as np


def unchanged(one_hot, smoothing):
    """The labels come back as they were, so nothing is smoothed and the network is still asked for
    a probability of exactly 1. Mix every row with the uniform distribution.
    """
    return one_hot.copy()


def hands_nothing_out(one_hot, smoothing):
    """You take `smoothing` away from the class of the label and give it to nobody. The rows then
    add up to less than 1, so they are no longer probabilities. Share it out among all classes.
    """
    return (1 - smoothing) * one_hot


def takes_nothing_away(one_hot, smoothing):
    """You give every class a share without taking anything away, so the rows add up to more than 1
    and are no longer probabilities. Multiply the one-hot row by `1 - smoothing` first.
    """
    return one_hot + smoothing / one_hot.shape[1]


def takes_from_all_classes(one_hot, smoothing):
    """You subtract `smoothing` from every class, which makes the probabilities of the others
    negative. They have nothing to lose: multiply the row by `1 - smoothing` instead.
    """
    return one_hot - smoothing + smoothing / one_hot.shape[1]


def gives_all_of_it_to_each(one_hot, smoothing):
    """Every class gets the whole `smoothing`, so the rows add up to more than 1. It is one amount
    that all classes share: each of them gets `smoothing / n_classes`.
    """
    return (1 - smoothing) * one_hot + smoothing


def gives_all_of_it_to_each_other(one_hot, smoothing):
    """Every other class gets the whole `smoothing`, so the rows add up to more than 1. It is one
    amount that all classes share: each of them gets `smoothing / n_classes`.
    """
    return np.where(one_hot == 1, 1 - smoothing, smoothing)


def exchanged(one_hot, smoothing):
    """The two parts of the mixture have changed places: with little smoothing, your targets say
    next to nothing about the label. `1 - smoothing` is the weight of the label, `smoothing` that
    of the uniform distribution.
    """
    return smoothing * one_hot + (1 - smoothing) / one_hot.shape[1]


def adds_and_normalizes(one_hot, smoothing):
    """You add `smoothing` to every class and divide by the sum. The rows are probabilities, but
    the label loses more the more classes there are. It is to keep `1 - smoothing` of its own.
    """
    raised = one_hot + smoothing
    return raised / raised.sum(axis=1, keepdims=True)


def over_the_other_classes(one_hot, smoothing):
    """You share `smoothing` out among the other classes alone, `smoothing / (n_classes - 1)` for
    each. The formula mixes with the uniform distribution over ALL classes, so the class of the
    label gets its `smoothing / n_classes` back.
    """
    return np.where(one_hot == 1, 1 - smoothing, smoothing / (one_hot.shape[1] - 1))


def over_one_class_less(one_hot, smoothing):
    """You divide by `n_classes - 1`, but all classes get a share, so the rows add up to more than
    1. The uniform distribution gives each of them `smoothing / n_classes`.
    """
    return (1 - smoothing) * one_hot + smoothing / (one_hot.shape[1] - 1)


def label_gets_nothing_back(one_hot, smoothing):
    """The class of the label gets no share of what is handed out, so the rows add up to less than
    1. The uniform distribution covers all classes: that one gets `smoothing / n_classes` as well.
    """
    return np.where(one_hot == 1, 1 - smoothing, smoothing / one_hot.shape[1])


def by_the_number_of_rows(one_hot, smoothing):
    """You divide `smoothing` by the number of rows, which is the size of the batch, so the targets
    would change with it. Divide by the number of classes, `one_hot.shape[1]`.
    """
    return (1 - smoothing) * one_hot + smoothing / len(one_hot)


def by_the_size(one_hot, smoothing):
    """You divide `smoothing` by the number of all entries, rows times classes, so the rows add up
    to less than 1. Each row is a distribution of its own: divide by `one_hot.shape[1]`.
    """
    return (1 - smoothing) * one_hot + smoothing / one_hot.size


def by_the_classes_that_occur(one_hot, smoothing):
    """You count the classes that occur among these labels. A small batch need not have all of
    them, and then the rows do not add up to 1. The number of classes is the length of a row.
    """
    occurring = np.unique(one_hot.argmax(axis=1))
    return (1 - smoothing) * one_hot + smoothing / len(occurring)


def by_the_largest_label(one_hot, smoothing):
    """You take the largest label that occurs, plus 1, for the number of classes. A small batch
    need not have the last class in it, and then the rows do not add up to 1. The number of classes
    is the length of a row.
    """
    n_classes = one_hot.argmax(axis=1).max() + 1
    return (1 - smoothing) * one_hot + smoothing / n_classes


def as_for_two_classes(one_hot, smoothing):
    """`smoothing / 2` is right for two classes only; with more of them the rows add up to more
    than 1. Divide by the number of classes, whatever it is.
    """
    return (1 - smoothing) * one_hot + smoothing / 2


MISTAKES = {
    "idea": (
        unchanged,
        hands_nothing_out,
        takes_nothing_away,
        takes_from_all_classes,
        gives_all_of_it_to_each,
        gives_all_of_it_to_each_other,
        exchanged,
        adds_and_normalizes,
    ),
    "": (
        over_the_other_classes,
        over_one_class_less,
        label_gets_nothing_back,
        by_the_number_of_rows,
        by_the_size,
        by_the_classes_that_occur,
        by_the_largest_label,
        as_for_two_classes,
    ),
}
