"""Wrong classes: a right one in parts, and what becomes of it when one part is wrong.

The docstrings say what went wrong; the learner reads them.
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


class WaitsOneMore(Watcher):
    """It waits one update too long: stop in the very update in which the number of those without
    improvement reaches `patience`.
    """

    def update(self, value, weights):
        super().update(value, weights)
        return self.waited > self.patience


class WaitsOneLess(Watcher):
    """It stops one update too soon: the one that improved is not one of those that are waited."""

    def update(self, value, weights):
        super().update(value, weights)
        return self.waited >= self.patience - 1


class WaitsInTotal(Watcher):
    """The updates without improvement are counted in total; an improvement sets them back to 0."""

    total = 0

    def update(self, value, weights):
        super().update(value, weights)
        self.total += self.waited > 0
        return self.total >= self.patience


class ComparesWithThePrevious(Watcher):
    """Each value is compared with the one before; compare it with the best one so far."""

    previous = None

    def improves(self, value):
        previous, self.previous = self.previous, value
        return previous is None or self.better(value, previous)


class CountsEqualValues(Watcher):
    """An equal value counts as an improvement: it must be better than the best one (<, not <=)."""

    def better(self, value, best):
        if self.mode == "min":
            return value <= best - self.min_delta
        return value >= best + self.min_delta


class ReachesMinDelta(CountsEqualValues):
    """A value that is better by exactly min_delta counts as an improvement: it must be better by
    more than that.
    """

    def better(self, value, best):
        return value != best and super().better(value, best)


class IgnoresMinDelta(Watcher):
    """min_delta is ignored: the smallest improvement restarts the waiting."""

    def better(self, value, best):
        return value < best if self.mode == "min" else value > best


class TurnsMinDeltaRound(Watcher):
    """min_delta has the wrong sign: a value a little worse than the best one counts as an
    improvement.
    """

    def better(self, value, best):
        if self.mode == "min":
            return value < best + self.min_delta
        return value > best - self.min_delta


class SubtractsMinDeltaFromMaxima(Watcher):
    """With mode="max" the best value must be exceeded by min_delta: add it there, where "min"
    subtracts it.
    """

    def better(self, value, best):
        best = best - self.min_delta
        return value < best if self.mode == "min" else value > best


class BestCreeps(Watcher):
    """The best value follows improvements that are too small to count: then a slow but steady one
    never counts. Keep the best value until min_delta is exceeded.
    """

    extreme = None

    def improves(self, value):
        extreme, choose = self.extreme, min if self.mode == "min" else max
        self.extreme = value if extreme is None else choose(value, extreme)
        return extreme is None or self.better(value, extreme)


class IgnoresMode(Watcher):
    """`mode` is ignored: with "max" a value improves when it is greater."""

    def __init__(self, patience, min_delta=0.0, mode="min"):
        super().__init__(patience, min_delta)


class TurnsModeRound(Watcher):
    """The modes are exchanged: with "min", as for a loss, smaller is better; with "max" greater."""

    def better(self, value, best):
        if self.mode == "max":
            return value < best - self.min_delta
        return value > best + self.min_delta


class SaysWhatImproved(Watcher):
    """`update` returns whether the value improved; it should return whether training is to stop."""

    def update(self, value, weights):
        super().update(value, weights)
        return self.waited == 0


class SaysNothing(Watcher):
    """`update` never says stop: it must return True, not only note it down."""

    def update(self, value, weights):
        self.stop = super().update(value, weights)


class CountsFromOne(Watcher):
    """The epochs are counted from 1; the first update belongs to epoch 0."""

    def keep(self, value, weights):
        super().keep(value, weights)
        self.best_epoch = self.epoch + 1


class StopsAsTheBestEpoch(Watcher):
    """best_epoch is the latest epoch; it should be the last one that improved."""

    def update(self, value, weights):
        stop = super().update(value, weights)
        self.best_epoch = self.epoch
        return stop


class KeepsTheArrays(Watcher):
    """best_weights are the caller's own arrays, which training goes on to change: copy every one of
    them, for weights.copy() and list(weights) only make a new list of the same arrays.
    """

    def keep(self, value, weights):
        super().keep(value, weights)
        self.best_weights = weights


class KeepsTheLatestWeights(Watcher):
    """best_weights are those of the latest update; keep them only where the value improves."""

    def update(self, value, weights):
        stop = super().update(value, weights)
        self.best_weights = [w.copy() for w in weights]
        return stop


class KeepsTheFirstWeights(Watcher):
    """best_weights stay those of the first update: take new ones whenever the value improves."""

    def keep(self, value, weights):
        weights = weights if self.best_weights is None else self.best_weights
        super().keep(value, weights)


class StartsFromInfinity(Watcher):
    """The best value starts as infinity, so that a first value of infinity is no improvement: the
    first update always is one.
    """

    def __init__(self, patience, min_delta=0.0, mode="min"):
        super().__init__(patience, min_delta, mode)
        self.best_value = np.inf if self.mode == "min" else -np.inf
        self.best_epoch = 0


class StartsFromInfinityInBothModes(StartsFromInfinity):
    """The best value starts as infinity in both modes; with mode="max" nothing ever exceeds it."""

    def __init__(self, patience, min_delta=0.0, mode="min"):
        super().__init__(patience, min_delta, mode)
        self.best_value = np.inf


def outcome(stopper_class, values, patience, min_delta=0.0, mode="min"):
    """When a stopper stops (-1: never), and its best epoch and value by then."""
    stopper = stopper_class(patience, min_delta, mode)
    for epoch, value in enumerate(values):
        if stopper.update(value, []):
            return epoch, stopper.best_epoch, stopper.best_value
    return -1, stopper.best_epoch, stopper.best_value


def from_infinity(stopper_class):
    """A wrong class whose best value starts as infinity as well."""
    name = f"{stopper_class.__name__}FromInfinity"
    return type(name, (StartsFromInfinity, stopper_class), {"__doc__": stopper_class.__doc__})


class MaximaStartFromZero(Watcher):
    """With mode="max" the best value starts as 0, which a negative one never exceeds: the first
    update always improves.
    """

    def __init__(self, patience, min_delta=0.0, mode="min"):
        super().__init__(patience, min_delta, mode)
        self.best_epoch = 0
        self.best_value = 0.0 if mode == "max" else None


class ZeroIsNoValue(Watcher):
    """A best value of 0 is taken for none, since `not best_value` is true for 0 as well: compare
    with None.
    """

    def improves(self, value):
        return not self.best_value or self.better(value, self.best_value)


class SharesItsState(Watcher):
    """All objects share one state, because it belongs to the class: keep it in attributes of self,
    which __init__ makes anew.
    """

    state = {}  # noqa: RUF012 (this is the mistake)

    def __init__(self, patience, min_delta=0.0, mode="min"):
        self.state.clear()
        self.state.update(patience=patience, min_delta=min_delta, mode=mode)
        super().__init__(patience, min_delta, mode)

    def __getattr__(self, name):
        return self.state[name]

    def __setattr__(self, name, value):
        self.state[name] = value


MISTAKES = (
    WaitsOneMore,
    WaitsOneLess,
    WaitsInTotal,
    ComparesWithThePrevious,
    CountsEqualValues,
    ReachesMinDelta,
    IgnoresMinDelta,
    TurnsMinDeltaRound,
    SubtractsMinDeltaFromMaxima,
    BestCreeps,
    IgnoresMode,
    TurnsModeRound,
    SaysWhatImproved,
    SaysNothing,
    CountsFromOne,
    StopsAsTheBestEpoch,
    KeepsTheArrays,
    KeepsTheLatestWeights,
    KeepsTheFirstWeights,
    StartsFromInfinity,
    StartsFromInfinityInBothModes,
    MaximaStartFromZero,
    ZeroIsNoValue,
    SharesItsState,
    # Most let the best value start as infinity, which shows where the first value is infinite.
    *map(
        from_infinity,
        (
            WaitsOneMore,
            WaitsOneLess,
            WaitsInTotal,
            ReachesMinDelta,
            IgnoresMinDelta,
            TurnsMinDeltaRound,
            SubtractsMinDeltaFromMaxima,
            IgnoresMode,
            SaysWhatImproved,
            CountsFromOne,
            KeepsTheArrays,
            KeepsTheLatestWeights,
        ),
    ),
)
