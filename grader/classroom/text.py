"""Text of unknown origin: student ids, file names, messages that quote an answer."""

LONGEST = 400


def printable(text):
    """Make text fit for a terminal: encodable, on one line, without control characters."""
    shown = "".join(c if c.isprintable() else " " if c.isspace() else "?" for c in text)
    return shown if len(shown) <= LONGEST else f"{shown[:LONGEST]}..."
