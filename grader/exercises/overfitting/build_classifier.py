"""A Keras classifier whose capacity is a parameter."""

import numpy as np

from grader.criteria.keras import also, expected_model, same_model
from grader.exercise import exercise
from grader.exercises import compiling
from grader.exercises.sequential import compiled
from grader.reference import overfitting_models as reference


@exercise(
    reference=reference.build_classifier,
    points=2,
    hints=(
        "How many layers there are, only hidden_units tells: make the list of them in a loop over "
        "it, or call model.add in one.",
        "The output has one softmax unit for each class. Labels are class numbers, not one-hot "
        "rows: which cross-entropy takes those?",
        "With hidden_units empty, only the Input and the softmax layer are left; a loop over "
        "nothing does that by itself.",
    ),
)
def build_classifier(student, rng):
    """A ReLU Dense layer for each entry of hidden_units, then softmax, compiled."""
    n_features, n_classes = int(rng.integers(4, 20)), int(rng.integers(3, 8))
    first, last = (int(units) for units in rng.permutation([5, 9, 12, 14])[:2])
    # In no order of size, and two layers have as many outputs as inputs.
    yield from _judged(student, rng, n_features, n_classes, [first, 17, 17, 17, last])
    sentence = "Without hidden units it is a softmax regression, for two classes, too"
    # Two classes are no reason for a single unit, or for another loss.
    yield also(_judged(student, rng, n_features, 2, []), sentence).worth(2)
    wide = _judged(student, rng, 1, 11, [130])
    yield also(wide, "It also works for a single feature, a wide layer and more than ten classes")


def _judged(student, rng, n_features, n_classes, hidden_units):
    answer = student(n_features, n_classes, list(hidden_units))
    # Some are so large that an activation with an upper limit shows.
    scale = np.where(np.arange(24) % 3, 1.0, 10.0)[:, np.newaxis]
    x = (scale * rng.normal(size=(24, n_features))).astype("float32")
    y = rng.integers(0, n_classes, size=24)
    expected = expected_model(reference.build_classifier, n_features, n_classes, hidden_units)
    return same_model(student, answer, expected, (x, y), rng, passes=2, ideas=("sizes",))


def _model(n_features, n_classes, hidden_units, hidden="relu", output="softmax", **settings):
    from keras.layers import Dense

    layers = *(Dense(units, hidden) for units in hidden_units), Dense(n_classes, output)
    return compiled((n_features,), layers, **settings)


@build_classifier.mistake(
    "The hidden layers have no ReLU. Without a nonlinearity, Dense layers in a row compute "
    "what a single one could, so more of them add no capacity. Give each hidden layer "
    '`activation="relu"`.'
)
def without_relu(n_features, n_classes, hidden_units):
    return _model(n_features, n_classes, hidden_units, hidden=None)


@build_classifier.mistake(
    "The hidden layers have another activation than ReLU. The exercise asks for ReLU, with "
    "which the lesson's results were measured."
)
def another_activation(n_features, n_classes, hidden_units):
    return _model(n_features, n_classes, hidden_units, hidden="tanh")


@build_classifier.mistake(
    "The output has no softmax, so the model gives logits, which are not probabilities and do "
    'not add up to 1. Give the output layer `activation="softmax"`.'
)
def without_softmax(n_features, n_classes, hidden_units):
    return _model(n_features, n_classes, hidden_units, output=None)


@build_classifier.mistake(
    "The output has a sigmoid for each class, so the outputs need not add up to 1. Classes "
    "that exclude each other share one probability distribution: use a softmax."
)
def sigmoid_output(n_features, n_classes, hidden_units):
    return _model(n_features, n_classes, hidden_units, output="sigmoid")


@build_classifier.mistake(
    "`categorical_crossentropy` takes one-hot rows, and these labels are class numbers, so "
    "Keras compares arrays of different shapes. For class numbers the loss is "
    "`sparse_categorical_crossentropy`."
)
def loss_of_one_hot_labels(n_features, n_classes, hidden_units):
    return _model(n_features, n_classes, hidden_units, loss="categorical_crossentropy")


@build_classifier.mistake(
    "The loss is told `from_logits=True`, but the model ends in a softmax and gives "
    "probabilities, so the loss would take a softmax of a softmax. Leave `from_logits` at its "
    "default."
)
def loss_of_logits(n_features, n_classes, hidden_units):
    import keras

    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    return _model(n_features, n_classes, hidden_units, loss=loss)


@build_classifier.mistake(
    "Only the first entry of `hidden_units` becomes a layer, so a longer list does not make "
    "the model any larger. Add one Dense layer for each entry, in a loop.",
    about="idea",
)
def first_layer_only(n_features, n_classes, hidden_units):
    return _model(n_features, n_classes, hidden_units[:1])


@build_classifier.mistake(
    "The hidden layers come in reverse order, so the first layer has the size that was meant "
    "for the last. Add them in the order of `hidden_units`.",
    about="idea",
)
def reversed_layers(n_features, n_classes, hidden_units):
    return _model(n_features, n_classes, hidden_units[::-1])


@build_classifier.mistake(
    "The last entry of `hidden_units` is left out, so the model is smaller than it was asked "
    "to be. Each entry becomes a layer, and the softmax comes after all of them.",
    about="idea",
)
def last_layer_missing(n_features, n_classes, hidden_units):
    return _model(n_features, n_classes, hidden_units[:-1])


@build_classifier.mistake(
    "The hidden layers have a fixed size, so `hidden_units` does not control the capacity. "
    "Each layer has as many units as its entry says.",
    about="idea",
)
def sizes_of_its_own(n_features, n_classes, hidden_units):
    return _model(n_features, n_classes, [64] * len(hidden_units))


@build_classifier.mistake(
    "The model has a penalty on its weights that nobody asked for. It would hold overfitting "
    "back, and this lesson wants to see overfitting. Leave the regularizer out."
)
def with_a_penalty(n_features, n_classes, hidden_units):
    from keras.layers import Dense

    hidden = [Dense(units, "relu", kernel_regularizer="l2") for units in hidden_units]
    return compiled((n_features,), [*hidden, Dense(n_classes, "softmax")])


@build_classifier.mistake(
    "The model has a Dropout layer that nobody asked for. It would hold overfitting back, and "
    "this lesson wants to see overfitting. Leave it out."
)
def with_dropout(n_features, n_classes, hidden_units):
    from keras.layers import Dense, Dropout

    hidden = [layer for units in hidden_units for layer in (Dense(units, "relu"), Dropout(0.5))]
    return compiled((n_features,), [*hidden, Dense(n_classes, "softmax")])


@build_classifier.mistake(
    "The function fails where `hidden_units` is empty. Then the model is a softmax regression, "
    "without a hidden layer: a loop over the list handles that case by itself.",
    about="slip",
)
def needs_a_hidden_layer(n_features, n_classes, hidden_units):
    hidden_units[0]
    return reference.build_classifier(n_features, n_classes, hidden_units)


compiling.teach(build_classifier, "sparse_categorical_crossentropy")
compiling.teach_two_classes(build_classifier)


@build_classifier.alternative
def functional(n_features, n_classes, hidden_units):
    import keras
    from keras import layers

    inputs = hidden = keras.Input(shape=(n_features,), name="features")
    for i, units in enumerate(hidden_units):
        linear = layers.Dense(units, kernel_initializer="he_normal", name=f"hidden_{i}")(hidden)
        hidden = layers.Activation("relu")(linear)
    outputs = layers.Softmax()(layers.Dense(n_classes)(hidden))
    model = keras.Model(inputs, outputs)
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=False)
    metric = keras.metrics.SparseCategoricalAccuracy()
    model.compile(keras.optimizers.Adam(1e-2), loss=loss, metrics=[metric])
    return model


@build_classifier.alternative
def added_one_by_one(n_features, n_classes, hidden_units):
    import keras
    from keras import layers

    model = keras.models.Sequential()
    model.add(keras.layers.Input((n_features,)))
    for units in hidden_units:
        model.add(layers.Dense(units))
        model.add(layers.ReLU())
    model.add(layers.Dense(n_classes, activation=keras.activations.softmax))
    loss = keras.losses.sparse_categorical_crossentropy
    model.compile(optimizer="Adam", loss=loss, metrics=["acc"])
    return model


@build_classifier.alternative
def nested(n_features, n_classes, hidden_units):
    import keras
    from keras import layers

    body = keras.Sequential([keras.Input((n_features,))])
    for units in list(hidden_units):
        body.add(layers.Dense(units, activation=keras.ops.relu))
    head = layers.Dense(n_classes, "softmax", bias_initializer="ones")
    model = keras.Sequential([keras.Input((n_features,)), body, head])
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    return model
