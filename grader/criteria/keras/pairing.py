"""Which of an expected model's weights each array of an answer's model stands for.

A model lists its weights in the order in which its layers were made, which need not be the one in
which they are used: a class may make its output layer first, or all its batch norms.
"""

from itertools import islice

from grader.criteria.keras.structure import OF_NORMS

MOST = 24
"""Orders that are tried: those of four layers of the same size."""


def pairings(own, expected, spare):
    """All ways to pair the arrays of two models, the most usual first.

    Parameters
    ----------
    own, expected : list of (str, tuple)
        What each array is for, as `structure.weights` has it, and its shape. The former is "" in
        all of `own` where it is not known.
    spare : sequence of int
        Places of own arrays that may stand for none.

    Returns
    -------
    list of list
        For each own array the place of the expected one, None for a spare one.
    """
    named = any(name for name, _ in own)
    wanted = expected if named else [("", shape) for _, shape in expected]
    if own == wanted and named:
        return [list(range(len(own)))]
    layers = [[(place, wanted[place]) for place in layer] for layer in _layers(expected)]
    found = list(islice(_orders(own, layers), MOST))
    return found or _with_spare_ones(own, wanted, spare)


def _layers(arrays):
    """Runs of places that belong to one layer: a kernel and its bias, or the arrays of a norm."""
    runs, norm = [], None
    for place, (name, shape) in enumerate(arrays):
        begins = name == OF_NORMS[0] or (name not in OF_NORMS and (norm or len(shape) > 1))
        if begins or not runs:
            runs.append([])
        runs[-1].append(place)
        norm = name in OF_NORMS
    return runs


def _orders(own, layers):
    """Yield pairings in which each layer's arrays stand together, in any order of the layers."""
    if not own:
        if not layers:
            yield []
        return
    for number, layer in enumerate(layers):
        if own[: len(layer)] == [array for _, array in layer]:
            for rest in _orders(own[len(layer) :], layers[:number] + layers[number + 1 :]):
                yield [place for place, _ in layer] + rest


def _with_spare_ones(own, expected, spare):
    found, left = [], list(range(len(expected)))
    for place, array in enumerate(own):
        if left and array == expected[left[0]]:
            found.append(left.pop(0))
        elif place in spare:
            found.append(None)
        else:
            return []
    return [] if left else [found]
