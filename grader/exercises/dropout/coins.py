"""Criteria on coins that may hang together: rows at any distance, rows that lose all they have."""

from dataclasses import replace

import numpy as np

from grader.criteria import holds
from grader.criteria.chance import at_rate, may_be_at_rate
from grader.criteria.masks import independent


def apart(mask, axis, sentence, alike):
    """Criterion: as `independent`, but for `alike` only where all entries of the axis are the same.

    Pairs of neighbors that share their coins agree everywhere too, and yet differ from others.
    """
    criterion = independent(mask, axis, sentence)
    one_fate = mask.any() and not mask.all() and np.all(mask == np.take(mask, [0], axis))
    return replace(criterion, found=alike, evidence=alike) if one_fate else criterion


def any_two(mask, sentence, what):
    """Criterion: no two rows have more or less in common than chance explains, near or far.

    Parameters
    ----------
    mask : boolean ndarray, shape (rows, columns)
        With 140 columns or more at a rate near 0.5, a copy or a complement always shows.
    sentence : str
    what : str
        What a row is, such as "rows".
    """
    if mask.all() or not mask.any():
        return holds(False, sentence, "none dropped" if mask.all() else "all of them dropped")
    kept, share = mask.astype(float), np.mean(mask)
    alike = kept @ kept.T + (1 - kept) @ (1 - kept).T
    pairs = alike[np.triu_indices(len(mask), 1)]
    independent_ones = may_be_at_rate(pairs, mask.shape[1], share**2 + (1 - share) ** 2)
    return holds(independent_ones, sentence, f"pairs of {what} whose masks are not independent")


def all_dropped(mask, rate, what, parts):
    """Criterion: narrow rows lose all that they have as often as independent coins make them.

    Parameters
    ----------
    mask : boolean ndarray, shape (rows, columns)
        A thousand rows or more of two or three columns.
    rate : float
    what, parts : str
        What a row and what its entries are, such as "rows" and "units".
    """
    lost, share = ~mask.any(axis=1), rate ** mask.shape[1]
    sentence = f"With `rate` {rate:g}, about {share:.0%} of the {what} of {mask.shape[1]} {parts} "
    criterion = at_rate(lost, share, f"{sentence}are dropped whole")
    found = "" if criterion.passed else f"{np.mean(lost):.0%} of {len(mask):,} {what}"
    return replace(criterion, found=found)


def across_the_diagonal(mask, sentence, alike):
    """Criterion: an entry of a square mask is independent of the one mirrored at the diagonal.

    Parameters
    ----------
    mask : boolean ndarray, shape (n, n)
        Neither all True nor all False.
    sentence : str
    alike : str
        What came if all mirrored entries are the same, in words.
    """
    places = np.triu_indices(len(mask), 1)
    same, share = mask[places] == mask.T[places], np.mean(mask)
    agree = share**2 + (1 - share) ** 2
    criterion = at_rate(same, agree, sentence, "a share of pairs w[i, j] and w[j, i] alike")
    return replace(criterion, found=alike, evidence=alike) if same.all() else criterion
