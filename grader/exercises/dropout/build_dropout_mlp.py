"""Two hidden layers with dropout of their own."""

import numpy as np

from grader.criteria.keras import expected_model, same_model
from grader.exercise import exercise
from grader.exercises import compiling
from grader.exercises.sequential import compiled
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
    # Some rows are so large that an activation with an upper limit shows; the first is not, for
    # it is the one that is asked again and again with dropout on.
    scale = np.where(np.arange(24) % 3 == 1, 10.0, 1.0)[:, np.newaxis]
    x = (scale * rng.normal(size=(24, 784))).astype("float32")
    data = x, np.eye(10)[rng.integers(0, 10, size=24)]
    expected = expected_model(reference.build_dropout_mlp)
    ideas = ("training",)
    yield from same_model(student, answer, expected, data, rng, passes=3000, ideas=ideas)


def _model(rates, sizes=(128, 64), last="softmax", loss="categorical_crossentropy"):
    from keras.layers import Dense, Dropout

    layers = []
    for size, rate in zip(sizes, rates[1:], strict=True):
        layers += [Dense(size, activation="relu"), Dropout(rate)]
    layers.append(Dense(10, activation=last))
    if rates[0]:
        layers.append(Dropout(rates[0]))
    return compiled((784,), layers, loss)


@build_dropout_mlp.mistake(
    "The two rates are swapped, so the wider layer loses fewer units than the narrow one. 0.5 "
    "follows the first hidden layer, 0.3 the second.",
    about="idea",
)
def swapped_rates():
    return _model((0.0, 0.3, 0.5))


@build_dropout_mlp.mistake(
    "Both rates are 0.5, so the second layer loses more of its units than it should. The "
    "Dropout after the second hidden layer has a rate of 0.3.",
    about="idea",
)
def one_rate_for_both():
    return _model((0.0, 0.5, 0.5))


@build_dropout_mlp.mistake(
    "The second Dropout layer is missing, so nothing is dropped after the layer of 64 units. "
    "Each hidden layer is followed by a Dropout layer of its own.",
    about="idea",
)
def only_the_first():
    return _model((0.0, 0.5, 0.0))


@build_dropout_mlp.mistake(
    "There is no Dropout layer in the model, so nothing is dropped during training and the "
    "hidden units can rely on each other. Put a Dropout layer after the hidden layer whose "
    "units it should drop.",
    about="idea",
)
def without_dropout():
    return _model((0.0, 0.0, 0.0))


@build_dropout_mlp.mistake(
    "A Dropout layer follows the output, so it sets probabilities to zero and they no longer "
    "add up to 1. Drop hidden units, and leave the output alone.",
    about="idea",
)
def drops_the_output_too():
    return _model((0.5, 0.5, 0.3))


@build_dropout_mlp.mistake(
    "`sparse_categorical_crossentropy` takes class numbers, and here the labels are one-hot "
    "rows, so Keras compares arrays of different shapes. For one-hot labels the loss is "
    "`categorical_crossentropy`."
)
def sparse_loss():
    return _model((0.0, 0.5, 0.3), loss="sparse_categorical_crossentropy")


@build_dropout_mlp.mistake(
    "`binary_crossentropy` looks at each class by itself. With ten classes, exactly one of "
    "which is right, the loss is `categorical_crossentropy`."
)
def binary_loss():
    return _model((0.0, 0.5, 0.3), loss="binary_crossentropy")


@build_dropout_mlp.mistake(
    "The output has a sigmoid for each class, so the outputs need not add up to 1. Classes "
    "that exclude each other share one probability distribution: use a softmax."
)
def ten_sigmoids():
    return _model((0.0, 0.5, 0.3), last="sigmoid")


@build_dropout_mlp.mistake(
    "The second hidden layer does not have 64 units, so the model has another capacity than "
    "the one the exercise asks for. The sizes are 128 and 64."
)
def another_size():
    return _model((0.0, 0.5, 0.3), sizes=(128, 128))


compiling.teach(build_dropout_mlp, "categorical_crossentropy")


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
