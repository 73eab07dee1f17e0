"""Criteria that leave a constant factor open.

A factor that is wrong throughout, such as a half, then costs one criterion and hides nothing else.
"""

from dataclasses import replace

import numpy as np

from grader.criteria import close, holds
from grader.criteria.numbers import instead

TOLERANCE = 2e-5
"""In units of the largest expected value: single precision passes."""


def agree(got, wanted, tolerance=TOLERANCE):
    """Whether two arrays of one shape, or numbers, are the same but for rounding."""
    got, wanted = np.asarray(got, dtype=float), np.asarray(wanted, dtype=float)
    scale = float(np.max(np.abs(wanted), initial=0.0)) or 1.0
    return bool(np.all(np.abs(got - wanted) <= tolerance * scale))


def all_close(got, right, name, sentence, tolerance=1e-5):
    """As `grader.criteria.close`, which tells of the entry that is most wrong, by a name."""
    criterion = close(got, right, sentence, rtol=tolerance, atol=tolerance)
    if criterion.passed:
        return criterion
    distance = np.nan_to_num(np.abs(got - right), nan=np.inf)
    place = tuple(map(int, np.unravel_index(np.argmax(distance), distance.shape)))
    where = ", ".join(map(str, place))
    return replace(criterion, found=f"{name}[{where}] = {instead(got[place], right[place])}")


def factor_of(got, right):
    """The number by which the right values must be multiplied to come nearest to these.

    NaN where there is none above 0.
    """
    got, right = np.ravel(got), np.ravel(right)
    factor = float(got @ right / (right @ right))
    return factor if np.isfinite(factor) and factor > 0 else float("nan")


def proportional(got, right, sentence, found):
    """Criterion that passes where `got` is the right values times some factor above 0."""
    got = np.asarray(got, dtype=float)
    return holds(agree(got, factor_of(got, right) * np.asarray(right)), sentence, found, got)
