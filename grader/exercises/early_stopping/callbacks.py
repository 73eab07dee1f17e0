"""Wrong answers to make_early_stopping: a callback with other settings, or something else."""

from grader.exercises.wrong import Wrong

wrong = Wrong()


def _wrong(name, message, make, about=""):
    def answer(patience):
        from keras import callbacks

        return make(callbacks, patience)

    answer.__name__ = name
    wrong(message, about)(answer)


def _restoring(callbacks, **settings):
    return callbacks.EarlyStopping(restore_best_weights=True, **settings)


_wrong(
    "keeps_the_last_weights",
    "The model is left with its last weights, which are `patience` epochs past the best ones. Pass "
    "restore_best_weights=True, whose default is False; a callback that you wrote yourself has to "
    "set the best weights at the end of training.",
    lambda callbacks, patience: callbacks.EarlyStopping(monitor="val_loss", patience=patience),
    "idea",
)


def _takes_equal_losses(callbacks, patience):
    class Stopper(callbacks.Callback):
        def on_train_begin(self, logs=None):
            self.best, self.waited, self.kept = float("inf"), 0, None

        def on_epoch_end(self, epoch, logs=None):
            if logs["val_loss"] <= self.best:
                self.best, self.waited = logs["val_loss"], 0
                self.kept = self.model.get_weights()
            else:
                self.waited += 1
                self.model.stop_training = self.waited >= patience

        def on_train_end(self, logs=None):
            self.model.set_weights(self.kept)

    return Stopper()


_wrong(
    "takes_equal_losses",
    "Your callback takes a loss that is equal to the best one for an improvement, so on a plateau "
    "it would wait forever. An epoch improves only where its loss is lower: use `<` instead of "
    "`<=`.",
    _takes_equal_losses,
)


def _compares_with_the_previous(callbacks, patience):
    class Stopper(callbacks.Callback):
        def on_train_begin(self, logs=None):
            self.previous, self.waited, self.kept = float("inf"), 0, None

        def on_epoch_end(self, epoch, logs=None):
            if logs["val_loss"] < self.previous:
                self.waited, self.kept = 0, self.model.get_weights()
            else:
                self.waited += 1
                self.model.stop_training = self.waited >= patience
            self.previous = logs["val_loss"]

        def on_train_end(self, logs=None):
            self.model.set_weights(self.kept)

    return Stopper()


_wrong(
    "compares_with_the_previous",
    "Your callback compares each loss with the one of the epoch before. Any small dip of a noisy "
    "curve then counts as an improvement, and training goes on and on. Compare with the best loss "
    "so far.",
    _compares_with_the_previous,
)
_wrong(
    "watches_the_training_loss",
    "Your callback watches the training loss, which goes on falling while the model overfits, so "
    "it never says stop. Only data that are not trained on show when to stop: "
    'monitor="val_loss".',
    lambda callbacks, patience: _restoring(callbacks, monitor="loss", patience=patience),
    "idea",
)
_wrong(
    "watches_the_training_accuracy",
    "Your callback watches the accuracy on the training data, which goes on rising while the model "
    "overfits, so it says stop far too late. Only data that are not trained on show when to stop: "
    'monitor="val_loss".',
    lambda callbacks, patience: _restoring(callbacks, monitor="accuracy", patience=patience),
    "idea",
)
_wrong(
    "watches_the_accuracy",
    "Your callback watches the validation accuracy. That sees only whether an answer is right, not "
    "how sure the model is of it, so it moves in steps and may miss where overfitting begins. The "
    'validation loss sees both: monitor="val_loss".',
    lambda callbacks, patience: _restoring(callbacks, monitor="val_accuracy", patience=patience),
    "idea",
)
for _monitor in ("val_acc", "validation_loss", "loss_val"):
    _wrong(
        f"watches_{_monitor}",
        f"Keras logs no quantity called {_monitor} here. Your callback waits for a number that "
        "never comes, so it can neither stop the training nor tell which weights are the best. The "
        'name is val_loss: monitor="val_loss".',
        lambda callbacks, patience, monitor=_monitor: _restoring(
            callbacks, monitor=monitor, patience=patience
        ),
    )
_wrong(
    "patience_for_the_monitor",
    "The patience stands where the monitor belongs, because the first argument of EarlyStopping is "
    "the quantity to watch. Name the arguments, and their order no longer matters: "
    "patience=patience.",
    lambda callbacks, patience: _restoring(callbacks, monitor=patience),
)
_wrong(
    "patience_for_min_delta",
    "The patience stands where min_delta belongs, the second argument. So only a huge fall of the "
    "loss counts as an improvement, and the patience itself stays 0. Name the arguments: "
    "patience=patience.",
    lambda callbacks, patience: _restoring(callbacks, min_delta=patience),
)
_wrong(
    "without_patience",
    "The patience is not passed on. Its default of 0 stops at the first epoch that is no better, "
    "which on a noisy curve comes very soon. Pass patience=patience.",
    lambda callbacks, patience: _restoring(callbacks),
)
_wrong(
    "defaults_alone",
    "Neither the patience nor restore_best_weights is set. With the defaults, training stops at "
    "the first epoch that is no better, and the model keeps the weights of that epoch. Pass "
    "patience=patience and restore_best_weights=True.",
    lambda callbacks, patience: callbacks.EarlyStopping(monitor="val_loss"),
)
for _number in (3, 5, 10):
    _wrong(
        f"always_{_number}",
        f"The patience is always {_number}, whatever is passed in, so nobody who calls your "
        "function can choose it. Pass on the argument: patience=patience.",
        lambda callbacks, patience, number=_number: _restoring(callbacks, patience=number),
    )
_wrong(
    "another_patience_and_the_last_weights",
    "The patience is always 5, whatever is passed in, and restore_best_weights is not set, so the "
    "model keeps its last weights. Pass patience=patience and restore_best_weights=True.",
    lambda callbacks, patience: callbacks.EarlyStopping(patience=5),
)
_wrong(
    "waits_one_more",
    "Your patience is one too great, so one more epoch is trained for nothing. Keras already stops "
    "when `patience` epochs in a row have not improved: pass the number on as it is.",
    lambda callbacks, patience: _restoring(callbacks, patience=patience + 1),
)
_wrong(
    "waits_one_less",
    "Your patience is one too small, so training gives up one epoch too soon. Keras already stops "
    "when `patience` epochs in a row have not improved: pass the number on as it is.",
    lambda callbacks, patience: _restoring(callbacks, patience=patience - 1),
)
_wrong(
    "looks_for_the_maximum",
    'With mode="max" your callback waits for the loss to rise, so it restores the worst epoch. A '
    'loss is better the lower it is: use mode="min", or leave the mode out.',
    lambda callbacks, patience: _restoring(callbacks, patience=patience, mode="max"),
)
_wrong(
    "looks_for_the_maximum_and_keeps_the_last_weights",
    'With mode="max" your callback waits for the loss to rise, although a loss is better the lower '
    "it is, and restore_best_weights is not set, so the model keeps its last weights. Leave out "
    "the mode and pass restore_best_weights=True.",
    lambda callbacks, patience: callbacks.EarlyStopping(patience=patience, mode="max"),
)
_wrong(
    "with_min_delta",
    "You set a min_delta that the exercise does not ask for, so small improvements no longer "
    "count, and training may stop while the loss still falls slowly. Leave it at its default of 0.",
    lambda callbacks, patience: _restoring(callbacks, patience=patience, min_delta=0.01),
    "slip",
)
for _start in (2, 5, 10):
    _wrong(
        f"starts_in_epoch_{_start}",
        "You set a start_from_epoch that the exercise does not ask for, so the first epochs are "
        "not looked at, and the best one may be among them. Leave it out.",
        lambda callbacks, patience, start=_start: _restoring(
            callbacks, patience=patience, start_from_epoch=start
        ),
        "slip",
    )
_wrong(
    "with_a_baseline",
    "You set a baseline that the exercise does not ask for. Until the loss is below it, the "
    "waiting never starts over, however much the loss improves. Leave it out.",
    lambda callbacks, patience: _restoring(callbacks, patience=patience, baseline=1.0),
)
_wrong(
    "a_checkpoint",
    "ModelCheckpoint writes the best model to a file, but it neither stops the training nor brings "
    "the best weights back. Use keras.callbacks.EarlyStopping, which does both.",
    lambda callbacks, patience: callbacks.ModelCheckpoint("best.keras", save_best_only=True),
)
_wrong(
    "a_smaller_learning_rate",
    "ReduceLROnPlateau has a patience as well, but when it runs out, it lowers the learning rate "
    "and trains on. To stop there instead, use keras.callbacks.EarlyStopping.",
    lambda callbacks, patience: callbacks.ReduceLROnPlateau(patience=patience),
)
_wrong(
    "in_a_list",
    "Your function returns a list with the callback in it. `fit` takes a list, since there may be "
    "several callbacks, but this function is to return the callback itself.",
    lambda callbacks, patience: [_restoring(callbacks, patience=patience)],
    "slip",
)
