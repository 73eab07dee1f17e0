"""Text of unknown origin: student ids, file names, messages that quote an answer."""

LONGEST = 400
JOINERS = "\u200c\u200d"
"""Signs without width that names in Persian and Hindi need, and emoji of several parts."""


def printable(text, longest=LONGEST):
    """Make text fit for a terminal: encodable, on one line, without control characters.

    Parameters
    ----------
    text : str
    longest : int
        Characters, after which the rest is left out.
    """
    shown = "".join(
        c if c.isprintable() or c in JOINERS else " " if c.isspace() else "?"
        for c in text[:longest]
    )
    return shown if len(text) <= longest else f"{shown}..."
