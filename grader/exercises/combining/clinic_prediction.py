"""A script that predicts with dropout left on."""

import functools
import json
from dataclasses import replace

import numpy as np

from grader.criteria import array, holds
from grader.criteria.keras.behaviour import predictions, random_weights
from grader.exercise import exercise
from grader.reference import clinic_models as reference
from grader.remote.models import to_plain_model
from grader.remote.plain import Reused, Tensor
from grader.student import AnswerRaised

FEATURES, CLASSES = 12, 5


@exercise(
    reference=reference.clinic_prediction,
    points=1,
    hints=(
        "Two layers of a network behave differently in training: dropout, and batch "
        "normalization. What tells them which of the two it is?",
        "A model that is called takes an argument for it. There is also a method which is made "
        "for predictions and sees to it by itself.",
        "An average over many random passes comes near, but only near, and costs as many passes: "
        "there is a way to be exact with one.",
    ),
)
def clinic_prediction(student, rng):
    """Class probabilities of a trained model in inference mode, an array (n, n_classes)."""
    model, described = _model()
    weights = [w.astype("float32") for w in random_weights(model, rng)]
    model.set_weights(weights)
    reused = [Reused(replace(each, weights=weights)) for each in described]
    x = rng.normal(size=(24, FEATURES)).astype("float32")
    expected = predictions(model, x)
    got, again = (_ask(student, reused, x) for _ in range(2))
    part = _ask(student, reused, x[:5])
    at_random = not np.allclose(got, again, atol=1e-5)
    known = np.allclose(got.sum(axis=1), 1.0, atol=1e-3) and np.ptp(got) > 0.01
    size = _size_of_the_noise(model, x, got - again) if at_random else ""
    sentence = "Asked twice, it says the same"
    yield holds(known and not at_random, sentence, f"it differs from call to call{size}")
    right = np.allclose(got, expected, rtol=1e-3, atol=1e-4)
    sentence = "It is what the model computes at inference: all units, moving statistics"
    found = "the probabilities are others"
    yield holds(right, sentence, found, "at random" if at_random else got).worth(6)
    alone = known and not at_random and np.allclose(part, got[:5], atol=1e-4)
    sentence = "What it says of an image does not depend on the other images"
    yield holds(alone, sentence, "asked about fewer images, it says something else").worth(2)


def _ask(student, models, x):
    """What it says with the Sequential, or, where it cannot take one, with the functional model.

    The latter counts its InputLayer among its `layers`, as one may expect who goes through them.
    """
    sequential, functional = models
    try:
        value = student(sequential, x)
    except AnswerRaised:
        value = student(functional, x)
    value = value.values if isinstance(value, Tensor) else value
    return array(value, (len(x), CLASSES), "the probabilities", "f")


def _size_of_the_noise(model, x, difference):
    """How far two calls lie apart, in words: as two random passes do, or as means of many."""
    one, other = (predictions(model, x, training=True) for _ in range(2))
    ratio = np.sqrt(np.mean(difference**2) / np.mean((one - other) ** 2))
    return "" if ratio > 0.6 else ", though little: as a mean of random passes does"


@functools.cache
def _model():
    """A small network with batch norm and dropout, and what describes it, in two ways."""
    import keras
    from keras import layers

    model = keras.Sequential(
        [
            keras.Input((FEATURES,)),
            layers.Dense(32),
            layers.BatchNormalization(),
            layers.ReLU(),
            layers.Dropout(0.5),
            layers.Dense(CLASSES, activation="softmax"),
        ]
    )
    functional = to_plain_model(model)
    config = json.dumps(keras.saving.serialize_keras_object(model))
    return model, (replace(functional, config=config), functional)


def _wrong(name, message, predict):
    def answer(model, x):
        return predict(model, x)

    answer.__name__ = name
    clinic_prediction.mistake(message)(answer)


def _passes(model, x, n_passes):
    return [np.asarray(model(x, training=True)) for _ in range(n_passes)]


_wrong(
    "leaves_dropout_on",
    "Dropout still is on: the model is called in training mode, where it drops units and "
    "normalizes by the batch.",
    lambda model, x: _passes(model, x, 1)[0],
)
_wrong(
    "averages_random_passes",
    "Random passes are averaged: the mean wanders less than one of them, but still wanders, and "
    "batch norm still looks at the batch. Call the model in inference mode, once.",
    lambda model, x: np.mean(_passes(model, x, 20), axis=0),
)


@clinic_prediction.mistake(
    "Dropout is off, but batch normalization still is in training mode: it normalizes by whichever "
    "images are asked about, not by its moving statistics."
)
def batch_statistics(model, x):
    for layer in model.layers:
        if type(layer).__name__ == "BatchNormalization":
            x = layer(x, training=True)
        elif type(layer).__name__ != "Dropout":
            x = layer(x)
    return np.asarray(x)


@clinic_prediction.mistake(
    "The outputs are scaled down by the keep probability as well: Keras has scaled UP while it "
    "trained, so that nothing is left to do at prediction."
)
def scales_once_more(model, x):
    for layer in model.layers:
        x = 0.5 * x if type(layer).__name__ == "Dropout" else layer(x)
    return np.asarray(x)


_wrong(
    "scales_the_probabilities",
    "The probabilities are scaled down by the keep probability: they add up to 1 as they are.",
    lambda model, x: 0.5 * np.asarray(model(x, training=False)),
)
_wrong(
    "one_for_the_most_probable_class",
    "It returns 1 for the most probable class and 0 for the others; the probabilities were asked "
    "for.",
    lambda model, x: np.eye(CLASSES)[np.asarray(model(x, training=False)).argmax(axis=1)],
)


_wrong(
    "class_numbers",
    "It returns one number for each image, such as that of its most probable class; the "
    "probabilities of all classes were asked for.",
    lambda model, x: np.asarray(model(x, training=False)).argmax(axis=1),
)


@clinic_prediction.alternative
def with_predict(model, x):
    return model.predict(x, batch_size=7, verbose=0)


@clinic_prediction.alternative
def just_called(model, x):
    return model(x).numpy()


@clinic_prediction.alternative
def layer_by_layer(model, x):
    for layer in model.layers:
        x = x if "dropout" in layer.name else layer(x)
    return np.array(x)


@clinic_prediction.alternative
def behind_the_input_layer(model, x):
    """For functional models alone: a Sequential does not count its InputLayer."""
    for layer in model.layers[1:]:
        x = layer(x, training=False)
    return np.array(x)


@clinic_prediction.alternative
def image_by_image(model, x):
    return np.concatenate([model.predict_on_batch(row) for row in np.split(x, len(x))])


@clinic_prediction.alternative
def with_weights_alone(model, x):
    """NumPy, from the weights."""
    w1, b1, gamma, beta, mean, variance, w2, b2 = model.get_weights()
    hidden = gamma * (x @ w1 + b1 - mean) / np.sqrt(variance + 1e-3) + beta
    powers = np.exp(np.maximum(hidden, 0) @ w2 + b2)
    return powers / powers.sum(axis=1, keepdims=True)
