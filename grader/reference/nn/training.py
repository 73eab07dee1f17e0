"""Training and evaluation of many networks: data, batches, groups on threads, history."""

import os
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from threadpoolctl import threadpool_limits

from grader.reference.nn import layers
from grader.reference.nn.arguments import checked_inputs, checked_labels, require_counts
from grader.reference.nn.passes import differentiate, forward

# Networks that go through a step together: enough to make Python's share small (threads take turns
# at that), few enough for weights and moments to stay in the processor's caches.
SMALLEST_GROUP, LARGEST_GROUP = 5, 10


@dataclass(frozen=True)
class History:
    """What `Network.fit` recorded; E validated epochs, S networks.

    Attributes
    ----------
    epochs : ndarray, shape (E,)
        Epochs trained at each entry, counted from 1.
    loss : ndarray, shape (E, S)
        Mean cross-entropy over the batches of the epoch, in training mode (dropout on) and
        while the weights change, without the penalty.
    penalty : ndarray, shape (E, S)
        What the penalty adds at the end of the epoch.
    val_loss, val_accuracy : ndarray, shape (E, S), or None without validation data
        In inference mode at the end of the epoch; the loss without the penalty.
    """

    epochs: np.ndarray
    loss: np.ndarray
    penalty: np.ndarray
    val_loss: np.ndarray | None = None
    val_accuracy: np.ndarray | None = None


@dataclass(frozen=True)
class Schedule:
    """How long and in what portions to train."""

    epochs: int
    batch_size: int
    validate_every: int

    def __post_init__(self):
        require_counts(**vars(self))

    def recorded(self):
        """The epochs that enter the history: every so many, and the last."""
        epochs = range(1, self.epochs + 1)
        return [e for e in epochs if e % self.validate_every == 0 or e == self.epochs]


class Samples:
    """Inputs of shape (1 or S, n, d) and labels of shape (S, n), checked against a network."""

    def __init__(self, x, y, network):
        n_networks = len(network.parameters.flat)
        self.x = checked_inputs(x, n_networks, network.sizes[0]).astype(network.dtype, copy=False)
        self.y = checked_labels(y, (n_networks, self.x.shape[1]), network.sizes[-1])

    def of(self, networks):
        """Inputs and labels of a slice of the networks."""
        return self.x if len(self.x) == 1 else self.x[networks], self.y[networks]


def in_groups(function, network):
    """Call ``function(part, stop)`` for small groups of the networks, on all processors.

    NumPy lets go of the interpreter lock inside its loops, so threads serve. Each keeps to one
    BLAS thread: the matrices are too small to share out. The event `stop` is set when the caller
    is interrupted, so that nobody waits for the threads' last epoch.
    """
    stop = threading.Event()
    n_networks, processors = len(network.parameters.flat), os.cpu_count() or 1
    size = min(max(SMALLEST_GROUP, -(-n_networks // processors)), LARGEST_GROUP)
    parts = [network.part(slice(start, start + size)) for start in range(0, n_networks, size)]
    with threadpool_limits(1, "blas"), ThreadPoolExecutor(processors) as pool:
        try:
            return list(pool.map(function, parts, [stop] * len(parts)))
        finally:
            stop.set()


def train(network, data, held_out, schedule, optimizer):
    """Train all networks; see `Network.fit`."""

    def train_part(part, stop):
        return np.array(list(_entries(part, data, held_out, schedule, optimizer, stop)))

    entries = np.concatenate(in_groups(train_part, network), axis=-1)
    return History(np.array(schedule.recorded()), *entries.swapaxes(0, 1))


def evaluate(network, x, y):
    """Mean cross-entropy and accuracy in inference mode, each of shape (S,)."""
    logits, _ = forward(network, x, training=False)
    loss, _ = layers.softmax_cross_entropy(logits, y)
    return loss, np.mean(logits.argmax(axis=-1) == y, axis=-1)


def _entries(network, data, held_out, schedule, optimizer, stop):
    """Train one group and yield its entries of the history, each of shape (2 or 4, s)."""
    run = optimizer.start(network.parameters.flat)
    recorded = set(schedule.recorded())
    for epoch in range(1, schedule.epochs + 1):
        if stop.is_set():
            return
        loss = _train_epoch(network, *data.of(network.networks), schedule.batch_size, run)
        if epoch in recorded:
            entry = [loss, network.penalty_loss()]
            if held_out is not None:
                entry += evaluate(network, *held_out.of(network.networks))
            yield entry


def _train_epoch(network, x, y, batch_size, run):
    """One pass over the samples in a fresh order for each network; the mean loss, shape (s,)."""
    n = x.shape[1]
    orders = np.array([rng.permutation(n) for rng in network.orders])
    networks = np.arange(len(orders))[:, None]
    total = np.zeros(len(orders))
    gradients = network.parameters.like(np.empty_like(network.parameters.flat))
    for start in range(0, n, batch_size):
        rows = orders[:, start : start + batch_size]
        # Shared samples have one network's worth of rows, and every network takes from that.
        batch = x[0][rows] if len(x) == 1 else x[networks, rows]
        loss = differentiate(network, batch, y[networks, rows], gradients)
        run.step(gradients.flat)
        total += loss * rows.shape[1]
    return total / n
