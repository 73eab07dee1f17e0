"""Inputs that show wrong ideas: drawn until they do."""


def telling(draw, rules):
    """Draw cases until no two of some rules give the same results on all of them.

    Parameters
    ----------
    draw : callable
        Takes nothing, returns a list of cases, each a tuple of arguments.
    rules : sequence of callable
        The right one, and wrong ones that the cases must tell from it and from each other. Their
        results can be put in a set.

    Returns
    -------
    list of tuple
    """
    while True:
        cases = draw()
        results = {tuple(rule(*case) for case in cases) for rule in rules}
        if len(results) == len(rules):
            return cases
