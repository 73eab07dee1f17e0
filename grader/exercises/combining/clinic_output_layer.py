"""A model that drops its own predictions."""

import numpy as np

from grader.criteria.keras import same_model
from grader.exercise import exercise
from grader.reference import clinic_models as reference


@exercise(
    reference=reference.clinic_output_layer,
    points=1,
    hints=(
        "Which layer gives the predictions, and what comes after it? What is the loss where the "
        "probability of the right class has been set to 0?",
        "Dropout is for hidden units: what one of them says, others can say too. Nobody else "
        "speaks for a class.",
    ),
)
def clinic_output_layer(student, rng):
    """Dense(64, relu), Dropout(rate), softmax: dropout behind the hidden layer only, compiled."""
    n_features, n_classes = int(rng.integers(5, 30)), int(rng.integers(3, 9))
    rate = float(rng.choice([0.2, 0.3, 0.4]))
    answer = student(n_features, n_classes, rate)
    x = rng.normal(size=(24, n_features)).astype("float32")
    y = rng.integers(0, n_classes, size=24)
    expected = reference.clinic_output_layer(n_features, n_classes, rate)
    for criterion in same_model(answer, expected, (x, y), rng, passes=3000):
        # The broken script is right in all else.
        weights = {"With training=True": 20, "At inference": 8}
        beginning = next((words for words in weights if criterion.sentence.startswith(words)), "")
        yield criterion.worth(weights.get(beginning, 1))


def _model(n_features, n_classes, layers, **settings):
    import keras

    model = keras.Sequential([keras.Input((n_features,)), *layers])
    usual = {"optimizer": "adam", "metrics": ["accuracy"]}
    model.compile(**usual | {"loss": "sparse_categorical_crossentropy"} | settings)
    return model


def _wrong(name, message, arrange, **settings):
    """A mistake in how the layers are arranged."""

    def answer(n_features, n_classes, rate):
        from keras import layers

        return _model(n_features, n_classes, arrange(layers, n_classes, rate), **settings)

    answer.__name__ = name
    clinic_output_layer.mistake(message)(answer)


def _hidden(layers):
    return layers.Dense(64, activation="relu")


def _softmax(layers, n_classes):
    return layers.Dense(n_classes, activation="softmax")


_wrong(
    "drops_the_output",
    "Dropout still comes after the softmax: it sets probabilities of classes to 0, that of the "
    "right one too, and what is left does not add up to 1.",
    lambda layers, n, rate: [
        _hidden(layers),
        layers.Dropout(rate),
        _softmax(layers, n),
        layers.Dropout(rate),
    ],
)
_wrong(
    "drops_the_output_alone",
    "The wrong Dropout was taken out: the one behind the softmax is left, the one behind the "
    "hidden layer is gone.",
    lambda layers, n, rate: [_hidden(layers), _softmax(layers, n), layers.Dropout(rate)],
)
_wrong(
    "without_dropout",
    "All dropout is gone: the hidden layer should keep its own.",
    lambda layers, n, rate: [_hidden(layers), _softmax(layers, n)],
)
_wrong(
    "drops_the_logits",
    "The logits are dropped, just before the softmax: they belong to the output layer as well.",
    lambda layers, n, rate: [
        _hidden(layers),
        layers.Dropout(rate),
        layers.Dense(n),
        layers.Dropout(rate),
        layers.Softmax(),
    ],
)
_wrong(
    "drops_the_inputs",
    "Dropout stands before the hidden layer, and so drops inputs; the script has it behind.",
    lambda layers, n, rate: [layers.Dropout(rate), _hidden(layers), _softmax(layers, n)],
)
_wrong(
    "drops_the_inputs_as_well",
    "The second Dropout has moved to the inputs: one, behind the hidden layer, is enough.",
    lambda layers, n, rate: [
        layers.Dropout(rate),
        _hidden(layers),
        layers.Dropout(rate),
        _softmax(layers, n),
    ],
)
_wrong(
    "drops_the_hidden_units_twice",
    "The second Dropout stands behind the first, so that hidden units are dropped twice: take one "
    "out.",
    lambda layers, n, rate: [
        _hidden(layers),
        layers.Dropout(rate),
        layers.Dropout(rate),
        _softmax(layers, n),
    ],
)
_wrong(
    "another_rate",
    "The rate is 0.5, whatever is handed in.",
    lambda layers, n, rate: [_hidden(layers), layers.Dropout(0.5), _softmax(layers, n)],
)
_wrong(
    "without_softmax",
    "The softmax went out together with the Dropout behind it.",
    lambda layers, n, rate: [_hidden(layers), layers.Dropout(rate), layers.Dense(n)],
)


@clinic_output_layer.alternative
def functional(n_features, n_classes, rate):
    import keras
    from keras import layers

    inputs = keras.Input((n_features,))
    hidden = layers.Dropout(rate)(layers.ReLU()(layers.Dense(64)(inputs)))
    model = keras.Model(inputs, layers.Softmax()(layers.Dense(n_classes)(hidden)))
    loss = keras.losses.SparseCategoricalCrossentropy()
    model.compile(keras.optimizers.Adam(0.002), loss, metrics=["acc"])
    return model


@clinic_output_layer.alternative
def layer_by_layer(n_features, n_classes, rate):
    import tensorflow as tf

    model = tf.keras.Sequential()
    model.add(tf.keras.Input(shape=(n_features,)))
    model.add(tf.keras.layers.Dense(64, "relu"))
    model.add(tf.keras.layers.Dropout(np.float64(rate)))
    model.add(tf.keras.layers.Dense(n_classes, tf.nn.softmax))
    model.add(tf.keras.layers.Dropout(0.0))
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    return model
