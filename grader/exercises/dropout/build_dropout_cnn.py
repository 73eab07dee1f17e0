"""A small convolutional network with dropout where it has most weights."""

import numpy as np

from grader.criteria.keras import expected_model, same_model
from grader.exercise import exercise
from grader.exercises import compiling
from grader.exercises.sequential import compiled
from grader.reference import dropout_models as reference


@exercise(
    reference=reference.build_dropout_cnn,
    points=2,
    hints=(
        "Convolution and pooling come twice, with 32 and then 64 filters; Flatten makes a row of "
        "numbers of what is left of the image.",
        "The only Dropout layer stands between the Dense layer of 128 units and the output.",
    ),
)
def build_dropout_cnn(student, rng):
    """Conv 32, pool, conv 64, pool, Flatten, Dense(128), Dropout(0.5), Dense(10, softmax)."""
    answer = student()
    x = rng.normal(size=(16, 28, 28, 1)).astype("float32")
    y = np.eye(10)[rng.integers(0, 10, size=16)]
    expected = expected_model(reference.build_dropout_cnn)
    yield from same_model(student, answer, expected, (x, y), rng, passes=300, ideas=("training",))


def _model(body, head, loss="categorical_crossentropy"):
    from keras.layers import Dense, Flatten

    layers = *body, Flatten(), *head, Dense(10, activation="softmax")
    return compiled((28, 28, 1), layers, loss)


def _body(padding="valid", filters=(32, 64), activation="relu"):
    from keras.layers import Conv2D, MaxPooling2D

    layers = []
    for count in filters:
        layers.append(Conv2D(count, 3, activation=activation, padding=padding))
        layers.append(MaxPooling2D())
    return layers


def _head(rate=0.5):
    from keras.layers import Dense, Dropout

    return [Dense(128, activation="relu"), Dropout(rate)]


@build_dropout_cnn.mistake(
    "There is no Dropout layer in the model, so nothing is dropped during training and the "
    "hidden units can rely on each other. Put a Dropout layer after the hidden layer whose "
    "units it should drop.",
    about="idea",
)
def without_dropout():
    return _model(_body(), _head(0.0))


@build_dropout_cnn.mistake(
    "The Dropout layer comes after Flatten, so it drops image features before the Dense layer "
    "of 128 units. It should drop the units of that layer: put it after the Dense layer.",
    about="idea",
)
def drops_the_features():
    dense, dropout = _head()
    return _model(_body(), [dropout, dense])


@build_dropout_cnn.mistake(
    "The Dropout layer comes among the convolutions, where neighboring pixels can replace a "
    "dropped one. Put it after the Dense layer of 128 units.",
    about="idea",
)
def drops_in_the_convolutions():
    dense, dropout = _head()
    return _model([*_body(), dropout], [dense])


@build_dropout_cnn.mistake(
    '`padding="same"` keeps the border, so the feature maps are larger and the Dense layer has '
    'more weights. The exercise asks for the default, `padding="valid"`.',
    about="slip",
)
def padded():
    return _model(_body(padding="same"), _head())


@build_dropout_cnn.mistake(
    "The convolutions have no ReLU, so they are linear filters only. Give each Conv2D "
    '`activation="relu"`.'
)
def linear_convolutions():
    return _model(_body(activation=None), _head())


@build_dropout_cnn.mistake(
    "The numbers of filters are swapped. The first convolution has 32 filters and the second "
    "64, because the later one works on a smaller image."
)
def swapped_filters():
    return _model(_body(filters=(64, 32)), _head())


@build_dropout_cnn.mistake(
    "`sparse_categorical_crossentropy` takes class numbers, and here the labels are one-hot "
    "rows, so Keras compares arrays of different shapes. For one-hot labels the loss is "
    "`categorical_crossentropy`."
)
def sparse_loss():
    return _model(_body(), _head(), loss="sparse_categorical_crossentropy")


@build_dropout_cnn.mistake(
    "The rate is not 0.5, so another share of the 128 units is dropped than the exercise asks "
    "for. Use Dropout(0.5).",
    about="idea",
)
def another_rate():
    return _model(_body(), _head(0.25))


compiling.teach(build_dropout_cnn, "categorical_crossentropy")


@build_dropout_cnn.alternative
def functional():
    import keras
    from keras import layers

    x = inputs = keras.Input((28, 28, 1))
    for filters in (32, 64):
        x = layers.Conv2D(filters, kernel_size=(3, 3))(x)
        x = layers.MaxPool2D(pool_size=2)(x)
        # The largest of the rectified is the rectified largest, so this order is the same.
        x = layers.ReLU()(x)
    x = layers.Dense(128, "relu")(layers.Reshape((-1,))(x))
    outputs = layers.Dense(10, activation="softmax")(layers.Dropout(0.5)(x))
    model = keras.Model(inputs, outputs)
    loss = keras.losses.CategoricalCrossentropy()
    model.compile(optimizer="adam", loss=loss, metrics=[keras.metrics.CategoricalAccuracy()])
    return model


@build_dropout_cnn.alternative
def features_and_classifier():
    import keras
    from keras import layers

    features = keras.Sequential([keras.Input((28, 28, 1)), *_body(), layers.Flatten()])
    classifier = keras.Sequential(
        [
            layers.Dense(128),
            layers.Activation("relu"),
            layers.Dropout(0.5),
            layers.Dense(10, "softmax"),
        ]
    )
    model = keras.Sequential([keras.Input((28, 28, 1)), features, classifier])
    model.compile("adam", keras.losses.categorical_crossentropy, metrics=["acc"])
    return model
