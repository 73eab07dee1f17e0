"""Right answers to EarlyStopper in other styles."""

from copy import deepcopy
from dataclasses import dataclass, field
from itertools import count
from types import SimpleNamespace

import numpy as np


@dataclass
class AsDataclass:
    patience: int
    min_delta: float = 0.0
    mode: str = "min"
    history: list = field(default_factory=list)
    best_epoch: int = 0
    best_weights: tuple = ()

    @property
    def best_value(self):
        return self.history[self.best_epoch]

    def update(self, value, weights):
        self.history.append(value)
        sign = -1 if self.mode == "max" else 1
        epoch = len(self.history) - 1
        if epoch == 0 or sign * value + self.min_delta < sign * self.best_value:
            self.best_epoch, self.best_weights = epoch, tuple(np.array(w) for w in weights)
        return np.bool_(epoch >= self.best_epoch + self.patience)


class FromInfinity:
    def __init__(self, patience, min_delta=0.0, mode="min"):
        self.patience, self.min_delta, self.mode = patience, min_delta, mode
        self.best_value = np.inf if mode == "min" else -np.inf
        self.best_epoch, self.best_weights, self.wait, self.epoch = 0, None, 0, 0

    def update(self, value, weights):
        gain = self.best_value - value if self.mode == "min" else value - self.best_value
        if gain > self.min_delta:
            self.best_value, self.best_epoch, self.wait = value, self.epoch, 0
            self.best_weights = [np.copy(w) for w in weights]
        else:
            self.wait += 1
        self.epoch += 1
        return self.wait >= self.patience


class WithSlots:
    __slots__ = ("_better", "best_epoch", "best_value", "best_weights", "epoch", "patience")

    def __init__(self, patience, min_delta=0.0, mode="min"):
        rules = {
            "min": lambda value: value - self.best_value < -min_delta,
            "max": lambda value: value - self.best_value > min_delta,
        }
        self._better, self.patience, self.epoch = rules[mode], patience, 0
        self.best_epoch = -1

    def update(self, value, weights):
        if self.best_epoch < 0 or self._better(value):
            self.best_value, self.best_epoch = np.float32(value), np.int64(self.epoch)
            self.best_weights = deepcopy(weights)
        self.epoch += 1
        if self.epoch - 1 - self.best_epoch >= self.patience:
            return True


def made_by_a_function(patience, min_delta=0.0, mode="min"):
    state = SimpleNamespace(best_value=None, best_epoch=None, best_weights=None)
    left, epochs = [patience], count()

    def update(value, weights):
        epoch, best = next(epochs), state.best_value
        gain = 0.0 if best is None else (best - value if mode == "min" else value - best)
        left[0] -= 1
        if best is None or gain > min_delta:
            left[0] = patience
            state.best_value, state.best_epoch = value, epoch
            state.best_weights = [1.0 * w for w in weights]
        return left[0] == 0

    state.update = update
    return state


ALTERNATIVES = (AsDataclass, FromInfinity, WithSlots, made_by_a_function)
