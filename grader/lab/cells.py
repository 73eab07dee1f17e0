"""Small helpers that lesson cells use: wait for an answer, state a claim, show a table."""

from contextlib import contextmanager

from grader.lab.cards import Table

_unwritten = set()
"""Functions that were stubs when a block needed them: later blocks miss what it would have made."""


@contextmanager
def after_writing(function):
    """Run a block that needs the learner's function; while that is still a stub, say so instead.

    Parameters
    ----------
    function : callable
        The learner's answer. A block that fails for any other reason than an unwritten stub
        fails as usual, with a note that points to the function's check.
    """
    try:
        yield
    except Exception as error:
        if isinstance(error, NotImplementedError):
            _unwritten.add(function)
        if isinstance(error, (NotImplementedError, NameError)) and function in _unwritten:
            print(f"Write {function.__name__} first, then run this cell again.")
            return
        error.add_note(f"This cell uses your {function.__name__}: run its check first.")
        raise


def claim(sentence, holds):
    """Print a claim of the text, and whether this run bears it out.

    A changed experiment may well contradict it, so nothing is raised; the test suite compares
    the printed line.

    Parameters
    ----------
    sentence : str
    holds : bool
    """
    print(f"{'✓ holds' if holds else '✗ does not hold in this run'}: {sentence}")


def table(headings, *rows, note=""):
    """Show rows under headings.

    Parameters
    ----------
    headings : sequence of str
    *rows : sequences, each as long as `headings`
        Text or numbers, the latter rounded already.
    note : str
        A sentence below the rows.

    Returns
    -------
    grader.lab.cards.Table
    """
    return Table(tuple(headings), tuple(tuple(map(str, row)) for row in rows), note)
