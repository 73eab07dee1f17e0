"""What can go wrong between a check and an answer."""


class WireError(Exception):
    """Bytes that are no plain data, or more of it than is allowed."""


class Lost(Exception):
    """The other process gave no answer: it ended, took too long or sent something malformed."""


def require(condition, sentence):
    """Raise a `WireError` with this sentence unless the condition holds."""
    if not condition:
        raise WireError(sentence)
