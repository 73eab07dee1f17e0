"""Layers of small networks, one network at a time, and what can be dropped in them.

Each layer has ``forward(x, rng)``, where an `rng` of None means prediction, and
``backward(d_out)``, which leaves the gradients of the layer's `parameters` in `gradients`.
"""

import numpy as np

from grader.reference.nn.layers import glorot_uniform, he_normal

INITIALIZERS = {"he": he_normal, "glorot": glorot_uniform}


class Dense:
    """``x @ w + b``, from (n, d) to (n, k)."""

    def __init__(self, d, k, rng, initializer):
        w = INITIALIZERS[initializer](d, k, rng).astype(np.float32)
        self.parameters = [w, np.zeros(k, np.float32)]

    def forward(self, x, rng):
        """Keep the input for the way back."""
        self.x = x
        return x @ self.parameters[0] + self.parameters[1]

    def backward(self, d_out):
        """The gradient with respect to the input."""
        self.gradients = [self.x.T @ d_out, d_out.sum(axis=0)]
        return d_out @ self.parameters[0].T


class DropConnect(Dense):
    """A dense layer whose single weights are dropped, for each sample or for the whole batch.

    Parameters
    ----------
    rate : float
    per_sample : bool
        Whether every sample of a batch has a mask of its own.

    References
    ----------
    Wan and others, ICML 2013.
    """

    def __init__(self, d, k, rng, initializer, rate, per_sample):
        super().__init__(d, k, rng, initializer)
        self.rate, self.per_sample, self.kept = rate, per_sample, None

    def forward(self, x, rng):
        """Draw new masks in training."""
        w, b = self.parameters
        if rng is None:
            return x @ w + b
        count = len(x) if self.per_sample else 1
        # A byte for each weight is enough for a coin, and four times faster than a float.
        coins = np.frombuffer(rng.bytes(count * w.size), np.uint8).reshape(count, *w.shape)
        self.x, self.kept = x, (coins >= round(256 * self.rate)).astype(np.float32)
        self.kept /= np.float32(1 - self.rate)
        self.thinned = w * self.kept
        return np.einsum("nd,ndk->nk", x, np.broadcast_to(self.thinned, (len(x), *w.shape))) + b

    def backward(self, d_out):
        """Through the weights that were kept."""
        kept = np.broadcast_to(self.kept, (len(d_out), *self.kept.shape[1:]))
        self.gradients = [np.einsum("nd,nk,ndk->dk", self.x, d_out, kept), d_out.sum(axis=0)]
        return (self.thinned @ d_out[:, :, None])[:, :, 0]


class ReLU:
    """The larger of 0 and the input."""

    parameters = gradients = ()

    def forward(self, x, rng):
        """Keep what is positive."""
        self.active = x > 0
        return x * self.active

    def backward(self, d_out):
        """Where the input was positive."""
        return d_out * self.active


class Dropout:
    """Inverted dropout of single values or, if `spatial`, of whole channels of each image."""

    parameters = gradients = ()

    def __init__(self, rate, spatial=False):
        self.rate, self.spatial = rate, spatial

    def forward(self, x, rng):
        """Draw a new mask in training."""
        self.multiplier = np.float32(1)
        if rng is not None and self.rate:
            shape = (len(x), 1, 1, x.shape[-1]) if self.spatial else x.shape
            kept = rng.random(shape, np.float32) >= self.rate
            self.multiplier = kept / np.float32(1 - self.rate)
        return x * self.multiplier

    def backward(self, d_out):
        """The same mask and the same factor."""
        return d_out * self.multiplier
