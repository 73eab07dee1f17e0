"""A script that stops when the TRAINING loss no longer falls."""

import functools
from dataclasses import replace

import numpy as np

from grader.criteria import Unacceptable, holds
from grader.exercise import exercise
from grader.reference import clinic_models as reference
from grader.remote.models import to_plain_model
from grader.remote.plain import Model, describe

# One epoch, of one batch, moves the logits this far from each other: Adam's first steps are all of
# its learning rate, 0.01, one logit up and the other down.
EPOCH = 0.02
LAST = 60


@exercise(
    reference=reference.clinic_early_stopping,
    points=2,
    weights=(3, 5, 4),
    hints=(
        "Which loss does the callback watch, and can that loss ever tell that the model has begun "
        "to learn its training images by heart?",
        "`fit` computes a validation loss only where it is given validation data, and x_val and "
        "y_val are at hand.",
        "When training stops, several epochs have gone by since the best one. Which weights does "
        "the model have then?",
    ),
)
def clinic_early_stopping(student, rng):
    """Train until the loss on (x_val, y_val) rises; return the model with its best weights."""
    shares = [rng.integers(lowest, lowest + 2) / 100 for lowest in (54, 58)]
    right = np.array([np.log(share / (1 - share)) for share in shares])
    got = np.array([_trained(student, share) for share in shares])
    late = (got - right) / EPOCH
    # No epoch ends just where the validation loss is least: half of one lies in between.
    best = np.abs(late) < 0.65
    found = _in_words(late, got)
    yield holds(np.all(got > 0.5 * EPOCH), "The model is trained", found, found).worth(3)
    sentence = "How long it trains follows from the validation loss"
    follows = np.all(best) or (np.ptp(late) < 3 and np.all(np.abs(late) < 30) and min(got) > EPOCH)
    yield holds(follows, sentence, found, found).worth(5)
    sentence = "It comes back with the weights at which the validation loss was least"
    yield holds(np.all(best), sentence, found, found).worth(4)


def _trained(student, share):
    """By how much the trained model prefers the first class, in logits.

    All inputs are alike. All training labels are of the first class, so that the training loss
    falls for ever; of the validation labels, a share is, and the best model says just that share.
    """
    first = round(100 * share)
    x_train, x_val = (np.ones((n, 1), dtype="float32") for n in (16, 100))
    y_val = np.repeat([0, 1], [first, 100 - first])
    returned = student(_model(), x_train, np.zeros(16, dtype=int), x_val, y_val)
    if not isinstance(returned, Model):
        raise Unacceptable(f"Expected the trained keras.Model; got {describe(returned)}.")
    shapes = [np.shape(weight) for weight in returned.weights]
    if shapes != [(1, 2)]:
        raise Unacceptable("Expected the model that was handed in; yours has other layers.")
    return float(-np.diff(returned.weights[0][0])[0])


def _in_words(late, got):
    """How the epochs of the returned weights lie to the best ones."""
    if np.all(np.abs(got) < 0.5 * EPOCH):
        return "it has the weights that it came with"
    if np.all(np.abs(got) < 1.5 * EPOCH):
        return "it has the weights of its first epoch"
    if np.ptp(got) < EPOCH:
        if min(got) > 0.4 * EPOCH * LAST:
            return "it trains on and on, whatever the validation data say"
        return "it trains equally long, whatever the validation data say"
    if np.ptp(late) < 3 and np.all(late > 0.65):
        return "it has the weights of some epochs after the best one"
    return "it has the weights of other epochs"


@functools.cache
def _described():
    import keras

    softmax = keras.layers.Dense(2, activation="softmax", use_bias=False)
    return to_plain_model(keras.Sequential([keras.Input((1,)), softmax]))


def _model():
    """A softmax whose two logits are weights, at first equal."""
    return replace(_described(), weights=[np.zeros((1, 2), dtype="float32")])


def _fitted(model, x, y, callbacks, epochs=LAST, **settings):
    import keras

    model.compile(keras.optimizers.Adam(0.01), "sparse_categorical_crossentropy")
    model.fit(x, y, epochs=epochs, callbacks=callbacks, verbose=0, **settings)
    return model


def _after(model, epochs):
    """The model as so many epochs leave it, without the time that they take: mistakes are tried."""
    model.set_weights([np.array([[1.0, -1.0]]) * epochs * EPOCH / 2])
    return model


def _stopping(patience=5, **settings):
    import keras

    return [keras.callbacks.EarlyStopping(patience=patience, **settings)]


@clinic_early_stopping.mistake("The model comes back as it was: it is not trained.")
def not_trained(model, x_train, y_train, x_val, y_val):
    return model


@clinic_early_stopping.mistake(
    "What `fit` returns is the history; the trained model was asked for."
)
def returns_the_history(model, x_train, y_train, x_val, y_val):
    import keras

    model.compile(keras.optimizers.Adam(0.01), "sparse_categorical_crossentropy")
    return model.fit(x_train, y_train, epochs=1, verbose=0)


@clinic_early_stopping.mistake(
    "It trains for a fixed number of epochs: how many are right differs from data to data, and the "
    "validation loss tells."
)
def a_fixed_number_of_epochs(model, x_train, y_train, x_val, y_val):
    return _after(model, 15)


@clinic_early_stopping.mistake(
    "It comes back with the weights of its first epoch: a callback that waits for a maximum of the "
    "loss takes it for the best one, and so does one that watches the accuracy, which may stand "
    "still while the loss still falls. Watch val_loss, which is to fall."
)
def goes_back_to_the_first_epoch(model, x_train, y_train, x_val, y_val):
    return _after(model, 1)


@clinic_early_stopping.mistake(
    "It stops in time, but keeps the weights that it has by then, from some epochs after the best "
    "one: restore_best_weights brings the best ones back."
)
def keeps_the_last_weights(model, x_train, y_train, x_val, y_val):
    share = np.mean(y_val == 0)
    return _after(model, round(np.log(share / (1 - share)) / EPOCH) + 5)


@clinic_early_stopping.mistake(
    "The validation data play no part: training goes on as long as the TRAINING loss falls, which "
    "it does while the model overfits. Hand x_val and y_val to fit, and watch val_loss."
)
def watches_the_training_loss(model, x_train, y_train, x_val, y_val):
    return _after(model, LAST)


@clinic_early_stopping.alternative
def epoch_by_epoch(model, x_train, y_train, x_val, y_val):
    """A loop of one's own."""
    import keras

    model.compile(keras.optimizers.Adam(0.01), "sparse_categorical_crossentropy")
    best, weights, waited = np.inf, model.get_weights(), 0
    for _ in range(LAST):
        model.train_on_batch(x_train, y_train)
        loss = model.test_on_batch(x_val, y_val)
        waited += 1
        if loss < best:
            best, weights, waited = loss, model.get_weights(), 0
        if waited == 4:
            break
    model.set_weights(weights)
    return model


@clinic_early_stopping.alternative
def with_more_patience(model, x_train, y_train, x_val, y_val):
    callbacks = _stopping(12, monitor="val_loss", mode="min", restore_best_weights=True)
    data = {"validation_data": (x_val, y_val), "validation_batch_size": 10}
    return _fitted(model, x_train, y_train, callbacks, epochs=200, shuffle=False, **data)
