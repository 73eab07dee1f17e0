"""The callback of Keras, set so that it goes back to the best weights."""

from dataclasses import replace

import numpy as np

from grader.criteria import holds
from grader.exercise import exercise
from grader.exercises.early_stopping import callbacks
from grader.exercises.early_stopping.pictures import runs
from grader.exercises.early_stopping.training import PATIENCES, Maker, fine, plain, watches_val_loss
from grader.reference import early_stopping_models as reference

LOSSES = ("loss", "val_loss")
ACCURACIES = ("accuracy", "val_accuracy")
"""The quantities that Keras logs while it trains with accuracy as a metric."""


@exercise(
    reference=reference.make_early_stopping,
    points=2,
    hints=(
        "keras.callbacks.EarlyStopping takes the patience as an argument. Which quantity should it "
        "watch: one of the training data, or one of data that are not trained on?",
        "When training stops, `patience` epochs have gone by since the best one. Look in the "
        "documentation for the argument that brings its weights back: by default it is off.",
    ),
)
def make_early_stopping(student, rng):
    """A keras.callbacks.EarlyStopping on val_loss that restores the best weights."""
    patiences = [int(patience) for patience in rng.permutation(PATIENCES)[:2]]
    make = Maker(student)
    monitor = _monitor(make, patiences[0])
    odd = "val_loss rises and nothing happens" if make.own else f"monitor={monitor!r}"
    unknown = "" if monitor in LOSSES + ACCURACIES else ", which Keras does not log"
    yield (
        holds(
            monitor == "val_loss",
            "It monitors val_loss",
            f"{odd}{unknown}",
            str(monitor),
        )
        .worth(4)
        .as_idea()
    )
    sentence = "It is the callback itself, which goes into the list that `fit` takes"
    yield holds(not make.in_a_list, sentence, "a list with the callback in it").worth(4)
    yield from (_driven if monitor in LOSSES else _by_settings)(make, patiences, monitor)


def _monitor(make, patience):
    """What the callback monitors; a callback of the learner's own shows it by what it does."""
    callback = make(patience)
    if not make.own:
        return callback.member("monitor")
    return "val_loss" if watches_val_loss(make, patience) else "loss"


def _driven(make, patiences, monitor):
    """Criteria on how it behaves with some losses."""
    trainings = plain(make, patiences, monitor)
    sentence = "At the end, whether it stopped early or not, the model has its best weights again"
    epochs = tuple(run.epochs for run in trainings)
    yield _restored(trainings, sentence, epochs).worth(5).as_idea()
    sentence = (
        "It stops when the monitored quantity has not improved for `patience` epochs in a row"
    )
    yield _stopped(trainings, sentence, tuple(run.last for run in trainings)).worth(7)
    trainings = fine(make, max(patiences), monitor)
    sentence = "Every epoch counts, and every improvement, however small"
    # The weights tell which losses an own callback took for the best.
    evidence = tuple((run.last, run.epochs) for run in trainings)
    yield _stopped(trainings, sentence, evidence).worth(4)


def _restored(trainings, sentence, evidence):
    """Criterion: each model has the weights of its lowest loss again."""
    for run in trainings:
        if any(epoch != run.lowest for epoch in run.epochs):
            one, *more = sorted(set(run.epochs))
            has = f"the weights of epoch {one:g}"
            has += "".join(f", some of epoch {other:g}," for other in more)
            has += f" for losses {run.words}"
            criterion = holds(False, sentence, f"{has}; the best is {run.lowest}", evidence)
            return replace(criterion, call=_call(run))
    return holds(True, sentence)


def _call(run):
    return f"make_early_stopping({run.patience})"


def _stopped(trainings, sentence, evidence):
    """Criterion: each training was stopped when it should have been."""
    for run in trainings:
        if run.last != run.right:
            came, wanted = _stop(run.last), _stop(run.right)
            found = (
                f"{came} with patience {run.patience} for losses {run.words}, where {wanted} is "
            )
            found += "right"
            ends = [np.nan if end is None else end for end in (run.last, run.right)]
            words = f"Both lines are the losses. Yours ends with {came}, the right one with "
            sketch = runs(np.array(run.losses), *ends, f"{words}{wanted}.")
            criterion = holds(False, sentence, found, evidence).drawn(sketch)
            return replace(criterion, call=_call(run))
    return holds(True, sentence)


def _stop(epoch):
    return "no stop" if epoch is None else f"a stop in epoch {epoch}"


def _by_settings(make, patiences, monitor):
    """As many criteria on its settings: Keras may not know whether less of a quantity is better."""
    made = [make(patience) for patience in patiences]
    restores, mode = made[0].member("restore_best_weights"), made[0].member("mode")
    passed = bool(restores) and not (monitor in ACCURACIES and mode == "min")
    found = f"restore_best_weights={restores!r} and mode={mode!r}"
    sentence = "It is set to bring back the best weights"
    yield holds(passed, sentence, found, (bool(restores), str(mode))).worth(5).as_idea()
    found = [callback.member("patience") for callback in made]
    sentence = "Its patience is the one that is passed in"
    told = f"patience={found[0]!r} for {patiences[0]} and {found[1]!r} for {patiences[1]}"
    yield holds(found == patiences, sentence, told, tuple(found)).worth(7)
    names = ("min_delta", "start_from_epoch", "baseline")
    settings = {name: made[0].member(name) for name in names}
    told = " and ".join(f"{name}={value!r}" for name, value in settings.items() if value)
    sentence = "It is set to count every epoch, and every improvement"
    yield holds(not told, sentence, told, told).worth(4)


callbacks.wrong.teach(make_early_stopping)


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


@make_early_stopping.alternative
def a_callback_of_its_own(patience):
    import keras

    class Stopper(keras.callbacks.Callback):
        def on_train_begin(self, logs=None):
            self.best = float("inf")

        def on_epoch_end(self, epoch, logs=None):
            if logs["val_loss"] < self.best:
                self.best, self.best_epoch = logs["val_loss"], epoch
                self.best_weights = self.model.get_weights()
            elif epoch - self.best_epoch >= patience:
                self.model.stop_training = True

        def on_train_end(self, logs=None):
            self.model.set_weights(self.best_weights)

    return Stopper()
