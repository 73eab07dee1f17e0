"""Spellings of `make_early_stopping`."""

import numpy as np

from ..rewrite import Rewrite, spoken

STYLES = []


def style(function):
    """Register an answer."""
    STYLES.append(function)
    return function


def rewrites(exercise):
    """The spellings, for the one exercise that they answer."""
    for answer in STYLES if exercise.id == "make_early_stopping" else ():
        yield Rewrite(exercise, "reference", "callbacks", spoken(answer), answer)


def stopping(**settings):
    """Keras' callback."""
    import keras

    return keras.callbacks.EarlyStopping(**{"restore_best_weights": True} | settings)


SETTINGS = {
    "with_nothing_else": {},
    "with_a_monitor": {"monitor": "val_loss"},
    "in_mode_min": {"mode": "min"},
    "in_mode_auto": {"mode": "auto", "monitor": "val_loss"},
    "with_a_min_delta_of_0": {"min_delta": 0},
    "with_a_min_delta_of_0_as_a_float": {"min_delta": 0.0},
    "with_a_min_delta_of_minus_0": {"min_delta": -0.0},
    "that_tells": {"verbose": 1},
    "that_tells_more": {"verbose": 2},
    "that_tells_by_a_bool": {"verbose": True},
    "without_a_baseline": {"baseline": None},
    "from_epoch_0": {"start_from_epoch": 0},
    "restoring_by_an_integer": {"restore_best_weights": 1},
}


def _with_settings(name, settings):
    def answer(patience):
        return stopping(patience=patience, **settings)

    answer.__name__ = name
    return style(answer)


for _name, _settings in SETTINGS.items():
    _with_settings(_name, _settings)


@style
def with_a_numpy_integer(patience):
    return stopping(patience=np.int64(patience))


@style
def with_a_float(patience):
    return stopping(patience=float(patience))


@style
def by_position(patience):
    from keras.callbacks import EarlyStopping

    return EarlyStopping("val_loss", 0, patience, 0, "auto", None, True, 0)


@style
def of_tensorflow(patience):
    import tensorflow as tf

    return tf.keras.callbacks.EarlyStopping(patience=patience, restore_best_weights=True)


@style
def set_afterwards(patience):
    callback = stopping()
    callback.patience, callback.monitor = patience, "val_loss"
    return callback


@style
def a_subclass(patience):
    from keras.callbacks import EarlyStopping

    class Own(EarlyStopping):
        pass

    return Own(patience=patience, restore_best_weights=True)


@style
def a_subclass_with_its_own_defaults(patience):
    from keras.callbacks import EarlyStopping

    class Own(EarlyStopping):
        def __init__(self, epochs):
            super().__init__(monitor="val_loss", patience=epochs, restore_best_weights=True)

    return Own(patience)


@style
def a_subclass_that_prints(patience):
    from keras.callbacks import EarlyStopping

    class Own(EarlyStopping):
        def on_epoch_end(self, epoch, logs=None):
            print(f"epoch {epoch}: {logs}")
            super().on_epoch_end(epoch, logs)

        def on_train_end(self, logs=None):
            super().on_train_end(logs)
            print(f"best epoch: {self.best_epoch}")

    return Own(patience=patience, restore_best_weights=True)


@style
def a_subclass_that_keeps_a_history(patience):
    from keras.callbacks import EarlyStopping

    class Own(EarlyStopping):
        def on_train_begin(self, logs=None):
            super().on_train_begin(logs)
            self.history = []

        def on_epoch_end(self, epoch, logs=None):
            self.history.append((logs or {}).get("val_loss"))
            return super().on_epoch_end(epoch, logs)

    return Own(patience=patience, restore_best_weights=True)


@style
def the_same_at_each_call(patience, made={}):  # noqa: B006
    if patience not in made:
        made[patience] = stopping(patience=patience)
    return made[patience]
