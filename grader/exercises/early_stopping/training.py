"""Asks for the callback of `make_early_stopping`, and lets it watch a training that is acted."""

import functools
from dataclasses import dataclass, replace

import numpy as np

from grader.criteria import Unacceptable
from grader.remote.models import to_plain_model
from grader.remote.plain import Handle, Model, Reused, describe
from grader.student import AnswerRaised, Student

PATIENCES = (4, 7, 8)
FALL = 12
"""Epochs in which the losses of `plain` fall: more than one may wish to skip at the start."""
STEP = 16.0
"""How much they fall in each: more than one may take for a crumb, or a whole patience."""
HOOKS = ("set_params", "set_model", "on_train_begin", "on_epoch_end", "on_train_end")
OTHERS = ("ReduceLROnPlateau", "ModelCheckpoint", "EarlyStopping")
"""Callbacks of Keras' own that are not to be acted with; an EarlyStopping has all that is asked."""
LONG = 11
"""A patience so great that one may wish to cap it."""
CREEP = 2.0**-20
"""How little other losses fall: Keras compares in single precision, in which this is exact."""


class Maker:
    """Asks for a callback; takes it out of a list.

    Attributes
    ----------
    in_a_list : bool
        Whether one came in a list.
    own : bool
        Whether it is no EarlyStopping of Keras' but a callback that the learner wrote.
    """

    def __init__(self, student):
        self._student = student
        self.in_a_list = self.own = False

    def __call__(self, patience):
        """The answer's callback, which stays where it is; Unacceptable where it is none."""
        callback = self._student(patience)
        if isinstance(callback, list | tuple) and [type(each) for each in callback] == [Handle]:
            self.in_a_list = True
            callback = self._student.at(callback[0].number, describe(callback[0]))
        wanted = "Expected a keras.callbacks.EarlyStopping"
        if not isinstance(callback, Student):
            advice = ": did you forget a return?" if callback is None else "."
            raise Unacceptable(f"{wanted}; got {describe(callback)}{advice}")
        self.own = not _has(callback, "monitor", "patience", "stopped_epoch")
        odd = callback.type_name in (*OTHERS, "type")
        if self.own and (odd or not _has(callback, *HOOKS)):
            raise Unacceptable(f"{wanted}; got {callback.words}.")
        return callback

    def stops(self, callback):
        """Whether the callback has stopped the training."""
        if not self.own:
            return bool(callback.member("stopped_epoch"))
        model = callback.member("model")
        told = isinstance(model, Model) and self._student.at(model.number).member("stop_training")
        return told is True


def _has(callback, *names):
    try:
        for name in names:
            callback.member(name)
    except AnswerRaised:
        return False
    return True


@dataclass
class Run:
    """What became of one training: until `last`, the epoch in which it was stopped (None: never).

    `epochs` are those whose weights the model has in the end, one for each array of weights.
    """

    words: str
    losses: list
    patience: int
    last: int | None
    epochs: tuple

    @property
    def right(self):
        """When it should have been stopped."""
        end = int(np.argmin(self.losses)) + self.patience
        return end if end < len(self.losses) else None

    @property
    def lowest(self):
        """The epoch of the lowest loss of those that were run."""
        return int(np.argmin(self.losses if self.last is None else self.losses[: self.last + 1]))


def plain(make, patiences, monitor):
    """Trainings whose losses rise and fall by much, after many epochs; the last is not stopped.

    What stops when it has waited for the losses to rise since the first epoch stops at no low one.
    """
    fall = [STEP * (FALL + 2 - epoch + 3 * (epoch in PATIENCES)) for epoch in range(FALL)]
    rise = [fall[-1] + STEP * epoch for epoch in range(1, max(patiences) + 3)]
    curves = [("that fall for long and then rise", patience, rise) for patience in patiences]
    curves.append(("that rise only in the last two epochs", max(patiences), rise[:2]))
    return [
        _run(make, words, [*fall, *rise], patience, monitor, layers=1 if number else 2)
        for number, (words, patience, rise) in enumerate(curves)
    ]


def fine(make, patience, monitor):
    """Trainings in which every epoch and the smallest of improvements decides.

    Some have a patience that is shorter, or longer, than one may think of.
    """
    little = 0.25 - CREEP * np.arange(patience + 1)
    waves = [64.0, *[72.0, 64.0, 68.0] * patience, 72.0, 68.0]
    curves = [
        ("that fall by very little", patience, [*little, *[0.5] * (patience + 1)]),
        ("that rise from the first epoch on", patience, _rising(patience)),
        ("that go up and down, never below the first one", patience, waves),
        *(("that rise from the first epoch on", each, _rising(each)) for each in (1, LONG)),
    ]
    return [_run(make, words, losses, each, monitor) for words, each, losses in curves]


def watches_val_loss(make, patience):
    """Whether a callback of the learner's own stops where nothing but val_loss rises."""
    return _run(make, "", _rising(patience), patience, "val_loss").last is not None


def _rising(patience):
    """Losses that rise from the first epoch on."""
    return [100.0 + epoch for epoch in range(patience + 3)]


def _run(make, words, losses, patience, monitor, layers=1):
    """Train with a callback of this patience.

    In each epoch all of the model's weights are the number of that epoch.
    """
    callback, model, last = make(patience), Reused(_model(0, layers)), None
    if make.own:
        callback.set_params({"epochs": len(losses), "steps": 1, "verbose": 0})
    callback.set_model(model)
    callback.on_train_begin({})
    for epoch, loss in enumerate(losses):
        callback.set_model(replace(model, values=_model(epoch, layers)))
        if make.own:
            callback.on_epoch_begin(epoch, {})
        logs = {"loss": 1 / (epoch + 1), "val_loss": float(loss)} | {monitor: float(loss)}
        callback.on_epoch_end(epoch, logs)
        if make.stops(callback):
            last = epoch
            break
    callback.on_train_end({})
    model = callback.member("model")
    if not isinstance(model, Model):
        raise Unacceptable(f"Its model has become {describe(model)}.")
    return Run(words, losses, patience, last, tuple(float(each.flat[0]) for each in model.weights))


def _model(weight, layers):
    described = _described(layers)
    return replace(described, weights=[np.full_like(each, weight) for each in described.weights])


@functools.cache
def _described(layers):
    """A model of one weight or, of more than one layer, with weights that are not trained."""
    import keras

    norm = keras.layers.BatchNormalization(center=False, scale=False)
    stack = [keras.layers.Dense(1, use_bias=False), norm][:layers]
    return to_plain_model(keras.Sequential([keras.Input((1,)), *stack]))
