"""A classifier with batch norm between each hidden layer and its ReLU."""

from grader.criteria.keras import also, expected_model, same_model
from grader.exercise import exercise
from grader.exercises import compiling
from grader.exercises.batch_norm import model_mistakes
from grader.reference import batch_norm_models as reference


@exercise(
    reference=reference.build_batch_norm_model,
    points=3,
    hints=(
        "Start with keras.Sequential([keras.Input((n_features,))]), then model.add(...) in a loop "
        "over hidden_units. Which three things does each turn of the loop add?",
        "The ReLU comes after the normalization, so it cannot be the Dense layer's `activation`: "
        'Activation("relu") is a layer of its own.',
        "Batch norm would subtract a bias again with the mean: Dense has an argument that leaves "
        "it out. "
        "The output layer is an ordinary Dense with a softmax.",
    ),
)
def build_batch_norm_model(student, rng):
    """For each hidden size Dense without bias, BatchNormalization, ReLU; then a softmax."""
    first = int(rng.integers(5, 20))
    second = first + int(rng.integers(2, 9))
    # Layers have as many outputs as inputs, or as each other.
    yield from _judged(student, rng, [first, second, second, second])
    eleven = _judged(student, rng, (first,), 11)
    yield also(eleven, "It also works for one hidden layer, in a tuple, and eleven classes")
    # Two classes are no reason for a single unit.
    two = _judged(student, rng, [], 2)
    yield also(two, "It also works for no hidden layer and two classes")


def _judged(student, rng, hidden_units, n_classes=None):
    """The criteria on the model of these hidden layers."""
    n_features, n_classes = int(rng.integers(3, 30)), n_classes or int(rng.integers(3, 7))
    answer = student(n_features, n_classes, hidden_units)
    x = rng.normal(loc=0.5, scale=2.0, size=(24, n_features)).astype("float32")
    y = rng.integers(0, n_classes, size=24)
    sizes = (n_features, n_classes, hidden_units)
    expected = expected_model(reference.build_batch_norm_model, *sizes)
    ideas = ("inference", "training")
    return same_model(student, answer, expected, (x, y), rng, passes=24, ideas=ideas)


model_mistakes.wrong.teach(build_batch_norm_model)
compiling.teach(build_batch_norm_model, "sparse_categorical_crossentropy")
compiling.teach_two_classes(build_batch_norm_model)


@build_batch_norm_model.alternative
def functional(n_features, n_classes, hidden_units):
    import keras
    from keras import layers

    inputs = hidden = keras.Input(shape=(n_features,))
    for units in hidden_units:
        hidden = layers.Dense(units, use_bias=False, kernel_initializer="he_normal")(hidden)
        hidden = keras.ops.relu(layers.BatchNormalization(momentum=0.9, epsilon=1e-5)(hidden))
    outputs = layers.Softmax()(layers.Dense(n_classes)(hidden))
    model = keras.Model(inputs, outputs)
    model.compile(
        optimizer=keras.optimizers.Adam(0.01),
        loss=keras.losses.SparseCategoricalCrossentropy(),
        metrics=[keras.metrics.SparseCategoricalAccuracy()],
    )
    return model


@build_batch_norm_model.alternative
def nested_blocks(n_features, n_classes, hidden_units):
    import keras
    from keras import layers

    model = keras.models.Sequential()
    model.add(keras.Input((n_features,)))
    for units in hidden_units:
        norm = layers.BatchNormalization(axis=1, epsilon=0.1)
        model.add(keras.Sequential([layers.Dense(units, use_bias=False), norm, layers.ReLU()]))
    model.add(layers.Dense(n_classes, activation=keras.ops.softmax))
    model.compile("Adam", loss="sparse_categorical_crossentropy", metrics=["acc"])
    return model
