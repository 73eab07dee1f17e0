"""Is it covariate shift? Noise after batch norm, as Santurkar and others add it."""

import numpy as np

from grader.lab import data as lab_data
from grader.lab.batch_norm.networks import (
    arms,
    divergence_allowed,
    sizes_for,
    use_population_statistics,
)
from grader.lab.experiment import experiment
from grader.reference.network import SGD, Network

CASES = {
    "without batch norm": ("without batch norm", 0.0, 0.0),
    "batch norm": ("with batch norm", 0.0, 0.0),
    "batch norm, then noise": ("with batch norm", 1.0, 0.5),
}


@experiment(
    {
        "3 x the steps": {"steps": 3},
        "10 x the steps": {"steps": 10},
        "Glorot": {"initializer": "glorot"},
        "MNIST-1D": {"data": "mnist1d"},
    }
)
def noise_after_batch_norm(
    rates=(0.03, 0.1, 0.3), epochs=20, seeds=range(10), steps=1, initializer="he", data="digits"
):
    """Three cases, each at the rate of its own that validates best; batches of 32.

    Parameters
    ----------
    rates : tuple of float
        Learning rates of SGD.
    epochs : int
    seeds : iterable of int
    steps : int
        Factor on the epochs.
    initializer : "he" or "glorot"
    data : "digits" or "mnist1d"

    Returns
    -------
    dict of str to dict
        For each case its ``rate``, the ``shift`` per step (seeds,), and test accuracy ``tested``.
    """
    few = lab_data.few_shot(data, seeds, wrong=0.0)
    found = {}
    for name, (arm, shift, spread) in CASES.items():
        settings = arms(initializer)[arm]
        runs = [_run(few, settings, shift, spread, r, steps * epochs, seeds) for r in rates]
        best = int(np.argmax([run["validated"].mean() for run in runs]))
        found[name] = runs[best] | {"rate": rates[best]}
    return found


def _run(few, settings, shift, spread, rate, epochs, seeds):
    disturbance = Disturbance(seeds, shift, spread)
    network = Network(sizes_for(few.x_train, 5), seeds, noise=disturbance, **settings)
    with divergence_allowed():
        network.fit(few.x_train, few.y_train, epochs, 32, SGD(rate), validate_every=epochs)
        use_population_statistics(network, few.x_train)
        return {
            "validated": network.accuracy(few.x_val, few.y_val),
            "tested": network.accuracy(few.x_test, few.y_test),
            "shift": np.nan_to_num(disturbance.shift_per_step(2).mean(axis=1)),
        }


@noise_after_batch_norm.concludes(
    "With noise after batch norm, the distributions shift more than without batch norm",
    quote="shift more than those of the bare network",
)
def _(found):
    return found["batch norm, then noise"]["shift"] - found["without batch norm"]["shift"]


@noise_after_batch_norm.concludes(
    "With noise after batch norm, the test accuracy is not more than 3 points below the bare one's",
    quote="does not fall behind",
)
def _(found):
    return found["batch norm, then noise"]["tested"] - found["without batch norm"]["tested"] + 0.03


class Disturbance:
    """Noise after batch norm, and a record of the shift.

    In each step every unit gets a shift drawn from -shift to shift, the same for the whole batch,
    and noise of a standard deviation drawn from 0 to spread, new for each sample. So both moments
    of the unit's output jump from step to step, however well they had been normalized.

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
