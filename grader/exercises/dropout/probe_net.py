"""A PyTorch network whose weights are such that its outputs show what its dropout layers drop.

All first hidden units are 10; each second one is a first one plus 1; nine outputs are each a second
hidden unit plus a bias, and the last output is a bias alone.
"""

import numpy as np

SHAPES = ((128, 784), (64, 128), (10, 64))
UNIT, BIAS = 10.0, 1.0
ROWS = 600


def random_layers(rng):
    """Weights and biases of the three layers, for a network like any other."""
    return [
        (rng.normal(scale=1.3 / np.sqrt(k), size=(n, k)), rng.normal(scale=0.4, size=n))
        for n, k in SHAPES
    ]


def telling_layers(rng):
    """Weights and biases of the three layers, for inputs that are all 1."""
    first = np.full(SHAPES[0], UNIT / 784), np.zeros(128)
    second = np.eye(128)[rng.permutation(128)[:64]], np.full(64, BIAS)
    chosen = np.eye(64)[rng.permutation(64)[:10]]
    chosen[-1] = 0
    return [first, second, (chosen, rng.uniform(0.5, 2, size=10))]


class Seen:
    """What the outputs of a network with `telling_layers` show, in training mode.

    Parameters
    ----------
    out : ndarray, shape (ROWS, 10)
    layers : list of (ndarray, ndarray)
        Those of `telling_layers`.

    Attributes
    ----------
    second : boolean ndarray, shape (ROWS, 9)
        Which second hidden units were kept.
    first : boolean ndarray
        Which first hidden units were kept, of those whose second ones were kept.
    both : boolean ndarray, shape (ROWS, 9)
        Where the first and the second one were kept.
    factors : tuple of float
        By which kept units of the two layers were multiplied; NaN where that cannot be told.
    drops_outputs : bool
        Whether outputs are 0 as a whole.
    """

    def __init__(self, out, layers):
        bias = layers[-1][1]
        odds = np.exp(out) if np.allclose(np.exp(out).sum(axis=1), 1, atol=1e-3) else out
        if np.allclose(odds.sum(axis=1), 1, atol=1e-3):
            out = np.log(odds) - np.log(odds[:, -1:]) + bias[-1]
        units = (out - bias)[:, :-1]
        self.drops_outputs = bool(np.any(out == 0))
        self.second = ~(np.abs(units) < 1e-3)
        self.both = units > (UNIT + BIAS) / 2
        in_rows = np.all(self.second == self.second[:, :1])
        self.first = self.both[self.second.all(axis=1) if in_rows else self.second]
        bare, full = units[self.second & ~self.both], units[self.both]
        # Where all first units are kept, none shows the bias alone: nothing is dropped there.
        second = _only(bare) / BIAS if len(bare) else _only(full) / (UNIT + BIAS)
        self.factors = (_only(full) / second - BIAS) / UNIT, second

    @property
    def layers(self):
        """Which units of either layer were kept."""
        return self.first, self.second

    @property
    def told(self):
        """Whether each output is one of the few numbers that dropout can make of it."""
        return bool(np.isfinite(self.factors).all())


def _only(values):
    """The number that all values are, or NaN."""
    same = len(values) > 0 and np.allclose(values, values[0], rtol=1e-3)
    return float(values[0]) if same else np.nan
