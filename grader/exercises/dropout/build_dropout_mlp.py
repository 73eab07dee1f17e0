"""Two hidden layers with dropout of their own."""

import numpy as np

from grader.criteria.keras import same_model
from grader.exercise import exercise
from grader.reference import dropout_models as reference


@exercise(
    reference=reference.build_dropout_mlp,
    points=2,
    hints=(
        "Each Dropout layer follows the hidden layer whose units it drops: the wider one loses "
        "half of its units, the narrower one less.",
        "The labels are one-hot rows, so the loss is categorical_crossentropy, without sparse_.",
    ),
)
def build_dropout_mlp(student, rng):
    """784, Dense(128, relu), Dropout(0.5), Dense(64, relu), Dropout(0.3), Dense(10, softmax)."""
    answer = student()
    x, y = rng.normal(size=(24, 784)), np.eye(10)[rng.integers(0, 10, size=24)]
    expected = reference.build_dropout_mlp()
    yield from same_model(answer, expected, (x.astype("float32"), y), rng, passes=3000)


def _model(rates, sizes=(128, 64), last="softmax", loss="categorical_crossentropy"):
    import keras
    from keras.layers import Dense, Dropout

    model = keras.Sequential([keras.Input((784,))])
    for size, rate in zip(sizes, rates[1:], strict=True):
        model.add(Dense(size, activation="relu"))
        model.add(Dropout(rate))
    model.add(Dense(10, activation=last))
    if rates[0]:
        model.add(Dropout(rates[0]))
    model.compile("adam", loss, metrics=["accuracy"])
    return model


@build_dropout_mlp.mistake("The two rates are swapped: 0.5 follows the first hidden layer.")
def swapped_rates():
    return _model((0.0, 0.3, 0.5))


@build_dropout_mlp.mistake("Both rates are 0.5; the second is 0.3.")
def one_rate_for_both():
    return _model((0.0, 0.5, 0.5))


@build_dropout_mlp.mistake("The second Dropout layer is missing.")
def only_the_first():
    return _model((0.0, 0.5, 0.0))


@build_dropout_mlp.mistake("There is no Dropout layer in the model.")
def without_dropout():
    return _model((0.0, 0.0, 0.0))


@build_dropout_mlp.mistake(
    "A Dropout layer follows the output: it wipes out class probabilities, so they no longer sum "
    "to 1. Leave the output alone."
)
def drops_the_output_too():
    return _model((0.5, 0.5, 0.3))


@build_dropout_mlp.mistake(
    "sparse_categorical_crossentropy wants class numbers; for one-hot labels the loss is "
    "categorical_crossentropy."
)
def sparse_loss():
    return _model((0.0, 0.5, 0.3), loss="sparse_categorical_crossentropy")


@build_dropout_mlp.mistake(
    "binary_crossentropy looks at each class alone; ten classes of which one is right need "
    "categorical_crossentropy."
)
def binary_loss():
    return _model((0.0, 0.5, 0.3), loss="binary_crossentropy")


@build_dropout_mlp.mistake(
    "Ten sigmoids do not sum to 1: classes that exclude each other need softmax."
)
def ten_sigmoids():
    return _model((0.0, 0.5, 0.3), last="sigmoid")


@build_dropout_mlp.alternative
def functional():
    import keras
    from keras import layers

    x = inputs = keras.Input((784,))
    for units, rate in ((128, 0.5), (64, 0.3)):
        x = layers.Dropout(rate)(keras.ops.relu(layers.Dense(units)(x)))
    model = keras.Model(inputs, layers.Softmax()(layers.Dense(10)(x)))
    loss = keras.losses.CategoricalCrossentropy()
    model.compile(
        loss=loss, optimizer=keras.optimizers.Adam(3e-4), metrics=["categorical_accuracy"]
    )
    return model


@build_dropout_mlp.alternative
def nested():
    import keras
    from keras import layers

    body = keras.Sequential(
        [layers.Dense(128, "relu"), layers.Dropout(0.5), layers.Dense(64, "relu")], name="body"
    )
    model = keras.Sequential([keras.Input((784,)), body, layers.Dropout(0.3)])
    model.add(layers.Dense(10, keras.activations.softmax))
    model.compile(keras.optimizers.Adam(), "categorical_crossentropy", metrics=["acc"])
    return model
