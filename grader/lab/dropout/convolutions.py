"""Layers for images, of the form that `grader.lab.dropout.layers` describes."""

import numpy as np

from grader.lab.dropout.layers import Dense


class Conv:
    """A convolution of 3 x 3 with zero padding, from (n, h, w, c) to (n, h, w, k)."""

    def __init__(self, c, k, rng, initializer):
        self.dense = Dense(9 * c, k, rng, initializer)
        self.parameters = self.dense.parameters

    def forward(self, x, rng):
        """All patches, side by side, go through one dense layer."""
        self.shape = n, h, w, c = x.shape
        padded = np.pad(x, ((0, 0), (1, 1), (1, 1), (0, 0)))
        shifts = [padded[:, i : i + h, j : j + w] for i in range(3) for j in range(3)]
        patches = np.stack(shifts, axis=3).reshape(n * h * w, 9 * c)
        return self.dense.forward(patches, rng).reshape(n, h, w, -1)

    def backward(self, d_out):
        """Every patch's gradient goes back to where its pixels are."""
        n, h, w, c = self.shape
        d_patches = self.dense.backward(d_out.reshape(n * h * w, -1)).reshape(n, h, w, 9, c)
        self.gradients = self.dense.gradients
        d_padded = np.zeros((n, h + 2, w + 2, c), np.float32)
        for place in range(9):
            i, j = divmod(place, 3)
            d_padded[:, i : i + h, j : j + w] += d_patches[:, :, :, place]
        return d_padded[:, 1:-1, 1:-1]


class MeanPool:
    """Means of blocks of 2 x 2, or of two neighbors where the width is 1."""

    parameters = gradients = ()

    def forward(self, x, rng):
        """Average each block."""
        self.shape = n, h, w, c = x.shape
        self.across = min(w, 2)
        return x.reshape(n, h // 2, 2, w // self.across, self.across, c).mean(axis=(2, 4))

    def backward(self, d_out):
        """Every value of a block has the same share."""
        spread = d_out.repeat(2, axis=1).repeat(self.across, axis=2)
        return spread / np.float32(2 * self.across)


class Images:
    """From (n, h * w) to (n, h, w, 1); always the first layer, so nobody needs its gradient."""

    parameters = gradients = ()

    def __init__(self, shape):
        self.shape = shape

    def forward(self, x, rng):
        """Put the pixels of each image in their places."""
        return x.reshape(len(x), *self.shape, 1)

    def backward(self, d_out):
        """Nothing to be done."""


class Flatten:
    """From (n, h, w, c) to (n, h * w * c)."""

    parameters = gradients = ()

    def forward(self, x, rng):
        """Lay the values side by side."""
        self.shape = x.shape
        return x.reshape(len(x), -1)

    def backward(self, d_out):
        """Put them back."""
        return d_out.reshape(self.shape)
