"""The models that answers are compared with."""

import functools


def expected_model(reference, *arguments):
    """The reference's model, made once for an answer and all the mistakes that it is held against.

    Parameters
    ----------
    reference : callable
    *arguments
        Numbers that it takes, and sequences of numbers.

    Returns
    -------
    keras.Model
        Whoever uses it gives it weights of their own first.
    """
    return _made(reference, *(tuple(a) if isinstance(a, list) else a for a in arguments))


@functools.lru_cache(maxsize=4)
def _made(reference, *arguments):
    return reference(*arguments)
