"""Numbers in words, with as many digits as show that they differ."""

from itertools import pairwise

DIGITS = 4, 7, 12


def told_apart(got, right):
    """Two numbers, or two rows of numbers, that are to be told apart.

    Parameters
    ----------
    got, right : float or sequence of float

    Returns
    -------
    tuple of str
        Both; several numbers stand in brackets.
    """
    for digits in DIGITS:
        shown = _shown(got, digits), _shown(right, digits)
        if shown[0] != shown[1]:
            break
    return shown


def instead(got, right, of=""):
    """What came and what is right, in words.

    Parameters
    ----------
    got, right : float or sequence of float
    of : str
        What the number is for, in words that follow it, such as "at [3]".

    Returns
    -------
    str
    """
    mine, wanted = told_apart(got, right)
    return f"{mine} {of}, where {wanted} is right" if of else f"{mine} where {wanted} is right"


def series(values):
    """Numbers in a row, in which two neighbors look alike only where they are equal."""
    pairs = [(one, other) for one, other in pairwise(values) if one != other]
    for digits in (3, *DIGITS):
        shown = [f"{value:.{digits}g}" for value in values]
        if all(f"{one:.{digits}g}" != f"{other:.{digits}g}" for one, other in pairs):
            break
    return ", ".join(shown)


def _shown(values, digits):
    try:
        numbers = [f"{value:.{digits}g}" for value in values]
    except TypeError:
        return f"{values:.{digits}g}"
    return f"({', '.join(numbers)})" if len(numbers) > 1 else numbers[0]
