"""Experiments with batch norm in the networks that train many seeds at once."""

import warnings
from contextlib import contextmanager

import numpy as np

from grader.reference.network import BatchNorm
from grader.reference.nn.layers import softmax
from grader.reference.nn.passes import forward


def use_population_statistics(network, x):
    """Replace the running statistics by those of all of `x`, as Ioffe and Szegedy do.

    Dropout and noise are off meanwhile.

    Parameters
    ----------
    network : grader.reference.network.Network
        Changed in place; without batch norm it is left as it is.
    x : ndarray, shape (n, d) or (S, n, d)
    """
    if network.batch_norm is None:
        return
    quiet = network.part(slice(None))  # shares the memory of the running statistics
    quiet.batch_norm, quiet.noise = BatchNorm(momentum=0.0), None
    quiet.rates = [0 * rate for rate in network.rates]
    forward(quiet, _of_each(network, x), training=True)


def predict_in_training_mode(network, x):
    """Class probabilities by the statistics of the batch `x` itself; nothing is changed.

    Parameters
    ----------
    network : grader.reference.network.Network
    x : ndarray, shape (n, d) or (S, n, d)

    Returns
    -------
    ndarray, shape (S, n, classes)
    """
    copied = network.part(slice(None))
    copied.running = [(mean.copy(), var.copy()) for mean, var in network.running]
    return softmax(forward(copied, _of_each(network, x), training=True)[0])


def scale_kernels(network, factors):
    """Multiply the initial kernels of every network by its factor, shape (S,)."""
    for kernel in network.parameters.kernels:
        kernel *= np.asarray(factors, kernel.dtype)[:, None, None]


@contextmanager
def divergence_allowed():
    """Let a training whose learning rate is too high overflow without a page of warnings.

    NumPy's own errstate would not do: it ends at the threads on which networks are trained.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        yield


def epochs_to(history, loss):
    """Epochs until each network's training loss was below `loss`; infinity where it never was.

    Parameters
    ----------
    history : grader.reference.network.History
        With an entry for every epoch.
    loss : float

    Returns
    -------
    ndarray, shape (S,)
    """
    below = history.loss < loss
    return np.where(below.any(axis=0), below.argmax(axis=0) + 1.0, np.inf)


class Disturbance:
    """Noise behind batch norm, as in Santurkar and others (2018), and a record of the shift.

    In each step every unit gets a shift drawn from -shift to shift, the same for the whole batch,
    and noise of a standard deviation drawn from 0 to spread, new for each sample. So both moments
    of what the unit hands on jump from step to step, however well they had been normalised.

    Parameters
    ----------
    seeds : iterable of int
        Of the networks that it is given to.
    shift, spread : float
        Zero for both only records.

    Attributes
    ----------
    moments : dict of (int, int) to list
        For the first network of a group and a layer: mean and standard deviation of every unit
        over the batch, one pair of arrays (s, k) a step.
    """

    def __init__(self, seeds, shift=0.0, spread=0.0):
        self.shift, self.spread, self.moments = shift, spread, {}
        self.generators = [np.random.default_rng([1, seed]) for seed in seeds]

    def __call__(self, layer, networks, out):
        noise = np.stack([self._draw(rng, out.shape[1:]) for rng in self.generators[networks]])
        disturbed = out + noise
        steps = self.moments.setdefault((networks.start, layer), [])
        steps.append((disturbed.mean(axis=1), disturbed.std(axis=1)))
        return noise.astype(out.dtype)

    def shift_per_step(self, layer):
        """How far a unit's mean moves in one step, in units of its standard deviation.

        Returns
        -------
        ndarray, shape (S, steps - 1)
            Averaged over the units of the layer.
        """
        groups = []
        for start, of_layer in sorted(self.moments):
            if of_layer == layer:
                mean, std = np.array(self.moments[start, layer]).swapaxes(0, 1)
                moved = np.abs(np.diff(mean, axis=0)) / np.maximum(std[:-1], 1e-6)
                groups.append(moved.mean(axis=2).T)
        return np.concatenate(groups)

    def _draw(self, rng, shape):
        if not (self.shift or self.spread):
            return np.zeros(shape, np.float32)
        of_units = rng.uniform(-self.shift, self.shift, shape[1:])
        spreads = rng.uniform(0, self.spread, shape[1:]).astype(np.float32)
        return of_units + spreads * rng.standard_normal(shape, np.float32)


def _of_each(network, x):
    """`x` as one set of samples for every network."""
    x = np.asarray(x, network.dtype)
    return np.broadcast_to(x, (len(network.parameters.flat), *x.shape[-2:]))
