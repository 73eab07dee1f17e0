"""Wrong classes that stop in time, but keep something else than asked for, or start wrongly.

The docstrings say what went wrong; the learner reads them.
"""

import numpy as np

from grader.exercises.early_stopping.stoppers import Watcher


class CountsFromOne(Watcher):
    """Your class counts the epochs from 1, so best_epoch would pick the weights of the epoch after
    the best one from a list. The first update belongs to epoch 0.
    """

    def keep(self, value, weights):
        super().keep(value, weights)
        self.best_epoch = self.epoch + 1


class BestEpochIsTheLatest(Watcher):
    """Your best_epoch is the latest epoch, so it does not belong to the weights that you keep. By
    the time training stops, the best one is already `patience` epochs back: set best_epoch only
    where the value improves.
    """

    def update(self, value, weights):
        stop = super().update(value, weights)
        self.best_epoch = self.epoch
        return stop


class BestValueIsTheLatest(Watcher):
    """Your best_value is the latest value, although it is compared rightly, so it does not belong
    to the weights that you keep. Set best_value only where the value improves, together with
    best_epoch and best_weights.
    """

    hidden = None

    def improves(self, value):
        return self.hidden is None or self.better(value, self.hidden)

    def update(self, value, weights):
        stop = super().update(value, weights)
        if self.waited == 0:
            self.hidden = value
        self.best_value = value
        return stop


class KeepsTheArrays(Watcher):
    """Your best_weights are the caller's own arrays. Training goes on to change those, so in the
    end the "best" weights are simply the last ones. Copy every array, as in [w.copy() for w in
    weights]: weights.copy() and list(weights) only make a new list of the same arrays.
    """

    def keep(self, value, weights):
        super().keep(value, weights)
        self.best_weights = weights


class KeepsTheLatestWeights(Watcher):
    """Your best_weights are those of the latest update, which are `patience` epochs past the best
    ones when training stops. Keep the weights only where the value improves.
    """

    def update(self, value, weights):
        stop = super().update(value, weights)
        self.best_weights = [w.copy() for w in weights]
        return stop


class KeepsTheFirstWeights(Watcher):
    """Your best_weights stay those of the first update, which are hardly trained at all. Take a new
    copy whenever the value improves.
    """

    def keep(self, value, weights):
        weights = weights if self.best_weights is None else self.best_weights
        super().keep(value, weights)


class StartsFromInfinityInBothModes(Watcher):
    """The best value of your class starts as infinity in both modes. With mode="max" nothing ever
    exceeds that, so no epoch improves. Start from minus infinity there, or let the first update
    always improve.
    """

    def __init__(self, patience, min_delta=0.0, mode="min"):
        super().__init__(patience, min_delta, mode)
        self.best_value, self.best_epoch = np.inf, 0


class MaximaStartFromZero(Watcher):
    """With mode="max", the best value of your class starts as 0. A negative value never exceeds
    that, so where all values are negative, no epoch ever improves. Start from minus infinity, or
    let the first update always improve.
    """

    def __init__(self, patience, min_delta=0.0, mode="min"):
        super().__init__(patience, min_delta, mode)
        self.best_epoch = 0
        self.best_value = 0.0 if mode == "max" else None


class ZeroIsNoValue(Watcher):
    """Your class takes a best value of 0 for no value at all, because `not best_value` is true for
    0 as well as for None. The next value then counts as an improvement, however bad it is. Write
    `self.best_value is None`.
    """

    def improves(self, value):
        return not self.best_value or self.better(value, self.best_value)


class SharesItsState(Watcher):
    """All objects of your class share one state, because it belongs to the class: a second training
    would go on where the first one ended. Keep it in attributes of `self`, set in `__init__`.
    """

    state = {}  # noqa: RUF012 (this is the mistake)

    def __init__(self, patience, min_delta=0.0, mode="min"):
        self.state.clear()
        self.state.update(patience=patience, min_delta=min_delta, mode=mode)
        super().__init__(patience, min_delta, mode)

    def __getattr__(self, name):
        if name not in self.state:
            raise AttributeError(name)
        return self.state[name]

    def __setattr__(self, name, value):
        self.state[name] = value


IDEAS = (KeepsTheArrays, KeepsTheLatestWeights, KeepsTheFirstWeights)
SLIPS = (CountsFromOne,)
OTHERS = (
    BestEpochIsTheLatest,
    BestValueIsTheLatest,
    StartsFromInfinityInBothModes,
    MaximaStartFromZero,
    ZeroIsNoValue,
    SharesItsState,
)
