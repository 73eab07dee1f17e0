"""The clinic's network in place of a model with code of its own, which can only be asked."""

import numpy as np

from grader.criteria import Unacceptable
from grader.exercises.combining.strengths import network

HIDDEN = (0, 2)
"""Places of the hidden kernels among the weights."""


def followed(both, n_features, n_classes):
    """The network of the script with the penalties that an answer's model has on its kernels.

    A kernel's penalty is told by what the model adds to the loss for the kernel and for twice the
    kernel: the part of L1 doubles, that of L2 becomes four times as large.

    Parameters
    ----------
    both : grader.criteria.keras.comparison.Comparison
        The subject is an `Asked`.
    n_features, n_classes : int

    Returns
    -------
    keras.Model
        It can be trained here.

    Raises
    ------
    Unacceptable
        Where the model is another one, or adds anything else to the loss.
    """
    import keras

    if not both.same_shapes:
        raise Unacceptable(
            "Expected the layers of the script; got a model with code of its own and other weights."
        )
    own = [keras.regularizers.L1L2(*_strengths(both, place)) for place in HIDDEN]
    model = network(n_features, n_classes, *own)
    both.renew()
    model.set_weights(both.weights)
    added, found = both.subject.added(both.x), sum(float(loss) for loss in model.losses)
    if not np.isclose(added, found, rtol=1e-3, atol=1e-6):
        raise Unacceptable(
            "Expected L1 or L2 on the hidden kernels, and nothing else that is added to the loss; "
            f"got code of its own that adds {added:.4g}, of which such penalties are {found:.4g}."
        )
    return model


def _strengths(both, place):
    """L1 and L2 of the kernel at a place among the weights."""
    kernel = both.weights[place]
    once, twice = (_added(both, place, factor * kernel) for factor in (1, 2))
    squares = (twice - 2 * once) / 2
    l1, l2 = (once - squares) / np.abs(kernel).sum(), squares / np.square(kernel).sum()
    return [float(strength) if strength > 1e-9 else 0.0 for strength in (l1, l2)]


def _added(both, place, kernel):
    """What the answer's model adds to the loss where nothing but one kernel is not zero."""
    both.assign_only(place, kernel)
    return both.subject.added(both.x)
