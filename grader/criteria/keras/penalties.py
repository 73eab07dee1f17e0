"""What a Keras model adds to the loss, where, and by how much; and what it restricts."""

import numpy as np

from grader.criteria.criterion import holds
from grader.criteria.keras import probing, structure
from grader.criteria.keras.probing import PENALIZED

ALONE = "Nothing else is penalized, constrained or frozen: no bias, no activity, no layer"
PARTS = ("kernel", "bias", "activity", "gamma", "beta")


def additions(both):
    """Criteria on penalties, constraints and frozen layers.

    Parameters
    ----------
    both : grader.criteria.keras.comparison.Comparison

    Yields
    ------
    grader.criteria.Criterion
        One where the expected model has no penalty, two where it has: there they are the point.
    """
    if both.subject.model is None:
        yield from probing.additions(both)
        return
    model, expected = both.subject.model, both.expected.model
    seen, wanted = both.subject.steps, placed(expected)
    if not wanted:
        yield _adds_nothing(model, expected, seen)
        return
    got = placed(model)
    right = all(place in got and _same(got[place], wanted[place]) for place in wanted)
    words = tuple(_in_words(model, got))
    found = f"a penalty on {' and '.join(words) or 'nothing'}{_compared(got, wanted)}"
    yield holds(right, PENALIZED, found, words).worth(6)
    yield _nothing_else(both, right, words).worth(3)


def _nothing_else(both, right, words):
    """Criterion: the penalties asked for are there, and nothing beside them."""
    model = both.subject.model
    places, wanted = placed(model), placed(both.expected.model)
    extra = {place: places[place] for place in places if place not in wanted}
    frozen, constrained = _frozen(model), _constrained(model)
    found = "a frozen layer" if frozen else "constrained weights" if constrained else ""
    if extra and not found:
        found = f"a penalty on {' and '.join(_in_words(model, extra))}"
    if not places and not found:
        found = "no penalty at all, where there should be one"
    if not found and right and both.comparable:
        found = _sum_is_off(both)
    return holds(not found, ALONE, found, (words, frozen, constrained))


def _sum_is_off(both):
    """What the model adds to the loss, where that is not what its penalties amount to."""
    got, meant = (each.added(both.x) for each in (both.subject, both.expected))
    if np.isclose(got, meant, rtol=1e-3, atol=1e-5):
        return ""
    return f"{got:.4g} added to the loss, where the penalties asked for add {meant:.4g}"


def placed(model):
    """Where a model has penalties, and which.

    Returns
    -------
    dict
        Keys are ``(number, part)``: of the layer among those with weights, from 1, and what is
        penalized ("kernel", "bias", "activity", ...). Values are the strengths (l1, l2), or the
        name of another kind of regularizer. Those that add nothing are left out.
    """
    found = {}
    for number, layer in _numbered(model):
        for part in PARTS:
            regularizer = getattr(layer, f"{part}_regularizer", None)
            strengths = _strengths(regularizer)
            if regularizer is not None and strengths != (0.0, 0.0):
                found[number, part] = strengths
    return found


def _numbered(model):
    """The layers, each with the number of the last layer with weights so far."""
    number = 0
    for layer in structure.unrolled(model):
        number += bool(getattr(layer, "weights", []))
        yield number, layer


def _strengths(regularizer):
    """(l1, l2) of a regularizer of Keras, or its name where it is of another kind."""
    if hasattr(regularizer, "l1") or hasattr(regularizer, "l2"):
        return float(getattr(regularizer, "l1", 0.0)), float(getattr(regularizer, "l2", 0.0))
    return type(regularizer).__name__


def _same(one, other):
    if isinstance(one, str) or isinstance(other, str):
        return one == other
    return np.allclose(one, other, rtol=1e-3, atol=0)


def _in_words(model, places):
    """Such as "the kernel of layer 1, Dense, by L2 of 0.03" for each place."""
    kinds = {number: type(layer).__name__ for number, layer in reversed([*_numbered(model)])}
    for (number, part), strengths in places.items():
        if isinstance(strengths, str):
            by = strengths
        else:
            pairs = zip(("L1", "L2"), strengths, strict=True)
            by = " and ".join(f"{name} of {s:.4g}" for name, s in pairs if s)
        what = "output (activity)" if part == "activity" else part
        yield f"the {what} of layer {number}, {kinds[number]}, by {by}"


def _compared(got, wanted):
    """A remark where all that is wrong is a factor common to all strengths."""
    if got.keys() != wanted.keys() or any(isinstance(s, str) for s in got.values()):
        return ""
    have, want = (np.array([each[place] for place in wanted]) for each in (got, wanted))
    if ((have > 0) != (want > 0)).any():
        return ""
    ratios = have[want > 0] / want[want > 0]
    if not np.allclose(ratios, ratios[0], rtol=1e-3):
        return ""
    factor = {0.5: "half of", 2.0: "twice"}.get(round(float(ratios[0]), 3))
    return f", which is {factor or f'{ratios[0]:.3g} times'} what was asked for"


def _adds_nothing(model, expected, seen):
    extra = [float(np.sum([float(loss) for loss in m.losses])) for m in (model, expected)]
    same_losses = np.isclose(*extra, rtol=1e-3, atol=1e-5)
    frozen, constrained = _frozen(model), _constrained(model)
    found = f"{extra[0]:.3g} added to the loss" if not same_losses else "a restricted layer"
    passed = same_losses and not frozen and not constrained
    return holds(passed, probing.NOTHING, found, (seen, round(extra[0], 2), frozen, constrained))


def _constrained(model):
    return '_constraint": {' in model.to_json()


def _frozen(model):
    weighty = (each for _, each in _numbered(model) if getattr(each, "weights", []))
    return any(not layer.trainable for layer in weighty)
