"""Right answers to the capstone without a trained hidden layer, and with Keras."""

import numpy as np

from grader.lab.combining.capstone_signals import CLASSES
from grader.reference.capstone import enlarged

FEATURES, STRENGTH = 2000, 1e3


def teach(exercise):
    """Register them with the exercise."""
    exercise.alternative(random_features)
    exercise.alternative(in_keras)


def halves(y_val):
    """Two masks of validation signals: what one kind of model learns from tests the other."""
    even = np.arange(len(y_val)) % 2 == 0
    return even, ~even


def random_features(x_train, y_train, x_val, y_val):
    """Signals without their drift, random ReLU units, and ridge regression on varied copies."""
    rng = np.random.default_rng(0)
    length = x_train.shape[1]
    smooth, _ = np.linalg.qr(np.vander(np.linspace(-1, 1, length), 4))
    kernel = (np.eye(length) - smooth @ smooth.T) @ rng.normal(scale=0.5, size=(length, FEATURES))
    bias = rng.normal(size=FEATURES)

    def seen(x):
        return np.maximum(x @ kernel + bias, 0.0)

    class Model:
        def __init__(self, learned):
            x, y = enlarged(x_train, y_train, x_val[learned], y_val[learned], rng, copies=8)
            units = seen(x)
            square = units.T @ units + STRENGTH * np.eye(FEATURES)
            self.weights = np.linalg.solve(square, units.T @ (np.eye(CLASSES)[y] - 1 / CLASSES))

        def predict(self, x):
            powers = np.exp(10 * seen(x) @ self.weights)
            return powers / powers.sum(axis=1, keepdims=True)

    right = [
        Model(half).predict(x_val[~half]).argmax(axis=1) == y_val[~half] for half in halves(y_val)
    ]
    final = Model(np.full(len(y_val), True))
    final.expected_accuracy = np.mean(right)
    return final


def in_keras(x_train, y_train, x_val, y_val):
    """Two networks with dropout on varied copies, joined in one Keras model."""
    import keras

    rng = np.random.default_rng(0)
    inputs, outputs, accuracies = keras.Input(x_train.shape[1:]), [], []
    for half in halves(y_val):
        hidden = inputs
        for _ in range(2):
            hidden = keras.layers.Dense(128, activation="relu")(hidden)
            hidden = keras.layers.Dropout(0.3)(hidden)
        outputs.append(keras.layers.Dense(CLASSES, activation="softmax")(hidden))
        model = keras.Model(inputs, outputs[-1])
        model.compile("adam", "sparse_categorical_crossentropy")
        copies = enlarged(x_train, y_train, x_val[half], y_val[half], rng)
        model.fit(*copies, epochs=14, batch_size=64, verbose=0)
        said = model.predict(x_val[~half], verbose=0).argmax(axis=1)
        accuracies.append(np.mean(said == y_val[~half]))
    both = keras.Model(inputs, keras.layers.Average()(outputs))
    both.expected_accuracy = float(np.mean(accuracies))
    return both
