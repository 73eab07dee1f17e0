"""A small binary classifier with dropout."""

from grader.criteria.keras import expected_model, same_model
from grader.exercise import exercise
from grader.exercises import compiling
from grader.exercises.sequential import compiled
from grader.reference import dropout_models as reference


@exercise(
    reference=reference.build_dropout_model,
    points=2,
    hints=(
        "A keras.Sequential of four things: keras.Input((n_features,)), the hidden Dense layer, "
        "Dropout, the output layer. Then model.compile(...), then return model.",
        "One sigmoid unit gives a probability of two classes; its loss is binary_crossentropy.",
    ),
)
def build_dropout_model(student, rng):
    """Dense(64, relu), Dropout(0.5), Dense(1, sigmoid), compiled for two classes."""
    n_features = int(rng.integers(3, 30))
    answer = student(n_features)
    x = rng.normal(size=(24, n_features)).astype("float32")
    # Some rows are large enough that hidden units go far beyond 6, where ReLU6 cuts them off.
    x[12:] *= 8
    data = x, rng.integers(0, 2, size=(24, 1))
    expected = expected_model(reference.build_dropout_model, n_features)
    ideas = ("training",)
    yield from same_model(student, answer, expected, data, rng, passes=3000, ideas=ideas)


def _model(n_features, *layers, loss="binary_crossentropy"):
    return compiled((n_features,), layers, loss)


@build_dropout_model.mistake(
    "There is no Dropout layer in the model, so nothing is dropped during training and the "
    "hidden units can rely on each other. Put a Dropout layer after the hidden layer whose "
    "units it should drop.",
    about="idea",
)
def without_dropout(n_features):
    from keras.layers import Dense

    return _model(n_features, Dense(64, activation="relu"), Dense(1, activation="sigmoid"))


@build_dropout_model.mistake(
    "The Dropout layer comes first, so it drops input features instead of hidden units. A "
    "Dropout layer acts on the output of the layer before it: put it after the first Dense.",
    about="idea",
)
def drops_the_inputs(n_features):
    from keras.layers import Dense, Dropout

    layers = Dropout(0.5), Dense(64, activation="relu"), Dense(1, activation="sigmoid")
    return _model(n_features, *layers)


@build_dropout_model.mistake(
    "The Dropout layer comes last, so it sets whole predictions to zero instead of hidden "
    "units. Put it between the hidden layer and the output.",
    about="idea",
)
def drops_the_output(n_features):
    from keras.layers import Dense, Dropout

    layers = Dense(64, activation="relu"), Dense(1, activation="sigmoid"), Dropout(0.5)
    return _model(n_features, *layers)


@build_dropout_model.mistake(
    "The rate is not 0.5, so another share of the hidden units is dropped than the exercise "
    "asks for. Use Dropout(0.5).",
    about="idea",
)
def another_rate(n_features):
    from keras.layers import Dense, Dropout

    layers = Dense(64, activation="relu"), Dropout(0.2), Dense(1, activation="sigmoid")
    return _model(n_features, *layers)


@build_dropout_model.mistake(
    "The hidden layer has no ReLU. Without a nonlinearity two Dense layers in a row compute "
    "what a single one could, so the whole model is linear. Give the hidden layer "
    '`activation="relu"`.'
)
def without_relu(n_features):
    from keras.layers import Dense, Dropout

    return _model(n_features, Dense(64), Dropout(0.5), Dense(1, activation="sigmoid"))


@build_dropout_model.mistake(
    "The output has no sigmoid, so the model gives a logit, which can be any number. "
    "binary_crossentropy expects a probability between 0 and 1: give the output layer "
    '`activation="sigmoid"`.'
)
def without_sigmoid(n_features):
    from keras.layers import Dense, Dropout

    return _model(n_features, Dense(64, activation="relu"), Dropout(0.5), Dense(1))


@build_dropout_model.mistake(
    "A softmax over a single unit is always 1, whatever comes in, so the model says the same "
    "for every row. One unit needs a sigmoid."
)
def softmax_of_one(n_features):
    from keras.layers import Dense, Dropout

    layers = Dense(64, activation="relu"), Dropout(0.5), Dense(1, activation="softmax")
    return _model(n_features, *layers)


@build_dropout_model.mistake(
    "The loss is one for regression. With it, a probability that is badly wrong is hardly "
    "punished, and training is slow. The loss for one sigmoid unit is `binary_crossentropy`."
)
def loss_of_a_regression(n_features):
    from keras.layers import Dense, Dropout

    layers = Dense(64, activation="relu"), Dropout(0.5), Dense(1, activation="sigmoid")
    return _model(n_features, *layers, loss="mse")


compiling.teach(build_dropout_model, "binary_crossentropy")


@build_dropout_model.alternative
def functional(n_features):
    import keras
    from keras import layers

    inputs = keras.Input(shape=(n_features,), name="features")
    hidden = layers.Activation("relu")(layers.Dense(64, kernel_initializer="he_normal")(inputs))
    hidden = layers.Dropout(rate=0.5, seed=1)(hidden)
    outputs = layers.Activation(keras.activations.sigmoid)(layers.Dense(1)(hidden))
    model = keras.Model(inputs, outputs, name="classifier")
    model.compile(
        optimizer=keras.optimizers.Adam(learning_rate=0.01),
        loss=keras.losses.BinaryCrossentropy(),
        metrics=[keras.metrics.BinaryAccuracy()],
    )
    return model


@build_dropout_model.alternative
def nested_and_added(n_features):
    import keras
    from keras import layers

    block = keras.Sequential([layers.Dense(64), layers.ReLU(), layers.Dropout(0.5)])
    model = keras.models.Sequential()
    model.add(keras.Input((n_features,)))
    model.add(block)
    model.add(layers.Dense(1, activation=keras.ops.sigmoid))
    model.compile("adam", "binary_crossentropy", metrics=["acc"])
    return model


@build_dropout_model.alternative
def dropout_before_the_relu(n_features):
    import keras
    from keras import layers

    # A ReLU and a mask commute: relu(m * z) = m * relu(z) for every m >= 0.
    dropped = layers.Dense(64), layers.Dropout(0.5), layers.Activation("relu")
    model = keras.Sequential([keras.Input((n_features,)), *dropped, layers.Dense(1, "sigmoid")])
    model.compile(keras.optimizers.Adam(), keras.losses.binary_crossentropy, metrics=["accuracy"])
    return model


@build_dropout_model.alternative
def with_functions_of_its_own(n_features):
    import keras
    from keras import layers, ops

    class Classifier(keras.Model):
        def __init__(self):
            inputs = keras.Input((n_features,))
            hidden = layers.Dense(64, activation=lambda z: ops.maximum(z, 0.0))(inputs)
            outputs = layers.Dense(1, "sigmoid")(layers.Dropout(0.5)(hidden))
            super().__init__(inputs=inputs, outputs=outputs)

    model = Classifier()
    model.compile("Adam", loss="binary_crossentropy", metrics=[keras.metrics.BinaryAccuracy()])
    return model
