"""Wrong classes that count the waiting wrongly, or do not say when it is over.

The docstrings say what went wrong; the learner reads them.
"""

from grader.exercises.early_stopping.stoppers import Watcher


class WaitsInTotal(Watcher):
    """Your class counts the updates without improvement over the whole training, so a noisy curve
    uses up the patience while it is still getting better. Only updates in a row count: set the
    counter back to 0 whenever the value improves.
    """

    total = 0

    def update(self, value, weights):
        super().update(value, weights)
        self.total += self.waited > 0
        return self.total >= self.patience


class SaysNothing(Watcher):
    """Your `update` never says stop, so the training loop that calls it runs to its end. It has to
    return True when the patience has run out; noting it in an attribute is not enough.
    """

    def update(self, value, weights):
        self.stop = super().update(value, weights)


class SaysWhatImproved(Watcher):
    """Your `update` is True where the value improved, or where training is to go on, so a training
    loop would stop right at the best epoch so far. It should return whether training is to stop:
    True once the patience has run out.
    """

    def update(self, value, weights):
        super().update(value, weights)
        return self.waited == 0


class WaitsOneMore(Watcher):
    """Your class waits one update too long, so one more epoch is trained for nothing. Return True
    in the very update in which the number of updates waited reaches `patience`: test for
    `>= patience`, not for `> patience`.
    """

    def update(self, value, weights):
        super().update(value, weights)
        return self.waited > self.patience


class WaitsOneLess(Watcher):
    """Your class stops one update too soon, so it may give up just before the value improves. The
    update that improved is not one of the `patience` updates that are waited: the counter is 0
    there, and 1 in the update after it.
    """

    def update(self, value, weights):
        super().update(value, weights)
        return self.waited >= self.patience - 1


class FirstUpdateWaits(Watcher):
    """Your class counts the first update as one without improvement: its value is not better than
    the best one, which is that very value. So it gives up one update too soon where nothing
    improves at the start. The first update always improves; the waiting starts after it.
    """

    def update(self, value, weights):
        if self.best_value is None:
            self.keep(value, weights)
            self.best_epoch = 0
        return super().update(value, weights)


class ChecksBeforeLooking(Watcher):
    """Your class tests the patience before it looks at the new value, so it says stop one epoch too
    late. Look at the value first, update the counter, and compare it with `patience` after that, in
    the same update.
    """

    def update(self, value, weights):
        stop = self.waited >= self.patience
        if not stop:
            super().update(value, weights)
        return stop


IDEAS = (WaitsInTotal,)
OTHERS = (
    SaysNothing,
    SaysWhatImproved,
    WaitsOneMore,
    WaitsOneLess,
    FirstUpdateWaits,
    ChecksBeforeLooking,
)
