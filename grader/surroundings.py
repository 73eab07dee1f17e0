"""Settings of the whole process that a learner may have changed, and that no verdict depends on.

A check runs under settings of its own; while the answer is called, Keras' are the learner's again.
"""

import contextlib
import sys
import warnings
from dataclasses import dataclass

import numpy as np

_learners = []
"""What the learner's settings were when each check that is running began."""


@dataclass(frozen=True)
class KerasSettings:
    """What Keras takes from global state when a layer or a model is made."""

    policy: object = "float32"
    floatx: str = "float32"
    data_format: str = "channels_last"

    @classmethod
    def now(cls):
        """Those in force; the defaults where Keras is not imported yet."""
        config = _keras_config()
        if config is None:
            return cls()
        return cls(config.dtype_policy(), config.floatx(), config.image_data_format())

    def apply(self):
        """Put them in force, where Keras is imported."""
        config = _keras_config()
        if config is None:
            return
        config.set_floatx(self.floatx)
        config.set_dtype_policy(self.policy)
        config.set_image_data_format(self.data_format)


def _keras_config():
    return getattr(sys.modules.get("keras"), "config", None)


@contextlib.contextmanager
def of_checks():
    """Run a check: NumPy's and Keras' defaults, and no warnings of its own arithmetic."""
    _learners.append(KerasSettings.now())
    KerasSettings().apply()
    try:
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")
            yield
    finally:
        _learners.pop().apply()


@contextlib.contextmanager
def of_learner():
    """Call an answer: Keras as the learner set it, also where the answer sets it; no NumPy traps.

    In a process where no check runs, all stays as it is.
    """
    with np.errstate(divide="warn", over="warn", under="ignore", invalid="warn"):
        if not _learners:
            yield
            return
        _learners[-1].apply()
        try:
            yield
        finally:
            if _keras_config() is not None:  # which the answer may have imported
                _learners[-1] = KerasSettings.now()
                KerasSettings().apply()
