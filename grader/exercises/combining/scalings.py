"""Wrong ways to standardize two parts of some rows, called like `clinic_scaling`.

The docstrings say what went wrong; the learner reads them.
"""

import numpy as np

from grader.reference.clinic import clinic_scaling


def _standardized(mean, std, *parts):
    return tuple((part - mean) / std for part in parts)


def _by(rows, *parts, axis=0):
    return _standardized(rows.mean(axis=axis), rows.std(axis=axis), *parts)


def _between(rows, *parts):
    low, high = rows.min(axis=0), rows.max(axis=0)
    return tuple((part - low) / (high - low) for part in parts)


def scales_all_rows(x, train, test):
    """Mean and standard deviation still come from all rows, so the test rows have a say in what
    the model is trained on. Compute both from the training rows alone.
    """
    return _by(x, x[train], x[test])


def scales_the_two_parts_together(x, train, test):
    """Mean and standard deviation come from training and test rows together, so the test rows
    still have a say in what the model is trained on. Compute both from the training rows alone.
    """
    return _by(np.concatenate([x[train], x[test]]), x[train], x[test])


def scales_by_all_but_the_test_rows(x, train, test):
    """Mean and standard deviation come from all rows except the test rows. Some of these are in
    neither part, and the model may not know them either: use the training rows alone.
    """
    return _by(np.delete(x, test, axis=0), x[train], x[test])


def scales_by_the_test_rows(x, train, test):
    """Mean and standard deviation come from the test rows, which nobody has seen yet when the
    model is trained. Compute both from the training rows.
    """
    return _by(x[test], x[train], x[test])


def scales_each_part_by_itself(x, train, test):
    """The test rows are scaled by a mean and standard deviation of their own, so the same value
    means something else than in training, and a single new row could not be scaled at all. Use
    those of the training rows for both parts.
    """
    return *_by(x[train], x[train]), *_by(x[test], x[test])


def scales_the_test_rows_by_all_rows(x, train, test):
    """The training rows are right, but the test rows are scaled by all rows, so the same value
    means something else than in training. Use the training rows' mean and standard deviation for
    both parts.
    """
    return *_by(x[train], x[train]), *_by(x, x[test])


def takes_only_the_mean_from_the_training_rows(x, train, test):
    """The mean comes from the training rows, but the standard deviation still from all rows. It
    tells the model about them just as the mean does: compute it from the training rows as well.
    """
    return _standardized(x[train].mean(axis=0), x.std(axis=0), x[train], x[test])


def takes_only_the_spread_from_the_training_rows(x, train, test):
    """The standard deviation comes from the training rows, but the mean still from all rows. It
    tells the model about them as well: compute it from the training rows.
    """
    return _standardized(x.mean(axis=0), x[train].std(axis=0), x[train], x[test])


def leaves_the_test_rows(x, train, test):
    """The test rows are not scaled, so the model meets them in units that it has never seen. Apply
    the training rows' mean and standard deviation to them as well.
    """
    return *_by(x[train], x[train]), x[test]


def scales_nothing(x, train, test):
    """Nothing is scaled any more. Only the place of the scaling was wrong: keep it, and take its
    mean and standard deviation from the training rows.
    """
    return x[train], x[test]


def one_number_for_all_columns(x, train, test):
    """One mean and one standard deviation serve all columns, so columns in large units still
    outweigh the others. Compute them for each column (`axis=0`).
    """
    return _by(x[train], x[train], x[test], axis=None)


def one_number_for_all_columns_and_rows(x, train, test):
    """One mean and one standard deviation serve all columns, and they come from all rows. Compute
    them for each column (`axis=0`), and from the training rows alone.
    """
    return _by(x, x[train], x[test], axis=None)


def scales_row_by_row(x, train, test):
    """Each row is scaled by its own mean and standard deviation, which mixes columns of different
    units. Scale column by column (`axis=0`).
    """
    return tuple(_by(part.T, part.T)[0].T for part in (x[train], x[test]))


def only_centered(x, train, test):
    """You subtract the mean but do not divide by the standard deviation, so columns in large units
    still outweigh the others.
    """
    mean = x[train].mean(axis=0)
    return x[train] - mean, x[test] - mean


def only_divided(x, train, test):
    """You divide by the standard deviation but do not subtract the mean first, so the columns are
    not centered at 0.
    """
    std = x[train].std(axis=0)
    return x[train] / std, x[test] / std


def without_parentheses(x, train, test):
    """`x - mean / std` divides only the mean. Write `(x - mean) / std`."""
    mean, std = x[train].mean(axis=0), x[train].std(axis=0)
    return x[train] - mean / std, x[test] - mean / std


def divides_by_the_variance(x, train, test):
    """You divide by the variance, so columns in large units become too small. The standard
    deviation is its square root.
    """
    mean, variance = x[train].mean(axis=0), x[train].var(axis=0)
    return _standardized(mean, variance, x[train], x[test])


def between_zero_and_one(x, train, test):
    """You bring the columns to [0, 1]. That is another kind of scaling than the script's, which
    standardizes: subtract the mean, then divide by the standard deviation.
    """
    return _between(x[train], x[train], x[test])


def between_zero_and_one_by_all_rows(x, train, test):
    """You bring the columns to [0, 1], and by the smallest and largest values of all rows. The
    script standardizes, and only the training rows may be looked at.
    """
    return _between(x, x[train], x[test])


def exchanged(x, train, test):
    """You return the two parts in the wrong order. The training rows come first:
    `(x_train, x_test)`.
    """
    return clinic_scaling(x, train, test)[::-1]


MISTAKES = {
    "idea": (
        scales_all_rows,
        scales_the_two_parts_together,
        scales_by_all_but_the_test_rows,
        scales_by_the_test_rows,
        scales_each_part_by_itself,
        scales_the_test_rows_by_all_rows,
        takes_only_the_mean_from_the_training_rows,
        takes_only_the_spread_from_the_training_rows,
        leaves_the_test_rows,
        scales_nothing,
        one_number_for_all_columns_and_rows,
        between_zero_and_one_by_all_rows,
    ),
    "": (
        one_number_for_all_columns,
        scales_row_by_row,
        only_centered,
        only_divided,
        without_parentheses,
        divides_by_the_variance,
        between_zero_and_one,
        exchanged,
    ),
}
