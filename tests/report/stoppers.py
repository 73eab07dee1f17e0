"""Answers that are classes: right ones, and a copy that hides behind other attributes."""

import re

STUB = '''\
class EarlyStopper:
    """Says when to stop; remembers best_value, best_epoch and best_weights."""

    def __init__(self, patience, min_delta=0.0, mode="min"):
        raise NotImplementedError()

    def update(self, value, weights):
        """Take note of an epoch's value and weights (a list of arrays); True: stop training."""
        raise NotImplementedError()
'''

RIGHT = (
    """\
class EarlyStopper:
    def __init__(self, patience, min_delta=0.0, mode="min"):
        self.patience, self.min_delta = patience, min_delta
        self.sign = 1 if mode == "min" else -1
        self.epoch = -1
        self.best_value = self.best_epoch = self.best_weights = None

    def update(self, value, weights):
        self.epoch += 1
        first = self.best_epoch is None
        if first or self.sign * value < self.sign * self.best_value - self.min_delta:
            self.best_value, self.best_epoch = value, self.epoch
            self.best_weights = [array.copy() for array in weights]
        return self.epoch - self.best_epoch >= self.patience
""",
    """\
class EarlyStopper:
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
""",
    """\
class EarlyStopper:
    def __init__(self, patience, min_delta=0.0, mode="min"):
        self.patience = patience
        self.delta = min_delta
        self.mode = mode
        self.count = 0
        self.best_epoch = -1

    def update(self, value, weights):
        if self.best_epoch < 0:
            better = True
        elif self.mode == "max":
            better = value - self.best_value > self.delta
        else:
            better = self.best_value - value > self.delta
        if better:
            self.best_value = value
            self.best_epoch = self.count
            self.best_weights = [w.copy() for w in weights]
        self.count += 1
        return self.count - 1 - self.best_epoch >= self.patience
""",
)

COPIED = """\
class EarlyStopper:
    def __init__(self, patience, min_delta=0.0, mode="min"):
        self.tries = patience
        self.gap = abs(min_delta)
        self.seen = []
        self.flip = {"min": 1.0, "max": -1.0}[mode]
        self.lowest = float("inf")
        self.best_value, self.best_epoch, self.best_weights = None, 0, []

    def _lower(self, value):
        return self.lowest - value > self.gap or not self.seen

    def update(self, value, weights):
        signed = self.flip * value
        if self._lower(signed):
            self.lowest = signed
            self.best_value, self.best_epoch = value, len(self.seen)
            self.best_weights = list(map(np.array, weights))
        self.seen.append(signed)
        tail = self.seen[self.best_epoch + 1:]
        return len(tail) >= self.tries
"""

OTHERS = {
    "tries": "limit",
    "gap": "margin",
    "seen": "history",
    "flip": "turn",
    "lowest": "optimum",
    "_lower": "is_better",
}

DISGUISED = re.sub(r"\b(\w+)\b", lambda word: OTHERS.get(word[1], word[1]), COPIED)
"""The same with every attribute of its own called otherwise."""
