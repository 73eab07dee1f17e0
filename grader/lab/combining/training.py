"""Training with a hand on every batch, and early stopping that keeps the best weights."""

from dataclasses import dataclass

import numpy as np

from grader.reference.network import Adam
from grader.reference.nn.passes import differentiate
from grader.reference.nn.training import Samples, evaluate, in_groups


@dataclass(frozen=True)
class Best:
    """What early stopping would have restored, for each of S networks.

    Attributes
    ----------
    epoch : integer ndarray, shape (S,)
        Epoch of the least validation loss, counted from 1.
    parameters : ndarray, shape (S, P)
        The weights of that epoch.
    running : list of pairs of ndarray, shape (S, 1, k)
        Batch norm's mean and variance, layer by layer.
    """

    epoch: np.ndarray
    parameters: np.ndarray
    running: list

    def restore(self, network):
        """A network with these weights; `network` is left as it is."""
        restored = network.part(slice(None))
        restored.parameters = network.parameters.like(self.parameters)
        restored.running = self.running
        return restored


def train(network, x, y, epochs, batch_size=32, validation=None, change=None, learning_rate=1e-3):
    """Train like `Network.fit` with Adam, but let `change` have a hand on every batch.

    Parameters
    ----------
    network : grader.reference.network.Network
    x, y : ndarrays, shapes (S, n, d) and (S, n)
    epochs, batch_size : int
    validation : (x, y), optional
        Shaped like `x` and `y`; what `Best` is judged by.
    change : callable, optional
        ``change(part, x, y)`` gives the inputs that the networks of `part` train on in place of
        the batch `x`, shape (s, b, d).
    learning_rate : float

    Returns
    -------
    Best or None
        None without validation data.
    """
    data = Samples(x, y, network)
    held_out = validation and Samples(*validation, network)

    def train_part(part, stop):
        run, best = Adam(learning_rate).start(part.parameters.flat), _Keeper(part)
        gradients = part.parameters.like(np.empty_like(part.parameters.flat))
        for epoch in range(1, epochs + 1):
            if stop.is_set():
                break
            for batch, labels in _batches(part, data, batch_size):
                batch = batch if change is None else change(part, batch, labels)
                differentiate(part, batch, labels, gradients)
                run.step(gradients.flat)
            if held_out:
                best.see(epoch, evaluate(part, *held_out.of(part.networks))[0])
        return best

    parts = in_groups(train_part, network)
    return _joined(parts) if held_out else None


class Shifts:
    """Move each training image by up to an eighth of its width each way, where that is wanted.

    That is one pixel for a digit. What is no square counts as a signal and moves along its length.

    Parameters
    ----------
    seeds : sequence of int
        One a network.
    wanted : boolean sequence
        One a network.
    """

    def __init__(self, seeds, wanted):
        self.generators = [np.random.default_rng([2, seed]) for seed in seeds]
        self.wanted = np.asarray(wanted)

    def __call__(self, part, x, y):
        """The batch, some of it shifted; see `train`."""
        n, (height, width) = x.shape[1], _sides(x.shape[2])
        most = width // 8
        moves = np.zeros((len(x), 2, n), int)
        for i in np.flatnonzero(self.wanted[part.networks]):
            rng = self.generators[part.networks][i]
            moves[i] = rng.integers(-most, most + 1, size=(2, n))
        if height == 1:
            moves[:, 0] = 0
        images = np.pad(x.reshape(-1, height, width), ((0, 0), (most, most), (most, most)))
        down, right = (moves[:, axis].reshape(-1, 1) for axis in (0, 1))
        rows, columns = most + np.arange(height) - down, most + np.arange(width) - right
        samples = np.arange(len(images))[:, None, None]
        return images[samples, rows[:, :, None], columns[:, None, :]].reshape(x.shape)


def _sides(n):
    """Height and width of what has n values: a square image, or a signal."""
    side = round(n**0.5)
    return (side, side) if side**2 == n else (1, n)


class _Keeper:
    """Keeps each network's weights of the epoch with the least validation loss."""

    def __init__(self, part):
        self.part, n = part, len(part.parameters.flat)
        self.loss, self.epoch = np.full(n, np.inf), np.zeros(n, int)
        self.parameters = part.parameters.flat.copy()
        self.running = [(mean.copy(), var.copy()) for mean, var in part.running]

    def see(self, epoch, loss):
        better = loss < self.loss
        self.loss[better], self.epoch[better] = loss[better], epoch
        self.parameters[better] = self.part.parameters.flat[better]
        for kept, now in zip(self.running, self.part.running, strict=True):
            for old, new in zip(kept, now, strict=True):
                old[better] = new[better]


def _joined(keepers):
    layers = zip(*(keeper.running for keeper in keepers), strict=True)
    running = [tuple(np.concatenate(part) for part in zip(*layer, strict=True)) for layer in layers]
    return Best(
        np.concatenate([keeper.epoch for keeper in keepers]),
        np.concatenate([keeper.parameters for keeper in keepers]),
        running,
    )


def _batches(part, data, batch_size):
    """Inputs and labels of one epoch, in a fresh order for each network."""
    x, y = data.of(part.networks)
    orders = np.array([rng.permutation(x.shape[1]) for rng in part.orders])
    networks = np.arange(len(orders))[:, None]
    for start in range(0, x.shape[1], batch_size):
        rows = orders[:, start : start + batch_size]
        yield (x[0][rows] if len(x) == 1 else x[networks, rows]), y[networks, rows]
