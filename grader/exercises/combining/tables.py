"""The trials of a random search as a table, and what must hold of it."""

import numpy as np

from grader.criteria import holds, number
from grader.criteria.chance import SIGMAS, may_be_at_rate
from grader.criteria.sketch import Sketch
from grader.exercises.combining import laws

CHOICES = {"optimizer": ["adam", "sgd", None], "activation": ["relu", "tanh", "gelu"]}
NUMBERS = ("strength", "temperature", "width", "noise")


class Table:
    """Trials of a space with the names above.

    Parameters
    ----------
    space : dict
    trials : list of dict

    Attributes
    ----------
    numbers : dict of ndarray
    choices : dict of integer ndarray
        Places in the lists of choices, -1 for what is none of them.
    """

    def __init__(self, space, trials):
        self.space = space
        self.numbers = {name: _numbers([trial[name] for trial in trials], name) for name in NUMBERS}
        self.choices = {
            name: _places(choices, [trial[name] for trial in trials])
            for name, choices in CHOICES.items()
        }
        self.columns = [*self.numbers.values(), *self.choices.values()]
        self.size = len(trials)

    def follows_scale(self, scale):
        """Criterion: the numbers of all ranges of one scale are uniform on it."""
        names = [name for name in NUMBERS if self.space[name][0] == scale]
        flaws = {name: laws.flaw(self.space[name], self.numbers[name]) for name in names}
        sentence = {
            "log": 'The logarithm of a "log" range is uniform, and each trial draws it anew',
            "linear": 'A "linear" range gives uniform floats, and each trial draws them anew',
        }[scale]
        odd = next((name for name in names if flaws[name]), None)
        if odd is None:
            return holds(True, sentence)
        found = laws.in_words(odd, self.space[odd], self.numbers[odd])
        return holds(False, sentence, found, [odd, flaws[odd]]).drawn(self._picture(odd))

    def _picture(self, name):
        scale, *ends = self.space[name]
        values = self.numbers[name]
        words = f"{self.size} draws of {name}: all parts of the range should get equally many"
        if scale == "log":
            values, ends = np.log10(np.maximum(values, 1e-12)), np.log10(ends)
            words = words.replace("draws", "logarithms (base 10)")
        return Sketch("distribution", values, np.linspace(*ends, self.size), words)

    def within_range(self):
        """Criterion: no number leaves its range."""
        found, sides = "", {}
        for name, values in self.numbers.items():
            wrong = values[laws.outside(laws.shares(self.space[name], values))]
            sides[name] = tuple(np.unique(wrong > self.space[name][2]))
            if wrong.size and not found:
                found = f"{wrong[0]:.4g} for `{name}`, which is {_range(self.space[name])}"
        return holds(not found, "Every number lies between low and high", found, sides)

    def chooses_all(self):
        """Criterion: the choices of each list, all of the same length, come equally often."""
        counts = {
            name: np.bincount(self.choices[name] + 1, minlength=len(choices) + 1)[1:]
            for name, choices in CHOICES.items()
        }
        odd = [n for n, c in counts.items() if not may_be_at_rate(c, self.size, 1 / len(c))]
        together = sum(counts.values())
        if not may_be_at_rate(together, self.size * len(counts), 1 / len(together)):
            odd = odd or list(counts)
        found, evidence = "", {name: tuple(counts[name] == 0) for name in odd}
        if odd:
            pairs = zip(CHOICES[odd[0]], counts[odd[0]], strict=True)
            times = ", ".join(f"{choice!r} {count} times" for choice, count in pairs)
            found = f"{times} in {self.size} trials"
        return holds(not odd, "Every choice of a list comes equally often", found, evidence)

    def independent(self):
        """Criterion: no two names are correlated, nor is one with the trial before."""
        names, rows = self._standardized()
        limit = SIGMAS / np.sqrt(self.size)
        at_once = np.abs(rows @ rows.T) / self.size > limit
        pairs = [(names[i], names[j]) for i, j in np.argwhere(at_once) if names[i] < names[j]]
        later = np.abs(np.sum(rows[:, 1:] * rows[:, :-1], axis=1)) / self.size > limit
        found = ""
        if pairs:
            found = f"`{pairs[0][0]}` and `{pairs[0][1]}` that go together"
        elif later.any():
            found = f"`{names[later.argmax()]}` that depends on the trial before"
        sentence = "Each name of each trial is drawn independently of all the others"
        return holds(not found, sentence, found, (sorted(set(pairs)), tuple(later)))

    def _standardized(self):
        """Names, and a row for each: shares of numbers, and whether each choice was taken."""
        rows = [(n, np.clip(laws.shares(self.space[n], v), 0, 1)) for n, v in self.numbers.items()]
        for name, places in self.choices.items():
            rows += [(name, (places == i).astype(float)) for i in range(len(CHOICES[name]))]
        names, values = zip(*rows, strict=True)
        centered = np.array(values) - np.mean(values, axis=1, keepdims=True)
        spread = centered.std(axis=1, keepdims=True)
        return names, centered / np.where(spread > 0, spread, 1.0)

    def differs_from(self, other):
        """Criterion: two calls give other numbers, and other choices in another order."""
        numbers = [
            name
            for name in NUMBERS
            if np.isin(self.numbers[name], other.numbers[name]).mean() > 0.5
        ]
        choices = [
            name
            for name, places in self.choices.items()
            if len(np.unique(places)) > 1 and np.array_equal(places, other.choices[name])
        ]
        again = numbers + choices
        found = f"the same values of `{again[0]}` in both" if again else ""
        sentence = "Calls with different states of `rng` give different trials: there is no grid"
        return holds(not again, sentence, found, again)


def from_rng(first, again, other):
    """Criterion: two calls with the same state agree, and one with another state does not."""
    one, two, three = (table.columns for table in (first, again, other))
    sentence = "All randomness comes from `rng`: the same state gives the same trials"
    if not _same(one, two):
        return holds(False, sentence, "different trials in two calls with the same state")
    return holds(not _same(one, three), sentence, "the same trials from another state")


def _same(one, other):
    return all(np.array_equal(a, b) for a, b in zip(one, other, strict=True))


def _numbers(values, name):
    """Values as an array; to look closely at what is no float is what takes long."""
    return np.array([v if type(v) is float else number(v, f"`{name}`") for v in values])


def _places(choices, values):
    places = {choice: place for place, choice in enumerate(choices)}
    return np.array([places.get(v, -1) if isinstance(v, str | None) else -1 for v in values])


def _range(range_):
    scale, low, high = range_
    return f'("{scale}", {low:.3g}, {high:.3g})'
