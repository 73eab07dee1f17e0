"""An experiment of a lesson, declared once: the lesson runs it, the audit asks how far it holds.

A conclusion that was found with one training budget and one initialization may be about these and
not about what it says. So each experiment names the other conditions under which it is run again,
and each conclusion says where it is known not to hold.

References
----------
Godbole and others, *Deep Learning Tuning Playbook* (2023): a comparison is fair when what is not
compared is tuned anew for each arm.
"""

from dataclasses import dataclass, field

import numpy as np

from grader.lab.statistics import half_width

HOLDS, TURNS, OPEN = "holds", "turns", "open"

TRAINING = {
    "3 x the steps": {"steps": 3},
    "10 x the steps": {"steps": 10},
    "Glorot": {"initializer": "glorot"},
    "each arm's own rate": {"tuned": True},
    "MNIST-1D": {"data": "mnist1d"},
}
"""The conditions of an experiment that trains networks with He's initialization on digits."""


@dataclass(frozen=True)
class Conclusion:
    """What a lesson concludes from an experiment.

    Parameters
    ----------
    sentence : str
        What holds, whole.
    contrast : callable
        ``contrast(result)`` gives one number a seed, on average positive where it holds.
    quote : str
        Words of the lesson that say it, with the range over which it holds.
    exceptions : dict of str to str
        Conditions under which it is known to turn round (`TURNS`) or to be undecided (`OPEN`).
    """

    sentence: str
    contrast: object
    quote: str
    exceptions: dict = field(default_factory=dict)

    def expected(self, condition):
        """What is known of it under a condition."""
        return self.exceptions.get(condition, HOLDS)


class Experiment:
    """A function that runs an experiment, and what is concluded from its result.

    Parameters
    ----------
    function : callable
        All its parameters have defaults: the lesson's.
    conditions : dict of str to dict
        By name, the arguments with which the audit runs it again.
    """

    def __init__(self, function, conditions):
        self.function, self.conditions, self.conclusions = function, conditions, []
        self.__name__, self.__doc__ = function.__name__, function.__doc__
        self.__module__, self.__wrapped__ = function.__module__, function

    def __call__(self, *args, **options):
        return self.function(*args, **options)

    @property
    def topic(self):
        """Folder of the lesson's laboratory, such as ``overfitting``."""
        return self.__module__.split(".")[2]

    def concludes(self, sentence, quote, exceptions=None):
        """Register a contrast as one conclusion (see `Conclusion`)."""

        def register(contrast):
            self.conclusions.append(Conclusion(sentence, contrast, quote, exceptions or {}))
            return contrast

        return register


def experiment(conditions):
    """Make an `Experiment` of a function (see there).

    Examples
    --------
    >>> @experiment(TRAINING)  # doctest: +SKIP
    ... def width(units=(16, 256), steps=1, initializer="he", tuned=False, data="digits"):
    ...     ...
    >>> @width.concludes("Wide beats narrow", quote="the wider network wins")  # doctest: +SKIP
    ... def _(result):
    ...     return result[256] - result[16]
    """
    return lambda function: Experiment(function, conditions)


def verdict(differences):
    """What differences over seeds say of a conclusion: `HOLDS`, `TURNS` or `OPEN`.

    Parameters
    ----------
    differences : ndarray, shape (seeds,)
        A conclusion holds where they are positive beyond their 95 % interval. A single number, for
        what is exact, counts by its sign.

    Returns
    -------
    mean, half_width : float
    verdict : str
    """
    differences = np.atleast_1d(np.asarray(differences, dtype=float))
    mean = float(differences.mean())
    half = float(half_width(differences)) if differences.size > 1 else 0.0
    if not np.isfinite(mean) or abs(mean) <= half:
        return mean, half, OPEN
    return mean, half, HOLDS if mean > 0 else TURNS
