"""Wrong classes: a right one in parts, and what becomes of it when one part is wrong."""

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


class WaitsOneMore(Watcher):
    def update(self, value, weights):
        super().update(value, weights)
        return self.waited > self.patience


class WaitsOneLess(Watcher):
    def update(self, value, weights):
        super().update(value, weights)
        return self.waited >= self.patience - 1


class WaitsInTotal(Watcher):
    total = 0

    def update(self, value, weights):
        super().update(value, weights)
        self.total += self.waited > 0
        return self.total >= self.patience


class ComparesWithThePrevious(Watcher):
    previous = None

    def improves(self, value):
        previous, self.previous = self.previous, value
        return previous is None or self.better(value, previous)


class CountsEqualValues(Watcher):
    def better(self, value, best):
        if self.mode == "min":
            return value <= best - self.min_delta
        return value >= best + self.min_delta


class ReachesMinDelta(CountsEqualValues):
    def better(self, value, best):
        return value != best and super().better(value, best)


class IgnoresMinDelta(Watcher):
    def better(self, value, best):
        return value < best if self.mode == "min" else value > best


class TurnsMinDeltaRound(Watcher):
    def better(self, value, best):
        if self.mode == "min":
            return value < best + self.min_delta
        return value > best - self.min_delta


class SubtractsMinDeltaFromMaxima(Watcher):
    def better(self, value, best):
        best = best - self.min_delta
        return value < best if self.mode == "min" else value > best


class BestCreeps(Watcher):
    extreme = None

    def improves(self, value):
        extreme, choose = self.extreme, min if self.mode == "min" else max
        self.extreme = value if extreme is None else choose(value, extreme)
        return extreme is None or self.better(value, extreme)


class IgnoresMode(Watcher):
    def better(self, value, best):
        return value < best - self.min_delta


class TurnsModeRound(Watcher):
    def better(self, value, best):
        if self.mode == "max":
            return value < best - self.min_delta
        return value > best + self.min_delta


class SaysWhatImproved(Watcher):
    def update(self, value, weights):
        super().update(value, weights)
        return self.waited == 0


class SaysNothing(Watcher):
    def update(self, value, weights):
        self.stop = super().update(value, weights)


class CountsFromOne(Watcher):
    def keep(self, value, weights):
        super().keep(value, weights)
        self.best_epoch = self.epoch + 1


class StopsAsTheBestEpoch(Watcher):
    def update(self, value, weights):
        stop = super().update(value, weights)
        self.best_epoch = self.epoch
        return stop


class KeepsTheArrays(Watcher):
    def keep(self, value, weights):
        super().keep(value, weights)
        self.best_weights = weights


class KeepsTheLatestWeights(Watcher):
    def update(self, value, weights):
        stop = super().update(value, weights)
        self.best_weights = [w.copy() for w in weights]
        return stop


class KeepsTheFirstWeights(Watcher):
    def keep(self, value, weights):
        weights = weights if self.best_weights is None else self.best_weights
        super().keep(value, weights)


class StartsFromInfinity(Watcher):
    def __init__(self, patience, min_delta=0.0, mode="min"):
        super().__init__(patience, min_delta, mode)
        self.best_value = np.inf if mode == "min" else -np.inf
        self.best_epoch = 0


class MaximaStartFromZero(Watcher):
    def __init__(self, patience, min_delta=0.0, mode="min"):
        super().__init__(patience, min_delta, mode)
        self.best_epoch = 0
        self.best_value = 0.0 if mode == "max" else None


class SharesItsState(Watcher):
    state = {}  # noqa: RUF012 (this is the mistake)

    def __init__(self, patience, min_delta=0.0, mode="min"):
        self.state.clear()
        self.state.update(patience=patience, min_delta=min_delta, mode=mode)
        super().__init__(patience, min_delta, mode)

    def __getattr__(self, name):
        return self.state[name]

    def __setattr__(self, name, value):
        self.state[name] = value


def outcome(stopper_class, values, patience, min_delta=0.0, mode="min"):
    """When a stopper stops (-1: never), and its best epoch and value by then."""
    stopper = stopper_class(patience, min_delta, mode)
    for epoch, value in enumerate(values):
        if stopper.update(value, []):
            return epoch, stopper.best_epoch, stopper.best_value
    return -1, stopper.best_epoch, stopper.best_value
