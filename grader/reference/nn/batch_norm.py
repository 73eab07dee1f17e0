"""Batch norm as a network uses it: its settings, and statistics over parts of a batch."""

from dataclasses import dataclass

import numpy as np

from grader.reference.nn import layers


@dataclass(frozen=True)
class BatchNorm:
    """Settings of batch norm.

    Parameters
    ----------
    momentum : float
        Weight of the old running statistics.
    group : int or None
        In training, this many samples share a mean and a variance, and the gradient is still that
        of the whole batch ("ghost batches", Hoffer and others, arXiv:1705.08741). Every batch must
        be a multiple. None: the batch is one group.
    """

    momentum: float = layers.BATCH_NORM_MOMENTUM
    group: int | None = None

    def __post_init__(self):
        if not 0 <= self.momentum < 1:
            raise ValueError(f"Expected a momentum in [0, 1), but got {self.momentum}.")
        if self.group is not None and self.group < 1:
            raise ValueError(f"Expected a group of 1 or more samples, but got {self.group}.")

    def forward(self, x, gamma, running, training):
        """As `layers.batch_norm`; `running` is the pair of mean and variance."""
        if not training or self.group is None:
            return layers.batch_norm(x, gamma, *running, training, self.momentum)
        groups = self._number_of_groups(x)
        of_groups = [np.repeat(values, groups, axis=0) for values in (gamma, *running)]
        out, cache = layers.batch_norm(self._split(x), *of_groups, training, self.momentum)
        for values, moved in zip(running, of_groups[1:], strict=True):
            values[...] = _by_network(moved, groups).mean(axis=1)
        return out.reshape(x.shape), cache

    def backward(self, d_out, cache, gamma, d_gamma):
        """As `layers.batch_norm_backward`."""
        if self.group is None:
            return layers.batch_norm_backward(d_out, cache, gamma, d_gamma)
        groups = self._number_of_groups(d_out)
        gamma, parts = np.repeat(gamma, groups, axis=0), np.repeat(d_gamma, groups, axis=0)
        d_x = layers.batch_norm_backward(self._split(d_out), cache, gamma, parts)
        d_gamma[...] = _by_network(parts, groups).sum(axis=1)
        return d_x.reshape(d_out.shape)

    def _number_of_groups(self, x):
        groups, left = divmod(x.shape[1], self.group)
        if left:
            raise ValueError(
                f"Expected batches in groups of {self.group}, but got one of {x.shape[1]} samples."
            )
        return groups

    def _split(self, x):
        return x.reshape(-1, self.group, x.shape[-1])


def _by_network(values, groups):
    """(S * groups, 1, k) as (S, groups, 1, k)."""
    return values.reshape(-1, groups, *values.shape[1:])
