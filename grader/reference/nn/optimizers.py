"""SGD and Adam on one flat array of parameters, in place, by the formulas and defaults of Keras.

An optimizer is a description; `start` gives the state of one training run.

References
----------
Kingma and Ba, arXiv:1412.6980 (Adam); https://keras.io/api/optimizers/.
"""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class SGD:
    """Stochastic gradient descent; with momentum, velocity = momentum * velocity - rate * g."""

    learning_rate: float = 0.01
    momentum: float = 0.0

    def __post_init__(self):
        _require_fractions(momentum=self.momentum)
        _require_positive(learning_rate=self.learning_rate)

    def start(self, parameters):
        """The run that updates `parameters`, a contiguous array of any shape."""
        return _SGDRun(self, parameters)


@dataclass(frozen=True)
class Adam:
    """Adam, epsilon added to the root of the uncorrected second moment as in Keras."""

    learning_rate: float = 0.001
    beta_1: float = 0.9
    beta_2: float = 0.999
    epsilon: float = 1e-7

    def __post_init__(self):
        _require_fractions(beta_1=self.beta_1, beta_2=self.beta_2)
        _require_positive(learning_rate=self.learning_rate, epsilon=self.epsilon)

    def start(self, parameters):
        """The run that updates `parameters`, a contiguous array of any shape."""
        return _AdamRun(self, parameters)


class _SGDRun:
    def __init__(self, settings, parameters):
        self.settings, self.parameters = settings, parameters
        self.velocity = np.zeros_like(parameters)

    def step(self, gradients):
        """Update the parameters; `gradients` is used as scratch space."""
        gradients *= self.settings.learning_rate
        self.velocity *= self.settings.momentum
        self.velocity -= gradients
        self.parameters += self.velocity


class _AdamRun:
    def __init__(self, settings, parameters):
        self.settings, self.parameters = settings, parameters
        self.first, self.second = np.zeros_like(parameters), np.zeros_like(parameters)
        self.steps = 0

    def step(self, gradients):
        """Update the parameters; `gradients` is used as scratch space."""
        beta_1, beta_2 = self.settings.beta_1, self.settings.beta_2
        self.steps += 1
        # The moments are kept without their factors 1 - beta, which saves two passes over the
        # parameters; step size and epsilon make up for it.
        root = np.sqrt(1 - beta_2)
        correction = np.sqrt(1 - beta_2**self.steps) / (1 - beta_1**self.steps)
        step_size = self.settings.learning_rate * correction * (1 - beta_1) / root
        self.first *= beta_1
        self.first += gradients
        np.square(gradients, out=gradients)
        self.second *= beta_2
        self.second += gradients
        np.sqrt(self.second, out=gradients)
        gradients += self.settings.epsilon / root
        np.divide(self.first, gradients, out=gradients)
        gradients *= float(step_size)
        self.parameters -= gradients


def _require_fractions(**settings):
    for name, value in settings.items():
        if not 0 <= value < 1:
            raise ValueError(f"Expected {name} of at least 0 and below 1, but got {value}.")


def _require_positive(**settings):
    for name, value in settings.items():
        if not value > 0:
            raise ValueError(f"Expected a positive {name}, but got {value}.")
