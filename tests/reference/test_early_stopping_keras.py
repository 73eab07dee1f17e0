"""Early stopping as the callback of Keras does it, on the same curves."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.reference.early_stopping import EarlyStopper, stopping_epoch
from grader.reference.early_stopping_models import make_early_stopping

pytestmark = pytest.mark.slow

# Keras compares in single precision; sums of eighths are exact there.
EIGHTHS = st.integers(-40, 40).map(lambda n: n / 8)
CURVES = st.lists(EIGHTHS, min_size=1, max_size=25)
# Many epochs that improve by little, or by nothing.
SLOW_CURVES = st.lists(st.integers(-3, 2), min_size=1, max_size=25).map(
    lambda steps: list(np.cumsum(steps) / 8)
)
MIN_DELTAS = st.integers(0, 4).map(lambda n: n / 8)


class Weights:
    """What the callback needs of a model: weights that are the number of the epoch."""

    stop_training = False

    def __init__(self):
        self.weights = [np.array([-1.0])]

    def get_weights(self):
        return self.weights

    def set_weights(self, weights):
        self.weights = weights


def watch(callback, values):
    """Drive a callback through the epochs of a training, without any training.

    Returns
    -------
    tuple of (int, int, bool)
        The last epoch, the epoch of the weights in the end, and whether it asked to stop.
    """
    model = Weights()
    callback.set_model(model)
    callback.on_train_begin()
    for epoch, value in enumerate(values):
        model.weights = [np.array([float(epoch)])]
        callback.on_epoch_end(epoch, {"val_loss": value})
        if model.stop_training:
            break
    callback.on_train_end()
    return epoch, int(model.weights[0][0]), model.stop_training


@given(CURVES | SLOW_CURVES, st.integers(1, 6), MIN_DELTAS)
@settings(max_examples=300, deadline=None)
def test_epochs_are_counted_as_keras_counts_them(losses, patience, min_delta):
    """Does it stop in the same epoch, and go back to the same one?"""
    from keras.callbacks import EarlyStopping

    callback = EarlyStopping(patience=patience, min_delta=min_delta, restore_best_weights=True)
    last, best, _ = watch(callback, losses)
    assert stopping_epoch(np.array(losses), patience, min_delta) == (last, best)


@given(CURVES | SLOW_CURVES, st.integers(1, 6), MIN_DELTAS, st.sampled_from(["min", "max"]))
@settings(max_examples=300, deadline=None)
def test_the_class_says_stop_when_keras_does(values, patience, min_delta, mode):
    """In both modes: the same epoch, the same best value, the same weights?"""
    from keras.callbacks import EarlyStopping

    callback = EarlyStopping(
        patience=patience, min_delta=min_delta, mode=mode, restore_best_weights=True
    )
    last, best, stopped = watch(callback, values)
    stopper = EarlyStopper(patience, min_delta, mode)
    said = [stopper.update(values[epoch], [np.array([epoch])]) for epoch in range(last + 1)]
    assert said == [False] * last + [stopped]
    assert (stopper.best_epoch, stopper.best_value) == (best, callback.best)
    assert stopper.best_weights[0][0] == best


@given(CURVES, st.integers(1, 6))
@settings(max_examples=50, deadline=None)
def test_the_callback_restores_what_the_rule_calls_best(losses, patience):
    """Does `make_early_stopping` stop and restore as `stopping_epoch` says?"""
    last, best, _ = watch(make_early_stopping(patience), losses)
    assert (last, best) == stopping_epoch(np.array(losses), patience)
