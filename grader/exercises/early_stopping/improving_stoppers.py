"""Wrong classes that take something else for an improvement.

The docstrings say what went wrong; the learner reads them.
"""

from grader.exercises.early_stopping.stoppers import Watcher


class ComparesWithThePrevious(Watcher):
    """Your class compares each value with the one of the update before. Any small dip of a noisy
    curve then counts as an improvement, and training goes on and on. Compare with the best value so
    far.
    """

    previous = None

    def improves(self, value):
        previous, self.previous = self.previous, value
        return previous is None or self.better(value, previous)


class TakesChangesForImprovements(Watcher):
    """Your class takes every change for an improvement, since the absolute value hides whether the
    value got better or worse. A value that gets worse then keeps the training going. Leave out the
    absolute value: an improvement is best - value > min_delta, or value - best > min_delta with
    mode="max".
    """

    def better(self, value, best):
        return abs(value - best) > self.min_delta


class CountsEqualValues(Watcher):
    """Your class takes a value that is better by exactly `min_delta` for an improvement, for
    example one that is equal to the best value. On a plateau it would then wait forever. Use `<`
    instead of `<=`, and `>` instead of `>=`.
    """

    def better(self, value, best):
        if self.mode == "min":
            return value <= best - self.min_delta
        return value >= best + self.min_delta


class IgnoresMinDelta(Watcher):
    """Your class ignores `min_delta`, so even the smallest improvement restarts the waiting and
    training goes on for crumbs. A value improves only where it is better than the best one by more
    than `min_delta`.
    """

    def better(self, value, best):
        return value < best if self.mode == "min" else value > best


class IgnoresMinDeltaOfMinima(Watcher):
    """Your class ignores `min_delta` where smaller values are better, so even the smallest
    improvement restarts the waiting and training goes on for crumbs. With mode="min", a value
    improves only where it is below best_value - min_delta.
    """

    def better(self, value, best):
        return value < best if self.mode == "min" else value > best + self.min_delta


class TurnsMinDeltaRound(Watcher):
    """`min_delta` has the wrong sign in your class: a value a little WORSE than the best one counts
    as an improvement. An improvement is below best - min_delta, or above best + min_delta with
    mode="max".
    """

    def better(self, value, best):
        if self.mode == "min":
            return value < best + self.min_delta
        return value > best - self.min_delta


class SubtractsMinDeltaFromMaxima(Watcher):
    """With mode="max", your class subtracts `min_delta` from the best value, so a value a little
    worse than the best one counts as an improvement. There the best value has to be exceeded: add
    `min_delta` to it.
    """

    def better(self, value, best):
        best = best - self.min_delta
        return value < best if self.mode == "min" else value > best


class DefaultMinDelta(Watcher):
    """Where no `min_delta` is given, your class asks for one all the same, and small steps do not
    count. The default is 0.0: then every value that is better than the best one improves.
    """

    def __init__(self, patience, min_delta=0.01, mode="min"):
        super().__init__(patience, min_delta, mode)


class BestCreeps(Watcher):
    """Your class moves the best value even where the improvement is too small to count. A slow but
    steady improvement then never counts, because each step is compared with the one just before it.
    Leave the best value as it is until it is exceeded by more than `min_delta`.
    """

    extreme = None

    def improves(self, value):
        extreme, choose = self.extreme, min if self.mode == "min" else max
        self.extreme = value if extreme is None else choose(value, extreme)
        return extreme is None or self.better(value, extreme)


class IgnoresMode(Watcher):
    """Your class ignores `mode`, so with an accuracy it takes the worst epoch for the best. With
    mode="max", a value improves when it is greater than best_value + min_delta.
    """

    def __init__(self, patience, min_delta=0.0, mode="min"):
        super().__init__(patience, min_delta)


class DefaultModeMax(Watcher):
    """Your class looks for maxima where nobody says so. The default of `mode` is "min": most of
    what is monitored is a loss, and smaller is better.
    """

    def __init__(self, patience, min_delta=0.0, mode="max"):
        super().__init__(patience, min_delta, mode)


class TurnsModeRound(Watcher):
    """The modes are exchanged in your class, so it takes the worst epoch for the best. With "min",
    as for a loss, smaller values are better; with "max", as for an accuracy, greater ones are.
    """

    def better(self, value, best):
        if self.mode == "max":
            return value < best - self.min_delta
        return value > best + self.min_delta


IDEAS = (
    ComparesWithThePrevious,
    TakesChangesForImprovements,
)
OTHERS = (
    CountsEqualValues,
    IgnoresMinDelta,
    IgnoresMinDeltaOfMinima,
    TurnsMinDeltaRound,
    SubtractsMinDeltaFromMaxima,
    DefaultMinDelta,
    BestCreeps,
    IgnoresMode,
    DefaultModeMax,
    TurnsModeRound,
)
