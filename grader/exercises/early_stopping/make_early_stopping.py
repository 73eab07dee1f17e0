"""The callback of Keras, set so that it goes back to the best weights."""

import functools
from dataclasses import replace

import numpy as np

from grader.criteria import Unacceptable, holds
from grader.exercise import exercise
from grader.reference import early_stopping_models as reference
from grader.remote.models import to_plain_model
from grader.remote.plain import Model, Reused, describe
from grader.student import AnswerRaised, Student

# Keras compares in single precision, in which these still are exact.
CREEP = 2.0**-20


@exercise(
    reference=reference.make_early_stopping,
    points=2,
    hints=(
        "keras.callbacks.EarlyStopping has the patience among its arguments. Which quantity should "
        "it watch: one of the training data, or one of data that is not trained on?",
        "When training stops, `patience` epochs have gone by since the best one. Look in the "
        "documentation for the argument that brings its weights back: its default does not.",
    ),
)
def make_early_stopping(student, rng):
    """A keras.callbacks.EarlyStopping on val_loss that restores the best weights."""
    patience = int(rng.choice([7, 8, 12]))
    monitor = _guarded(student(patience)).member("monitor")
    watches = monitor == "val_loss"
    found = f"yours monitors {describe(monitor)}"
    yield holds(watches, "It monitors val_loss", found, str(monitor)).worth(2)
    stops = "It stops after `patience` epochs in a row in which val_loss did not fall"
    restores = "When training ends, stopped early or not, the model has its best weights again"
    if watches:
        yield from _driven(student, patience, stops, restores)
    else:
        yield holds(False, stops, found).worth(4)
        yield holds(False, restores, found).worth(4)


def _guarded(callback):
    """The answer, which stays where it is; Unacceptable where it is no EarlyStopping."""
    wanted = "Expected a keras.callbacks.EarlyStopping"
    if not isinstance(callback, Student):
        advice = ": did you forget a return?" if callback is None else "."
        raise Unacceptable(f"{wanted}; got {describe(callback)}{advice}")
    try:
        for name in ("monitor", "patience", "stopped_epoch"):
            callback.member(name)
    except AnswerRaised:
        raise Unacceptable(f"{wanted}; got {callback.words}.") from None
    return callback


def _driven(student, patience, stops, restores):
    """Criteria on how it behaves with some validation losses."""
    little = 0.25 - CREEP * np.arange(patience + 1)
    curves = {
        "that fall by very little": [*little, *[0.5] * (patience + 1)],
        "that rise from the first epoch on": [100.0 + epoch for epoch in range(patience + 3)],
        "that do not keep it waiting long": [3.0, 1.0, 2.0],
    }
    ends = [_train(_guarded(student(patience)), losses) for losses in curves.values()]
    lasts, epochs = (tuple(each) for each in zip(*ends, strict=True))
    wrong = restored = ""
    for (words, losses), (last, epoch) in zip(curves.items(), ends, strict=True):
        best = int(np.argmin(losses))
        if last != (best + patience if best + patience < len(losses) else -1):
            said = "never stops" if last < 0 else f"stops in epoch {last}"
            wrong = wrong or f"with patience {patience}, for losses {words}, yours {said}"
        if epoch != np.argmin(losses if last < 0 else losses[: last + 1]):
            restored = restored or f"for losses {words} it has those of epoch {epoch:g}"
    yield holds(not wrong, stops, wrong, lasts).worth(4)
    yield holds(not restored, restores, restored, epochs).worth(4)


def _train(callback, losses):
    """The epoch in which it stops (-1: never), and which epoch's weights the model has in the end.

    In each epoch the model's one weight is the number of that epoch.
    """
    model, last = Reused(_model(0)), -1
    callback.set_model(model)
    callback.on_train_begin({})
    for epoch, loss in enumerate(losses):
        callback.set_model(replace(model, values=_model(epoch)))
        callback.on_epoch_end(epoch, {"loss": 1 / (epoch + 1), "val_loss": float(loss)})
        if callback.member("stopped_epoch"):
            last = epoch
            break
    callback.on_train_end({})
    model = callback.member("model")
    if not isinstance(model, Model):
        raise Unacceptable(f"Its model has become {describe(model)}.")
    return last, float(model.weights[0][0, 0])


def _model(weight):
    return replace(_described(), weights=[np.full((1, 1), weight, dtype="float32")])


@functools.cache
def _described():
    import keras

    layers = [keras.Input((1,)), keras.layers.Dense(1, use_bias=False)]
    return to_plain_model(keras.Sequential(layers))


def _wrong(name, message, make):
    def answer(patience):
        from keras import callbacks

        return make(callbacks, patience)

    answer.__name__ = name
    make_early_stopping.mistake(message)(answer)


def _restoring(callbacks, **settings):
    return callbacks.EarlyStopping(restore_best_weights=True, **settings)


_wrong(
    "keeps_the_last_weights",
    "restore_best_weights is not set: the model is left with weights that are `patience` epochs "
    "past the best ones.",
    lambda callbacks, patience: callbacks.EarlyStopping(monitor="val_loss", patience=patience),
)
_wrong(
    "watches_the_training_loss",
    "It watches the training loss, which goes on falling while the model overfits: val_loss shows "
    "when to stop.",
    lambda callbacks, patience: _restoring(callbacks, monitor="loss", patience=patience),
)
_wrong(
    "watches_the_accuracy",
    "It watches the accuracy; val_loss was asked for, which also sees how sure the model is.",
    lambda callbacks, patience: _restoring(callbacks, monitor="val_accuracy", patience=patience),
)
_wrong(
    "watches_the_training_accuracy",
    "It watches the accuracy on the training data, which goes on rising while the model overfits: "
    "val_loss shows when to stop.",
    lambda callbacks, patience: _restoring(callbacks, monitor="accuracy", patience=patience),
)
for _monitor in ("val_acc", "validation_loss", "loss_val"):
    _wrong(
        f"watches_{_monitor}",
        f"No quantity is called {_monitor}, and Keras only warns of it: the callback would never "
        "stop. It is val_loss.",
        lambda callbacks, patience, monitor=_monitor: _restoring(
            callbacks, monitor=monitor, patience=patience
        ),
    )
_wrong(
    "patience_for_the_monitor",
    "The patience stands where the monitor belongs: the first argument is the quantity to watch. "
    "Name them, patience=patience.",
    lambda callbacks, patience: _restoring(callbacks, monitor=patience),
)
_wrong(
    "patience_for_min_delta",
    "The patience stands where min_delta belongs, the second argument, so that hardly anything "
    "counts as an improvement, and the patience is 0. Name it, patience=patience.",
    lambda callbacks, patience: _restoring(callbacks, min_delta=patience),
)
_wrong(
    "without_patience",
    "The patience is not passed on; its default of 0 stops at the first epoch that is no better.",
    lambda callbacks, patience: _restoring(callbacks),
)
_wrong(
    "defaults_alone",
    "Neither the patience nor restore_best_weights is set.",
    lambda callbacks, patience: callbacks.EarlyStopping(monitor="val_loss"),
)
_wrong(
    "always_five",
    "The patience is 5, whatever is handed in.",
    lambda callbacks, patience: _restoring(callbacks, patience=5),
)
_wrong(
    "always_ten",
    "The patience is 10, whatever is handed in.",
    lambda callbacks, patience: _restoring(callbacks, patience=10),
)
_wrong(
    "another_patience_and_the_last_weights",
    "The patience is 5, whatever is handed in, and restore_best_weights is not set.",
    lambda callbacks, patience: callbacks.EarlyStopping(patience=5),
)
_wrong(
    "waits_one_more",
    "The patience is one too great: Keras counts just so that it is `patience`.",
    lambda callbacks, patience: _restoring(callbacks, patience=patience + 1),
)
_wrong(
    "waits_one_less",
    "The patience is one too small: Keras counts just so that it is `patience`.",
    lambda callbacks, patience: _restoring(callbacks, patience=patience - 1),
)
_wrong(
    "looks_for_the_maximum",
    'mode="max" waits for a loss to rise; it is to fall, which the default, "auto", finds out.',
    lambda callbacks, patience: _restoring(callbacks, patience=patience, mode="max"),
)
_wrong(
    "looks_for_the_maximum_and_keeps_the_last_weights",
    'mode="max" waits for a loss to rise, and restore_best_weights is not set.',
    lambda callbacks, patience: callbacks.EarlyStopping(patience=patience, mode="max"),
)
_wrong(
    "with_min_delta",
    "There is a min_delta that nobody asked for: small improvements do not count any more.",
    lambda callbacks, patience: _restoring(callbacks, patience=patience, min_delta=0.01),
)
for _start in (2, 5, 10):
    _wrong(
        f"starts_in_epoch_{_start}",
        "There is a start_from_epoch that nobody asked for: the first epochs are not looked at.",
        lambda callbacks, patience, start=_start: _restoring(
            callbacks, patience=patience, start_from_epoch=start
        ),
    )
_wrong(
    "with_a_baseline",
    "There is a baseline that nobody asked for: as long as it is not reached, nothing counts as an "
    "improvement.",
    lambda callbacks, patience: _restoring(callbacks, patience=patience, baseline=1.0),
)
_wrong(
    "a_checkpoint",
    "A ModelCheckpoint writes the best model into a file; it neither stops training nor goes back.",
    lambda callbacks, patience: callbacks.ModelCheckpoint("best.keras", save_best_only=True),
)
_wrong(
    "a_smaller_learning_rate",
    "ReduceLROnPlateau has a patience, too, but it makes the learning rate smaller and trains on.",
    lambda callbacks, patience: callbacks.ReduceLROnPlateau(patience=patience),
)
_wrong(
    "in_a_list",
    "It is a list with the callback in it: return the callback; the list is made for `fit`.",
    lambda callbacks, patience: [_restoring(callbacks, patience=patience)],
)
_wrong(
    "the_class_itself",
    "It is the class: call it with its settings, so that there is a callback.",
    lambda callbacks, patience: callbacks.EarlyStopping,
)


@make_early_stopping.alternative
def by_position(patience):
    import keras

    return keras.callbacks.EarlyStopping("val_loss", 0, patience, 1, "min", None, True)


@make_early_stopping.alternative
def a_subclass(patience):
    import keras

    class Patient(keras.callbacks.EarlyStopping):
        def __init__(self, patience, **settings):
            super().__init__(patience=patience, **settings)

        def on_epoch_end(self, epoch, logs=None):
            super().on_epoch_end(epoch, logs)
            if self.model.stop_training:
                print(f"stopped in epoch {epoch}")

    return Patient(patience, restore_best_weights=True)


@make_early_stopping.alternative
def from_tensorflow(patience):
    import tensorflow as tf

    settings = {"monitor": "val_loss", "min_delta": 0.0, "restore_best_weights": True}
    return tf.keras.callbacks.EarlyStopping(patience=np.int64(patience), **settings)


@make_early_stopping.alternative
def set_afterwards(patience):
    from keras.callbacks import EarlyStopping

    callback = EarlyStopping()
    callback.patience = patience
    callback.restore_best_weights = True
    return callback
