"""Optimizers for `grader.reference.network.Network` that treat kernels and biases differently.

Each is a description whose `start` begins a run on the flat parameters of some networks, as SGD
and Adam of the network are; `sizes` are the network's, to tell kernels from biases.
"""

from dataclasses import dataclass

import numpy as np

from grader.reference.network import SGD, Adam
from grader.reference.nn.parameters import Parameters


@dataclass(frozen=True)
class ProximalSGD:
    """SGD on the data loss, then L1's proximal step on every kernel.

    References
    ----------
    Daubechies, Defrise, De Mol: An iterative thresholding algorithm for linear inverse problems
    with a sparsity constraint, 2004.
    """

    sizes: tuple
    learning_rate: float
    l1: float

    def start(self, parameters):
        """The run that updates `parameters`, shape (s, P)."""
        threshold = self.learning_rate * self.l1

        def shrink(kernel):
            kernel[...] = np.sign(kernel) * np.maximum(np.abs(kernel) - threshold, 0)

        return _WithKernelStep(SGD(self.learning_rate), self.sizes, parameters, shrink)


@dataclass(frozen=True)
class AdamW:
    """Adam with decoupled weight decay of the kernels (Loshchilov and Hutter, arXiv:1711.05101)."""

    sizes: tuple
    learning_rate: float
    decay: float

    def start(self, parameters):
        """The run that updates `parameters`, shape (s, P)."""
        factor = 1 - self.learning_rate * self.decay

        def shrink(kernel):
            kernel *= factor

        # Adam's step does not depend on the weights, so it does not matter which comes first.
        return _WithKernelStep(Adam(self.learning_rate), self.sizes, parameters, shrink)


@dataclass(frozen=True)
class L2OnBiases:
    """Adam on the loss plus l2 * sum of b^2 over all biases."""

    sizes: tuple
    learning_rate: float
    l2: float

    def start(self, parameters):
        """The run that updates `parameters`, shape (s, P)."""
        return _L2OnBiasesRun(self, parameters)


class _WithKernelStep:
    def __init__(self, optimizer, sizes, parameters, kernel_step):
        self.run, self.kernel_step = optimizer.start(parameters), kernel_step
        self.kernels = Parameters(parameters, sizes, batch_norm=False).kernels

    def step(self, gradients):
        """Update the parameters; `gradients` is used as scratch space."""
        self.run.step(gradients)
        for kernel in self.kernels:
            self.kernel_step(kernel)


class _L2OnBiasesRun:
    def __init__(self, settings, parameters):
        self.settings, self.run = settings, Adam(settings.learning_rate).start(parameters)
        self.parameters = Parameters(parameters, settings.sizes, batch_norm=False)

    def step(self, gradients):
        """Update the parameters; `gradients` is used as scratch space."""
        by_layer = self.parameters.like(gradients)
        for bias, gradient in zip(self.parameters.biases, by_layer.biases, strict=True):
            gradient += 2 * self.settings.l2 * bias
        self.run.step(gradients)
