"""A classifier with batch norm between each hidden layer and its ReLU."""

from itertools import islice

from grader.criteria import holds
from grader.criteria.keras import same_model
from grader.exercise import exercise
from grader.reference import batch_norm_models as reference


@exercise(
    reference=reference.build_batch_norm_model,
    points=3,
    hints=(
        "Start with keras.Sequential([keras.Input((n_features,))]), then model.add(...) in a loop "
        "over hidden_units. Which three things does each turn of the loop add?",
        "The ReLU comes behind the normalisation, so it cannot be the Dense layer's `activation`: "
        'Activation("relu") is a layer of its own.',
        "A bias would be taken off again with the mean: Dense has an argument that leaves it out. "
        "The output layer is an ordinary Dense with a softmax.",
    ),
)
def build_batch_norm_model(student, rng):
    """For each hidden size Dense without bias, BatchNormalization, ReLU; then a softmax."""
    first = int(rng.integers(5, 20))
    yield from _compared(student, rng, [first, first + int(rng.integers(2, 9))], part=None)
    for sizes, words in (((first,), "one hidden layer, in a tuple"), ([], "no hidden layer")):
        right = [criterion.passed for criterion in _compared(student, rng, sizes, part=2)]
        yield holds(all(right), f"It also works for {words}", "the model is another one", words)


def _compared(student, rng, hidden_units, part):
    """The first `part` criteria (None: all) on the model of these hidden layers."""
    n_features, n_classes = int(rng.integers(3, 30)), int(rng.integers(3, 7))
    answer = student(n_features, n_classes, hidden_units)
    x = rng.normal(loc=0.5, scale=2.0, size=(24, n_features)).astype("float32")
    y = rng.integers(0, n_classes, size=24)
    expected = reference.build_batch_norm_model(n_features, n_classes, hidden_units)
    return islice(same_model(answer, expected, (x, y), rng, passes=24), part)


def _hidden(units, activation="relu", use_bias=False, norm=None, **settings):
    """One block of hidden layers as it should be, but for what the arguments change."""
    from keras import layers

    norm = norm or layers.BatchNormalization
    return [layers.Dense(units, use_bias=use_bias), norm(**settings), layers.Activation(activation)]


def _model(n_features, n_classes, blocks, behind=(), **compiled):
    import keras

    hidden = [layer for block in blocks for layer in block]
    output = keras.layers.Dense(n_classes, activation="softmax")
    model = keras.Sequential([keras.Input((n_features,)), *hidden, output, *behind])
    settings = {"optimizer": "adam", "loss": "sparse_categorical_crossentropy"}
    model.compile(**(settings | {"metrics": ["accuracy"]} | compiled))
    return model


@build_batch_norm_model.mistake(
    "Batch norm stands behind the ReLU; here it comes between the Dense layer and its ReLU."
)
def behind_the_relu(n_features, n_classes, hidden_units):
    blocks = [_hidden(units) for units in hidden_units]
    return _model(n_features, n_classes, [(b[0], b[2], b[1]) for b in blocks])


@build_batch_norm_model.mistake(
    "The hidden Dense layers have a bias: batch norm takes it off again with the mean. Leave it "
    "out with use_bias=False."
)
def with_a_bias(n_features, n_classes, hidden_units):
    return _model(n_features, n_classes, [_hidden(u, use_bias=True) for u in hidden_units])


@build_batch_norm_model.mistake(
    "The hidden Dense layers have a bias and a ReLU of their own, so batch norm stands behind the "
    "ReLU: it comes between the two, and then the bias does nothing."
)
def behind_a_dense_relu(n_features, n_classes, hidden_units):
    from keras.layers import BatchNormalization, Dense

    blocks = [(Dense(units, activation="relu"), BatchNormalization()) for units in hidden_units]
    return _model(n_features, n_classes, blocks)


@build_batch_norm_model.mistake(
    "The Dense layer has a ReLU and another one follows batch norm: only the second belongs there."
)
def two_relus(n_features, n_classes, hidden_units):
    from keras.layers import Activation, BatchNormalization, Dense

    blocks = [
        (Dense(u, activation="relu", use_bias=False), BatchNormalization(), Activation("relu"))
        for u in hidden_units
    ]
    return _model(n_features, n_classes, blocks)


@build_batch_norm_model.mistake("There is no BatchNormalization in the model.")
def without_batch_norm(n_features, n_classes, hidden_units):
    blocks = [_hidden(units)[::2] for units in hidden_units]
    return _model(n_features, n_classes, blocks)


@build_batch_norm_model.mistake(
    "There is no BatchNormalization in the model, only Dense layers with their ReLU."
)
def dense_alone(n_features, n_classes, hidden_units):
    blocks = [_hidden(units, use_bias=True)[::2] for units in hidden_units]
    return _model(n_features, n_classes, blocks)


@build_batch_norm_model.mistake("There is no ReLU: without it the whole model is linear.")
def without_relu(n_features, n_classes, hidden_units):
    return _model(n_features, n_classes, [_hidden(units)[:2] for units in hidden_units])


@build_batch_norm_model.mistake(
    "The layers are LayerNormalization, which knows no batch: use BatchNormalization."
)
def layer_norm_instead(n_features, n_classes, hidden_units):
    from keras.layers import LayerNormalization

    blocks = [_hidden(units, norm=LayerNormalization) for units in hidden_units]
    return _model(n_features, n_classes, blocks)


@build_batch_norm_model.mistake(
    "Batch norm has no shift (center=False): it needs its beta, for the Dense layer has no bias."
)
def without_center(n_features, n_classes, hidden_units):
    return _model(n_features, n_classes, [_hidden(u, center=False) for u in hidden_units])


@build_batch_norm_model.mistake("Batch norm has no gamma (scale=False): keep Keras' default.")
def without_scale(n_features, n_classes, hidden_units):
    return _model(n_features, n_classes, [_hidden(u, scale=False) for u in hidden_units])


@build_batch_norm_model.mistake(
    "Batch norm is frozen (trainable=False): then it never uses the batch's statistics, nor learns."
)
def frozen(n_features, n_classes, hidden_units):
    return _model(n_features, n_classes, [_hidden(u, trainable=False) for u in hidden_units])


@build_batch_norm_model.mistake(
    "training=True is written into the graph: where nobody says otherwise, batch norm then uses "
    "the batch's statistics at inference too. Leave `training` to Keras."
)
def always_batch_statistics(n_features, n_classes, hidden_units):
    import keras

    inputs = hidden = keras.Input((n_features,))
    for dense, norm, relu in map(_hidden, hidden_units):
        hidden = relu(norm(dense(hidden), training=True))
    outputs = keras.layers.Dense(n_classes, activation="softmax")(hidden)
    model = keras.Model(inputs, outputs)
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


@build_batch_norm_model.mistake(
    "Batch norm stands at the output too: its probabilities no longer sum to 1."
)
def normalises_the_probabilities(n_features, n_classes, hidden_units):
    from keras.layers import BatchNormalization

    blocks = [_hidden(units) for units in hidden_units]
    return _model(n_features, n_classes, blocks, behind=[BatchNormalization()])


@build_batch_norm_model.mistake(
    "Batch norm stands at the input too: only the hidden layers are to be normalised."
)
def normalises_the_inputs(n_features, n_classes, hidden_units):
    from keras.layers import BatchNormalization

    blocks = [_hidden(units) for units in hidden_units]
    return _model(n_features, n_classes, [[BatchNormalization()], *blocks])


@build_batch_norm_model.mistake("Only the first hidden layer is built: add one for each size.")
def first_layer_alone(n_features, n_classes, hidden_units):
    return _model(n_features, n_classes, [_hidden(units) for units in hidden_units[:1]])


@build_batch_norm_model.mistake("Dropout was added, which nobody asked for.")
def with_dropout(n_features, n_classes, hidden_units):
    from keras.layers import Dropout

    blocks = [[*_hidden(units), Dropout(0.5)] for units in hidden_units]
    return _model(n_features, n_classes, blocks)


@build_batch_norm_model.mistake(
    "The labels are whole numbers: their loss is sparse_categorical_crossentropy."
)
def loss_of_one_hot_labels(n_features, n_classes, hidden_units):
    blocks = [_hidden(units) for units in hidden_units]
    return _model(n_features, n_classes, blocks, loss="categorical_crossentropy")


@build_batch_norm_model.mistake("The optimizer is not adam.")
def another_optimizer(n_features, n_classes, hidden_units):
    blocks = [_hidden(units) for units in hidden_units]
    return _model(n_features, n_classes, blocks, optimizer="sgd")


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
