"""A script that predicts with dropout left on."""

import functools
import json
from dataclasses import replace

import numpy as np

from grader.criteria import array, holds
from grader.criteria.keras.behavior import predictions, random_weights
from grader.exercise import exercise
from grader.exercises.combining import passes
from grader.exercises.wrong import teach
from grader.reference import clinic_models as reference
from grader.remote.models import to_plain_model
from grader.remote.plain import Reused
from grader.student import AnswerRaised

FEATURES, CLASSES = 12, 5


@exercise(
    reference=reference.clinic_prediction,
    points=1,
    hints=(
        "Two kinds of layers behave differently in training: dropout and batch normalization. What "
        "tells them which of the two it is?",
        "A model that is called takes an argument for it. There is also a method made for "
        "predictions, which sees to it by itself.",
        "An average over many random passes comes close, but only close, and it costs as many "
        "passes. One pass is enough to be exact.",
    ),
)
def clinic_prediction(student, rng):
    """Class probabilities of a trained model in inference mode, an array (n, n_classes)."""
    model, described = _model()
    weights = _weights(model, rng)
    model.set_weights(weights)
    reused = [Reused(replace(each, weights=weights)) for each in described]
    x = rng.normal(size=(40, FEATURES)).astype("float32")
    expected = predictions(model, x)
    got, again = (_ask(student, reused, x) for _ in range(2))
    steady = np.allclose(got, again, atol=1e-5)
    yield _same_again(model, x, got, again)
    right = np.isclose(got, expected, rtol=1e-3, atol=1e-4)
    sentence = "It is what the model computes at inference: all units, moving statistics"
    found = _one(got, expected, ~right, "where {} is right")
    yield holds(right.all(), sentence, found, got if steady else "random").worth(6).as_idea()
    part = _ask(student, reused, x[:5])
    same = np.isclose(part, got[:5], atol=1e-4)
    sentence = "What it says of an image does not depend on the other images that are asked about"
    found = _one(part, got[:5], ~same, "and {} when it is asked about among others")
    kind = "other" if steady else "random"
    yield holds(steady and same.all(), sentence, found or "random answers", kind).worth(2)


def _weights(model, rng):
    """Random ones; some units vary so little that the epsilon of batch norm shows."""
    weights = [w.astype("float32") for w in random_weights(model, rng)]
    for variable, values in zip(model.weights, weights, strict=True):
        if variable.name == "moving_variance":
            values[:8] = 0.01
    return weights


def _ask(student, models, x):
    """What it says with the Sequential, or, where it cannot take one, with the functional model.

    The latter counts its InputLayer among its `layers`, as one may expect who goes through them.
    """
    sequential, functional = models
    try:
        value = student(sequential, x)
    except AnswerRaised:
        value = student(functional, x)
    return array(value, (len(x), CLASSES), "the probabilities", "f")


def _same_again(model, x, got, again):
    """Criterion: two calls agree. Means of many random passes differ less than single ones."""
    sentence = "Asked twice about the same images, it says the same"
    if np.allclose(got, again, atol=1e-5):
        return holds(True, sentence)
    one, other = (predictions(model, x, training=True) for _ in range(2))
    ratio = np.sqrt(np.mean((got - again) ** 2) / np.mean((one - other) ** 2))
    found = "probabilities that change from call to call"
    return holds(False, sentence, found, "single" if ratio > 0.6 else "averaged")


def _one(got, expected, wrong, words):
    """The first number that is wrong, with the other one put into some words; empty for none."""
    if not wrong.any():
        return ""
    row, column = (int(i) for i in np.argwhere(wrong)[0])
    other = words.format(f"{expected[row, column]:.3f}")
    return f"{got[row, column]:.3f} for class {column} of image {row}, {other}"


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


teach(clinic_prediction, passes.MISTAKES)


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
