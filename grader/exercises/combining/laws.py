"""How numbers were drawn from a range, told from many of them, and in words."""

import numpy as np

from grader.criteria.chance import FALSE_ALARM, SIGMAS


def shares(range_, values):
    """Where values lie on their scale, from 0 at the low end to 1 at the high end."""
    scale, low, high = range_
    if scale == "log":
        values, low, high = np.log(np.maximum(values, 1e-99)), np.log(low), np.log(high)
    return (values - low) / (high - low)


def outside(shares_of_values):
    """Which values leave their range."""
    return ~((shares_of_values >= -1e-6) & (shares_of_values <= 1 + 1e-6))


def uniform(shares_of_values):
    """Whether shares may be uniform on [0, 1].

    A right answer is rejected less than once in 10^8: by the bound of Dvoretzky, Kiefer and
    Wolfowitz, by mean and variance within 6 sigma, and by what is left empty at either end.
    """
    ordered, n = np.sort(shares_of_values), len(shares_of_values)
    above = np.arange(1, n + 1) / n - ordered
    distance = max(above.max(), (1 / n - above).max())
    if not distance <= np.sqrt(np.log(2 / FALSE_ALARM) / (2 * n)):
        return False
    centered = ordered - 0.5
    if abs(centered.mean()) > SIGMAS * np.sqrt(1 / 12 / n):
        return False
    if abs(np.mean(centered**2) - 1 / 12) > SIGMAS * np.sqrt(1 / 180 / n):
        return False
    empty = -np.log(FALSE_ALARM) / n
    return ordered[0] < empty and ordered[-1] > 1 - empty


def flaw(range_, values):
    """What is wrong with how values are drawn, in a word or two; empty where nothing is."""
    scale, low, high = range_
    if np.all(values == np.round(values)):
        return "whole numbers"
    # In single precision two draws may be equal by chance, but not four.
    if len(np.unique(values)) < len(values) - 3:
        return "few values"
    if uniform(shares(range_, values)):
        return ""
    other = "linear" if scale == "log" else "log"
    if low > 0 and values.min() > 0 and uniform(shares((other, low, high), values)):
        return "uniform values" if scale == "log" else "uniform logarithms"
    return "another distribution"


def in_words(name, range_, values):
    """What was drawn from a range, for a learner whose draws have a flaw."""
    kind, different = flaw(range_, values), len(np.unique(values))
    if kind == "whole numbers":
        return f"whole numbers only for `{name}`, such as {values[0]:g}"
    if different == 1:
        return f"the same value of `{name}` in all {len(values)} trials"
    if kind == "few values":
        return f"only {different} different values of `{name}` in {len(values)} trials"
    own = shares(range_, values)
    outside = np.mean(np.abs(own - 0.5) > 0.5 + 1e-6)
    if outside:
        return f"{outside:.0%} of the draws of `{name}` outside of {range_[1]:g} to {range_[2]:g}"
    counts = np.histogram(own, [0, 0.25, 0.5, 0.75, 1])[0]
    parts = ", ".join(f"{count / len(own):.0%}" for count in counts)
    scale = "logarithmic scale" if range_[0] == "log" else "scale"
    return (
        f"{kind} for `{name}`: the four quarters of its {scale} get {parts} of the draws, where "
        "each should get about 25%"
    )
