"""A script that stops when the TRAINING loss no longer falls."""

import functools
import json
from dataclasses import replace

import numpy as np

from grader.criteria import Unacceptable, holds
from grader.exercise import exercise
from grader.reference import clinic_models as reference
from grader.remote.models import to_plain_model
from grader.remote.plain import Model, describe

# One epoch, of one batch, moves the logits this far from each other: Adam's first steps are all of
# its learning rate, 0.01, one logit up and the other down.
RATE, EPOCH = 0.01, 0.02
LAST = 60
# Of so many validation labels, so many are of the first class. Their loss is least after about 2
# epochs and after 6: not near the middle between two epochs, and few, for each takes time.
EARLY, LATE = ((25, 49), (26, 51)), ((18, 34), (35, 66))


@exercise(
    reference=reference.clinic_early_stopping,
    points=2,
    weights=(2, 4, 6, 1),
    ideas=(1,),
    hints=(
        "Which loss does the callback watch, and can that loss ever tell that the model has begun "
        "to memorize its training images?",
        "`fit` computes a validation loss only if it is given validation data, and you have x_val "
        "and y_val.",
        "When training stops, several epochs have passed since the best one. Which weights does "
        "the model have then?",
    ),
)
def clinic_early_stopping(student, rng):
    """Train until the loss on (x_val, y_val) rises; return the model with its best weights."""
    cases = [kind[int(rng.integers(2))] for kind in (EARLY, LATE)]
    right = np.array([np.log(first / (n - first)) for first, n in cases])
    returned = _trained(student, *cases[0])
    got = [_logits(returned)]
    # What trains until the last epoch once need not do so twice.
    runs_on = got[0] > 0.7 * LAST * EPOCH
    got = np.array([*got, got[0] if runs_on else _logits(_trained(student, *cases[1]))])
    late = (got - right) / EPOCH
    # No epoch ends just where the validation loss is least: half of one lies in between.
    best = np.abs(late) < 0.65
    found = _in_words(late, got)
    yield holds(np.all(got > 0.5 * EPOCH), "The model is trained", found, found).worth(2)
    sentence = "How long it trains follows from the validation loss"
    follows = np.all(best) or (np.ptp(late) < 3 and np.all(np.abs(late) < 30) and min(got) > EPOCH)
    yield holds(follows, sentence, found, found).worth(4).as_idea()
    sentence = "It comes back with the weights at which the validation loss was smallest"
    yield holds(np.all(best), sentence, found, found).worth(6)
    yield _compiled_as_before(returned)


def _trained(student, first, n):
    """The trained model, as plain data.

    All inputs are alike. All training labels are of the first class, so that the training loss
    falls for ever; of the n validation labels, `first` are, and the best model says that share.
    """
    x_train, x_val = (np.ones((rows, 1), dtype="float32") for rows in (16, n))
    y_val = np.repeat([0, 1], [first, n - first])
    returned = student(_model(), x_train, np.zeros(16, dtype=int), x_val, y_val)
    if not isinstance(returned, Model):
        raise Unacceptable(f"Expected the trained keras.Model; got {describe(returned)}.")
    shapes = [np.shape(weight) for weight in returned.weights]
    if shapes != [(1, 2)]:
        raise Unacceptable("Expected the model that was passed in; yours has other layers.")
    return returned


def _logits(trained):
    """By how much a trained model prefers the first class."""
    return float(-np.diff(trained.weights[0][0])[0])


def _compiled_as_before(trained):
    """Criterion on the optimizer, where the model has one: a loop of one's own needs none."""
    optimizer = json.loads(trained.compiled or "{}").get("optimizer") or {}
    # With mixed precision, Keras puts it into one that scales the loss.
    optimizer = optimizer.get("config", {}).get("inner_optimizer", optimizer)
    kind, settings = optimizer.get("class_name", "Adam"), optimizer.get("config", {})
    rate = settings.get("learning_rate", RATE)
    same = kind == "Adam" and isinstance(rate, float) and np.isclose(rate, RATE, rtol=1e-3)
    given = f" with a learning rate of {rate:g}" if isinstance(rate, float) else ""
    sentence = f"It is compiled as before, with Adam and a learning rate of {RATE}"
    return holds(same, sentence, f"{kind}{given}", "another optimizer")


def _in_words(late, got):
    """How the epochs of the returned weights lie to the best ones."""
    if np.all(np.abs(got) < 0.5 * EPOCH):
        return "the weights that it came with"
    if np.all(np.abs(got) < 1.5 * EPOCH):
        return "the weights of its first epoch"
    if np.ptp(got) < EPOCH:
        if min(got) > 0.4 * EPOCH * LAST:
            return "training that goes on and on, while the validation loss rises"
        return "training that is equally long, whatever the validation data say"
    if np.ptp(late) < 3 and np.all(late > 0.65):
        return "the weights of some epochs after the best one"
    return "the weights of other epochs"


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


@clinic_early_stopping.mistake(
    "The model comes back as it was, so it has learned nothing. Call `fit` before you return it."
)
def not_trained(model, x_train, y_train, x_val, y_val):
    return model


@clinic_early_stopping.mistake(
    "You return what `fit` returns, which is the history of the training. `fit` changes the model "
    "itself: return the model."
)
def returns_the_history(model, x_train, y_train, x_val, y_val):
    import keras

    return keras.callbacks.History()


@clinic_early_stopping.mistake(
    "You train for a fixed number of epochs. How many are right differs from data to data, and "
    "only the validation loss can tell: stop when it no longer falls.",
    about="idea",
)
def a_fixed_number_of_epochs(model, x_train, y_train, x_val, y_val):
    return _after(model, 15)


@clinic_early_stopping.mistake(
    "The model comes back with the weights of its first epoch. A callback that waits for a MAXIMUM "
    "of the loss takes the first epoch for the best one; so may one that watches the accuracy, "
    "which can stand still while the loss falls, and one whose `min_delta` is larger than what an "
    "epoch gains. Watch `val_loss`, with the mode min or auto, and count every gain.",
    about="idea",
)
def goes_back_to_the_first_epoch(model, x_train, y_train, x_val, y_val):
    return _after(model, 1)


@clinic_early_stopping.mistake(
    "Training stops in time, but the model keeps the weights that it has by then, from some epochs "
    "after the best one, when it has already begun to overfit. `restore_best_weights=True` brings "
    "the best ones back."
)
def keeps_the_last_weights(model, x_train, y_train, x_val, y_val):
    share = np.mean(y_val == 0)
    return _after(model, round(np.log(share / (1 - share)) / EPOCH) + 5)


@clinic_early_stopping.mistake(
    "Training does not stop where the validation loss begins to rise. The TRAINING loss keeps "
    "falling while the model overfits, and so does the loss on a part that `validation_split` "
    "takes from the training data here; a callback that waits for a MAXIMUM takes a rising loss "
    "for a better one; and a very long patience never runs out. Pass `validation_data=(x_val, "
    "y_val)` to `fit`, and watch `val_loss`, with the mode min or auto and a patience of some "
    "epochs.",
    about="idea",
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
