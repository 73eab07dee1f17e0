"""A right class in parts, and what a class makes of some values.

`waiting_stoppers`, `improving_stoppers` and `keepers` have what becomes of it when one part is
wrong.
"""

import numpy as np


class Watcher:
    """Early stopping as asked for."""

    def __init__(self, patience, min_delta=0.0, mode="min"):
        self.patience, self.min_delta, self.mode = patience, min_delta, mode
        self.best_value = self.best_epoch = self.best_weights = None
        self.epoch, self.waited = -1, 0

    def update(self, value, weights):
        self.epoch += 1
        if self.improves(value):
            self.keep(value, weights)
            self.waited = 0
        else:
            self.waited += 1
        return self.waited >= self.patience

    def improves(self, value):
        return self.best_value is None or self.better(value, self.best_value)

    def better(self, value, best):
        if self.mode == "min":
            return value < best - self.min_delta
        return value > best + self.min_delta

    def keep(self, value, weights):
        self.best_value, self.best_epoch = value, self.epoch
        self.best_weights = [w.copy() for w in weights]


def outcome(stopper_class, values, patience, min_delta=0.0, mode="min"):
    """When a stopper stops (NaN: never), and its best epoch and value by then."""
    stopper = stopper_class(patience, min_delta, mode)
    for epoch, value in enumerate(values):
        if stopper.update(value, []):
            return epoch, stopper.best_epoch, stopper.best_value
    return np.nan, stopper.best_epoch, stopper.best_value
