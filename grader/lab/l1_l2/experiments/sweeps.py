"""Networks at many pairs of strengths, all trained at once."""

from dataclasses import dataclass

import numpy as np

from grader.lab import data as lessons_data
from grader.lab import training
from grader.lab.arms import at_own_rates
from grader.reference.network import L1L2, Adam

HIDDEN = (128, 128)


@dataclass(frozen=True)
class Sweep:
    """Accuracies of some pairs of strengths.

    Parameters
    ----------
    pairs : list of (float, float)
        Strengths of L1 and L2; the first pair is without a penalty.
    training, validation, test : ndarray, shape (pairs, seeds)
        On the training labels as given, and on clean images.
    """

    pairs: list
    training: np.ndarray
    validation: np.ndarray
    test: np.ndarray

    def gain(self, l1=0.0, l2=0.0):
        """Test accuracy of one pair minus that without a penalty, shape (seeds,)."""
        return self.test[self.pairs.index((l1, l2))] - self.test[0]

    def picked(self, is_offered):
        """Test accuracy of the pair that each seed's validation images pick, shape (seeds,).

        Parameters
        ----------
        is_offered : callable
            ``is_offered(l1, l2)`` tells whether a pair may be picked.
        """
        rows = np.flatnonzero([is_offered(*pair) for pair in self.pairs])
        best = rows[self.validation[rows].argmax(axis=0)]
        return self.test[best, np.arange(self.test.shape[1])]


def only_l1(l1, l2):
    """For `Sweep.picked`: L1 or nothing."""
    return l2 == 0


def only_l2(l1, l2):
    """For `Sweep.picked`: L2 or nothing."""
    return l1 == 0


def everything(l1, l2):
    """For `Sweep.picked`: any pair."""
    return True


def sweep(pairs, wrong, epochs, seeds, steps, initializer, tuned, data):
    """Train every pair of strengths on every seed.

    Returns
    -------
    Sweep
    """
    pairs = [(0.0, 0.0), *pairs]
    few = lessons_data.few_shot(data, seeds, wrong=wrong).repeated(len(pairs))
    l1, l2 = (np.repeat(column, len(seeds)) for column in zip(*pairs, strict=True))

    def run(rate):
        penalty, every = L1L2(l1, l2), list(seeds) * len(pairs)
        network = training.make(few, HIDDEN, every, initializer, penalty=penalty)
        network.fit(few.x_train, few.y_train, steps * epochs, 32, Adam(rate))
        seen = training.accuracies(few)(network)
        return {name: values.reshape(len(pairs), len(seeds)) for name, values in seen.items()}

    return Sweep(pairs, **at_own_rates(run, tuned))
