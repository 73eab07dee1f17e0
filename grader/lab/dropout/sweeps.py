"""Networks with dropout at many places and rates, all trained at once."""

from dataclasses import dataclass

import numpy as np

from grader.lab import training
from grader.lab.arms import at_own_rates
from grader.reference.network import Adam

HIDDEN, RATE = (128, 128), 2e-3


@dataclass(frozen=True)
class Sweep:
    """Accuracies of some configurations, in inference mode.

    Parameters
    ----------
    names : list
        Of the configurations.
    training, validation, test : ndarray, shape (configurations, seeds)
        On the training labels as given, and on clean images.
    """

    names: list
    training: np.ndarray
    validation: np.ndarray
    test: np.ndarray

    def of(self, name, part="test"):
        """Accuracy of one configuration, shape (seeds,)."""
        return getattr(self, part)[self.names.index(name)]

    def gain(self, name, over):
        """Test accuracy of one configuration minus that of another, shape (seeds,)."""
        return self.of(name) - self.of(over)

    def picked(self):
        """Names that each seed's validation images pick, and test accuracies, (seeds,)."""
        best = self.validation.argmax(axis=0)
        return [self.names[row] for row in best], self.test[best, np.arange(len(best))]


def sweep(configurations, few, seeds, epochs, initializer, tuned):
    """Train every configuration on every seed.

    Parameters
    ----------
    configurations : dict of name to tuple of four rates
        On the input, after either hidden layer, and on the logits.
    few : grader.lab.data.FewShot
    seeds : sequence of int
        Equal ones draw the same initial weights and orders for each configuration.
    epochs : int
    initializer : str
    tuned : bool
        Whether each configuration is trained at that of three learning rates that validates best.

    Returns
    -------
    Sweep
    """
    count = len(configurations)
    few = few.repeated(count)
    rates = tuple(np.repeat(c, len(seeds)) for c in zip(*configurations.values(), strict=True))

    def run(learning_rate):
        network = training.make(few, HIDDEN, list(seeds) * count, initializer, dropout=rates)
        network.fit(few.x_train, few.y_train, epochs, 32, Adam(learning_rate))
        seen = training.accuracies(few)(network)
        return {name: values.reshape(count, len(seeds)) for name, values in seen.items()}

    found = at_own_rates(run, tuned, (RATE / 3, RATE, 3 * RATE), RATE)
    return Sweep(list(configurations), **found)
