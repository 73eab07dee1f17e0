"""An answer's model beside the expected one, with the same weights in both."""

import numpy as np

from grader.criteria.guards import Unacceptable
from grader.criteria.keras import behavior, structure
from grader.criteria.keras.pairing import pairings


class Comparison:
    """Two models and the inputs on which they are compared.

    Parameters
    ----------
    subject : Rebuilt or Asked
        The answer.
    expected : Rebuilt
    x : ndarray
    rng : numpy.random.Generator
    """

    def __init__(self, subject, expected, x, rng):
        self.subject, self.expected, self.x = subject, expected, x
        if subject.model is None:
            subject.reseed(rng)
        require_shapes(subject, expected, x)
        self.weights = behavior.random_weights(expected.model, rng)
        behavior.take_over_epsilons(expected.model, subject.epsilons)
        found = pairings(subject.shapes, expected.shapes, subject.spare)
        self.places = self._best_of(found) if found else None
        self.renew()

    def _best_of(self, pairings):
        """The pairing with which both compute the same; the first one where none does.

        Layers that a class has made can have been made in any order.
        """
        asked = self.subject.model is None and len(pairings) > 1
        for self.places in pairings if asked else ():
            self.renew()
            both = (each.outputs(self.x, training=False) for each in (self.subject, self.expected))
            if self.close(*both):
                return self.places
        return pairings[0]

    def close(self, one, other):
        """Whether outputs agree, as exactly as the answer's model computes."""
        tolerance = self.subject.tolerance
        return np.allclose(one, other, rtol=tolerance, atol=tolerance / 10)

    @property
    def same_shapes(self):
        """Whether the answer has the weights that it should, and no others."""
        return self.comparable and None not in self.places

    @property
    def comparable(self):
        """Whether both can be given the same weights."""
        return self.places is not None

    def renew(self):
        """The same weights for both; again after each comparison, for batch norm moves its own."""
        self.assign(self.weights)

    def assign(self, weights):
        """Give both these weights; arrays that only the answer has become zero."""
        self.expected.assign(weights)
        if self.comparable:
            shapes = [shape for _, shape in self.subject.shapes]
            pairs = zip(self.places, shapes, strict=True)
            self.subject.assign([np.zeros(s) if p is None else weights[p] for p, s in pairs])

    def assign_only(self, place, array):
        """Give both nothing but one array of the expected weights; all others become zero."""
        self.assign([array if i == place else np.zeros_like(w) for i, w in enumerate(self.weights)])

    @property
    def same_kinds(self):
        """Whether the steps are of the right kinds in the right order, whatever their sizes."""
        own, other = (
            [step.partition("(")[0] for step in model.steps]
            for model in (self.subject, self.expected)
        )
        return own == other

    @property
    def difference(self):
        """The first step in which the answer differs, in words."""
        return structure.difference(self.subject.steps, self.expected.steps)


def require_shapes(subject, expected, x):
    """Unacceptable where the model takes or gives something else than was asked for."""
    if subject.model is not None:
        for side in ("input_shape", "output_shape"):
            got, wanted = getattr(subject, side), getattr(expected, side)
            if _of_a_row(got) != _of_a_row(wanted):
                name = side.replace("_", " ")
                raise Unacceptable(f"Expected a model with {name} {wanted}; got one with {got}.")
        return
    got, wanted = subject.outputs(x[:2]).shape[1:], expected.output_shape[1:]
    if got != wanted:
        raise Unacceptable(f"Expected a model that gives {wanted} for each row; got {got}.")


def _of_a_row(shape):
    """A shape without its batch, which is that of the call where a call built the model."""
    return shape[1:] if isinstance(shape, tuple) else shape
