"""The parameters of many networks in one array, so that an optimizer sees a single vector."""

from itertools import pairwise

import numpy as np

from grader.reference.nn.layers import glorot_uniform, he_normal


class Parameters:
    """Views into `flat`, layer by layer.

    Parameters
    ----------
    flat : ndarray, shape (S, P)
        One row a network, P as `Parameters.count` gives it.
    sizes : sequence of int
        Units of each layer, the input first.
    batch_norm : bool
        Whether the hidden layers have batch norm.

    Attributes
    ----------
    kernels, biases : lists of ndarray, shapes (S, d, k) and (S, 1, k)
        One a dense layer. With batch norm a hidden layer's bias is batch norm's beta.
    gammas : list of ndarray of shape (S, 1, k), or None
        None where a layer has no batch norm.
    """

    def __init__(self, flat, sizes, batch_norm):
        self.flat, self.sizes, self.batch_norm = flat, sizes, batch_norm
        self.kernels, self.biases, self.gammas = [], [], []
        start = 0
        for layer, (d, k) in enumerate(pairwise(sizes)):
            normalized = batch_norm and layer < len(sizes) - 2
            for views, rows, wanted in (
                (self.kernels, d, True),
                (self.biases, 1, True),
                (self.gammas, 1, normalized),
            ):
                stop = start + rows * k * wanted
                views.append(flat[:, start:stop].reshape(-1, rows, k) if wanted else None)
                start = stop

    def like(self, flat):
        """Views of the same layers into another array."""
        return Parameters(flat, self.sizes, self.batch_norm)

    @staticmethod
    def count(sizes, batch_norm):
        """Parameters of one network."""
        dense = sum((d + 1) * k for d, k in pairwise(sizes))
        return dense + (sum(sizes[1:-1]) if batch_norm else 0)

    @classmethod
    def initial(cls, sizes, batch_norm, generators, dtype, initializer):
        """Kernels as `initializer` has them, zero biases and unit gammas; one generator a network.

        With "he" that holds for the kernels in front of a ReLU; the last one is Glorot-uniform.
        """
        flat = np.zeros((len(generators), cls.count(sizes, batch_norm)), dtype)
        parameters = cls(flat, sizes, batch_norm)
        for layer, kernels in enumerate(parameters.kernels):
            before_relu = layer < len(parameters.kernels) - 1
            draw = he_normal if initializer == "he" and before_relu else glorot_uniform
            for kernel, rng in zip(kernels, generators, strict=True):
                kernel[...] = draw(*kernel.shape, rng)
        for gammas in parameters.gammas:
            if gammas is not None:
                gammas[...] = 1
        return parameters
