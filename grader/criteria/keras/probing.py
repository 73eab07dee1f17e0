"""What a model with code of its own adds to the loss, seen from the values alone."""

import numpy as np

from grader.criteria.criterion import holds
from grader.criteria.numbers import instead

NOTHING = "It has no penalty, no constraint and no frozen layer that nobody asked for"
PENALIZED = "Every kernel that should have a penalty has one, of the right kind and strength"
ALONE = "Nothing else is penalized or frozen: no bias, no activity, no layer"


def additions(both):
    """Criteria on penalties: one where the expected model has none, two where it has.

    Parameters
    ----------
    both : grader.criteria.keras.comparison.Comparison

    Yields
    ------
    grader.criteria.Criterion
    """
    if not both.comparable:
        sentences = (PENALIZED, ALONE) if both.expected.model.losses else (NOTHING,)
        for sentence in sentences:
            yield holds(False, sentence, "a model of other layers, which cannot be compared")
        return
    if not both.expected.model.losses:
        extra = both.subject.added(both.x)
        yield holds(abs(extra) < 1e-5, NOTHING, f"{extra:.3g} added to the loss", round(extra, 2))
        return
    probed = [_probe(both, place) for place in range(len(both.weights))]
    meant = [(got, wanted) for got, wanted in probed if wanted > 0]
    got, wanted = np.transpose(meant)
    off = np.abs(got - wanted) / wanted
    right, one = bool(off.max() < 1e-3), int(off.argmax())
    of = "added to the loss by one of them" if len(got) > 1 else "added to the loss"
    found = instead(got[one], wanted[one], of)
    yield holds(right, PENALIZED, found, np.array(got)).worth(6)
    beside = [got for got, wanted in probed if wanted == 0]
    both.renew()
    totals = [each.added(both.x) for each in (both.subject, both.expected)]
    alone = np.allclose(beside, 0, atol=1e-6) and (not right or np.isclose(*totals, rtol=1e-3))
    yield holds(bool(alone), ALONE, f"{totals[0]:.4g} added to the loss in all").worth(3)


def _probe(both, place):
    """What both add to the loss where only one array of the expected weights is not zero."""
    both.assign_only(place, both.weights[place])
    return both.subject.added(both.x), both.expected.added(both.x)
