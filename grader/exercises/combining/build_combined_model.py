"""A classifier with an L2 penalty and dropout in both hidden layers."""

from grader.criteria.keras import same_model
from grader.exercise import exercise
from grader.reference import combining_models as reference


@exercise(
    reference=reference.build_combined_model,
    points=2,
    hints=(
        "Build the network without regularization first: two hidden Dense layers of 64, then a "
        "softmax with one unit for each class, compiled for labels that are class numbers.",
        "A penalty is an argument of the layer whose kernel it is for; dropout is a layer of its "
        "own, which acts on the output of the one before. Both hidden layers get both.",
        "What comes out of the softmax are the predictions: nothing is dropped there.",
    ),
)
def build_combined_model(student, rng):
    """Twice Dense(64, relu, L2) and Dropout(rate), then a softmax without penalty, compiled."""
    n_features, n_classes = int(rng.integers(4, 30)), int(rng.integers(3, 9))
    l2, rate = float(rng.choice([0.003, 0.02, 0.04])), float(rng.choice([0.2, 0.3, 0.4]))
    answer = student(n_features, n_classes, l2, rate)
    x = rng.normal(size=(24, n_features)).astype("float32")
    y = rng.integers(0, n_classes, size=24)
    expected = reference.build_combined_model(n_features, n_classes, l2, rate)
    for criterion in same_model(answer, expected, (x, y), rng, passes=3000):
        # What it drops is as much the point here as what it penalises.
        drops = criterion.sentence.startswith("With training=True")
        yield criterion.worth(6) if drops else criterion


def _l2(strength):
    import keras

    return {"kernel_regularizer": keras.regularizers.L2(strength)}


def _dense(units=64, activation="relu", **settings):
    from keras.layers import Dense

    return Dense(units, activation=activation, **settings)


def _compiled(n_features, layers, **settings):
    import keras

    model = keras.Sequential([keras.Input((n_features,)), *layers])
    usual = {"loss": "sparse_categorical_crossentropy", "metrics": ["accuracy"]}
    model.compile(**{"optimizer": "adam"} | usual | settings)
    return model


def _layers(n_classes, rate, penalties, activation="relu", output="softmax"):
    """Two hidden layers with the settings `penalties[:2]`, each with dropout, then the output."""
    from keras.layers import Dropout

    first, second, last = penalties
    return [
        _dense(activation=activation, **first),
        Dropout(rate),
        _dense(activation=activation, **second),
        Dropout(rate),
        _dense(n_classes, output, **last),
    ]


def _model(
    n_features, n_classes, l2, rate, penalties=None, activation="relu", output="softmax", **settings
):
    penalties = penalties or (_l2(l2), _l2(l2), {})
    return _compiled(
        n_features, _layers(n_classes, rate, penalties, activation, output), **settings
    )


@build_combined_model.mistake("There is no Dropout layer in the model.")
def without_dropout(n_features, n_classes, l2, rate):
    layers = _dense(**_l2(l2)), _dense(**_l2(l2)), _dense(n_classes, "softmax")
    return _compiled(n_features, layers)


@build_combined_model.mistake("Only the first hidden layer has dropout; both should.")
def drops_only_once(n_features, n_classes, l2, rate):
    layers = _layers(n_classes, rate, (_l2(l2), _l2(l2), {}))
    return _compiled(n_features, layers[:3] + layers[4:])


@build_combined_model.mistake("Only the second hidden layer has dropout; both should.")
def drops_only_late(n_features, n_classes, l2, rate):
    layers = _layers(n_classes, rate, (_l2(l2), _l2(l2), {}))
    return _compiled(n_features, layers[:1] + layers[2:])


@build_combined_model.mistake(
    "Dropout stands before each hidden layer, and so drops inputs; it comes after each of them."
)
def drops_before(n_features, n_classes, l2, rate):
    first, drop, second, again, last = _layers(n_classes, rate, (_l2(l2), _l2(l2), {}))
    return _compiled(n_features, [drop, first, again, second, last])


@build_combined_model.mistake("The output is dropped as well, and with it predictions.")
def drops_the_output(n_features, n_classes, l2, rate):
    from keras.layers import Dropout

    layers = _layers(n_classes, rate, (_l2(l2), _l2(l2), {}))
    return _compiled(n_features, [*layers, Dropout(rate)])


@build_combined_model.mistake("The rate is 0.5, whatever is handed in.")
def another_rate(n_features, n_classes, l2, rate):
    return _model(n_features, n_classes, l2, 0.5)


@build_combined_model.mistake(
    "Dropout is given 1 - rate; it takes the share that is dropped, and that is `rate`."
)
def keeps_at_rate(n_features, n_classes, l2, rate):
    return _model(n_features, n_classes, l2, 1 - rate)


@build_combined_model.mistake("The strength and the rate are exchanged.")
def exchanged(n_features, n_classes, l2, rate):
    return _model(n_features, n_classes, rate, l2)


@build_combined_model.mistake("There is no penalty in the model: give both hidden layers an L2.")
def without_penalty(n_features, n_classes, l2, rate):
    return _model(n_features, n_classes, l2, rate, ({}, {}, {}))


@build_combined_model.mistake("Only the first hidden layer has the penalty; both should.")
def penalty_on_the_first(n_features, n_classes, l2, rate):
    return _model(n_features, n_classes, l2, rate, (_l2(l2), {}, {}))


@build_combined_model.mistake("Only the second hidden layer has the penalty; both should.")
def penalty_on_the_second(n_features, n_classes, l2, rate):
    return _model(n_features, n_classes, l2, rate, ({}, _l2(l2), {}))


@build_combined_model.mistake(
    "The softmax layer has the penalty, too; only the hidden ones should."
)
def penalty_everywhere(n_features, n_classes, l2, rate):
    return _model(n_features, n_classes, l2, rate, (_l2(l2), _l2(l2), _l2(l2)))


@build_combined_model.mistake("The penalty is L1; L2 was asked for.")
def l1_instead(n_features, n_classes, l2, rate):
    import keras

    penalty = {"kernel_regularizer": keras.regularizers.L1(l2)}
    return _model(n_features, n_classes, l2, rate, (penalty, penalty, {}))


@build_combined_model.mistake("The strength is Keras' default of 0.01, not the one handed in.")
def default_strength(n_features, n_classes, l2, rate):
    return _model(n_features, n_classes, 0.01, rate)


@build_combined_model.mistake("The strength is halved; Keras takes it as it is.")
def half_the_strength(n_features, n_classes, l2, rate):
    return _model(n_features, n_classes, l2 / 2, rate)


@build_combined_model.mistake("The biases are penalised; it is the kernels that should be.")
def penalty_on_the_bias(n_features, n_classes, l2, rate):
    penalty = {"bias_regularizer": _l2(l2)["kernel_regularizer"]}
    return _model(n_features, n_classes, l2, rate, (penalty, penalty, {}))


@build_combined_model.mistake(
    "The layers' outputs are penalised; it is the kernels that should be."
)
def penalty_on_the_activity(n_features, n_classes, l2, rate):
    penalty = {"activity_regularizer": _l2(l2)["kernel_regularizer"]}
    return _model(n_features, n_classes, l2, rate, (penalty, penalty, {}))


@build_combined_model.mistake(
    "Weight decay in the optimizer stands in for the penalty: under Adam the two differ. The "
    "penalty belongs to the layers, the optimizer is plain adam."
)
def weight_decay_instead(n_features, n_classes, l2, rate):
    import keras

    optimizer = keras.optimizers.AdamW(weight_decay=l2)
    return _model(n_features, n_classes, l2, rate, ({}, {}, {}), optimizer=optimizer)


@build_combined_model.mistake("There is one hidden layer; two were asked for.")
def one_hidden_layer(n_features, n_classes, l2, rate):
    layers = _layers(n_classes, rate, (_l2(l2), _l2(l2), {}))
    return _compiled(n_features, [*layers[:2], layers[4]])


@build_combined_model.mistake("The hidden layers have no ReLU, so the whole model is linear.")
def without_relu(n_features, n_classes, l2, rate):
    return _model(n_features, n_classes, l2, rate, activation=None)


@build_combined_model.mistake("The output has no softmax: these are logits, not probabilities.")
def without_softmax(n_features, n_classes, l2, rate):
    return _model(n_features, n_classes, l2, rate, output=None)


@build_combined_model.mistake(
    "The output is a sigmoid for each class; classes that exclude each other take a softmax."
)
def sigmoid_output(n_features, n_classes, l2, rate):
    return _model(n_features, n_classes, l2, rate, output="sigmoid")


@build_combined_model.mistake(
    "categorical_crossentropy takes one-hot rows; for class numbers it is "
    "sparse_categorical_crossentropy."
)
def loss_of_one_hot_labels(n_features, n_classes, l2, rate):
    return _model(n_features, n_classes, l2, rate, loss="categorical_crossentropy")


@build_combined_model.mistake(
    "The loss is told from_logits=True, but the model ends in a softmax: it gives probabilities."
)
def loss_of_logits(n_features, n_classes, l2, rate):
    import keras

    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    return _model(n_features, n_classes, l2, rate, loss=loss)


@build_combined_model.mistake("The optimizer is not adam.")
def another_optimizer(n_features, n_classes, l2, rate):
    return _model(n_features, n_classes, l2, rate, optimizer="sgd")


@build_combined_model.mistake("The accuracy is not among the metrics.")
def without_metric(n_features, n_classes, l2, rate):
    return _model(n_features, n_classes, l2, rate, metrics=None)


@build_combined_model.mistake("The model is not compiled.")
def not_compiled(n_features, n_classes, l2, rate):
    import keras

    layers = _layers(n_classes, rate, (_l2(l2), _l2(l2), {}))
    return keras.Sequential([keras.Input((n_features,)), *layers])


@build_combined_model.alternative
def functional_in_a_loop(n_features, n_classes, l2, rate):
    import keras
    from keras import layers, regularizers

    inputs = hidden = keras.Input(shape=(n_features,))
    for _ in range(2):
        hidden = layers.Dense(64, kernel_regularizer=regularizers.l2(l2))(hidden)
        hidden = layers.Dropout(rate)(layers.Activation("relu")(hidden))
    outputs = layers.Softmax()(layers.Dense(n_classes)(hidden))
    model = keras.Model(inputs, outputs)
    loss = keras.losses.SparseCategoricalCrossentropy()
    metric = keras.metrics.SparseCategoricalAccuracy()
    model.compile(keras.optimizers.Adam(3e-3), loss=loss, metrics=[metric])
    return model


@build_combined_model.alternative
def nested_blocks(n_features, n_classes, l2, rate):
    import keras
    from keras import layers

    def block():
        penalty = keras.regularizers.L1L2(l2=l2)
        dense = layers.Dense(64, kernel_regularizer=penalty, kernel_initializer="he_normal")
        return keras.Sequential([dense, layers.Dropout(rate, seed=3), layers.ReLU()])

    model = keras.models.Sequential()
    model.add(keras.Input((n_features,)))
    model.add(block())
    model.add(block())
    model.add(layers.Dense(n_classes, activation=keras.ops.softmax))
    model.compile("Adam", keras.losses.sparse_categorical_crossentropy, metrics=["acc"])
    return model


@build_combined_model.alternative
def with_a_function(n_features, n_classes, l2, rate):
    import keras

    penalty = {"kernel_regularizer": lambda w: l2 * keras.ops.sum(w * w)}
    return _model(n_features, n_classes, l2, rate, (penalty, penalty, {}))
