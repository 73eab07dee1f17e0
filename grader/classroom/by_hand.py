"""What a person has given, or has to give, beside what was graded: it explains a total."""

from dataclasses import replace


def with_hands(results, standings):
    """Add to what came of submissions what the gradebook has by hand.

    Parameters
    ----------
    results : list of grader.classroom.results.Result
    standings : dict of str to grader.nbgrader_plugin.marks.Standing
        By student.

    Returns
    -------
    list of grader.classroom.results.Result
    """
    return [
        replace(result, by_hand=_told(standings[result.student].marks, result.in_full))
        if result.student in standings and not result.failed
        else result
        for result in results
    ]


def _told(marks, in_full):
    told = ((name, _of(mark, name in in_full)) for name, mark in marks.items())
    return tuple(f"{name} {words}" for name, words in told if words)


def _of(mark, in_full):
    """What is by hand in a mark, or given in full for what came later; empty where nothing is."""
    words = [f"{mark.automatic:g} in full"] if in_full else []
    words = words if mark.by_hand is None else [f"{mark.by_hand:g}"]
    words += [f"{mark.extra:g} extra"] if mark.extra else []
    return ", ".join([*words, *(["waits"] if mark.waits else [])])
