"""Wrong models, built like `build_combined_model`'s.

The docstrings say what went wrong; the learner reads them.
"""


def l2_penalty(strength):
    import keras

    return {"kernel_regularizer": keras.regularizers.L2(strength)}


def dense(units=64, activation="relu", **settings):
    from keras.layers import Dense

    return Dense(units, activation=activation, **settings)


def compiled(n_features, layers, **settings):
    import keras

    model = keras.Sequential([keras.Input((n_features,)), *layers])
    usual = {"loss": "sparse_categorical_crossentropy", "metrics": ["accuracy"]}
    model.compile(**{"optimizer": "adam"} | usual | settings)
    return model


def stack(n_classes, rate, penalties, activation="relu", output="softmax"):
    """Two hidden layers with the settings `penalties[:2]`, each with dropout, then the output."""
    from keras.layers import Dropout

    first, second, last = penalties
    return [
        dense(activation=activation, **first),
        Dropout(rate),
        dense(activation=activation, **second),
        Dropout(rate),
        dense(n_classes, output, **last),
    ]


def build(
    n_features, n_classes, l2, rate, penalties=None, activation="relu", output="softmax", **settings
):
    penalties = penalties or (l2_penalty(l2), l2_penalty(l2), {})
    return compiled(n_features, stack(n_classes, rate, penalties, activation, output), **settings)


def without_dropout(n_features, n_classes, l2, rate):
    """There is no Dropout layer in the model."""
    layers = dense(**l2_penalty(l2)), dense(**l2_penalty(l2)), dense(n_classes, "softmax")
    return compiled(n_features, layers)


def drops_only_once(n_features, n_classes, l2, rate):
    """Only the first hidden layer has dropout; both should."""
    layers = stack(n_classes, rate, (l2_penalty(l2), l2_penalty(l2), {}))
    return compiled(n_features, layers[:3] + layers[4:])


def drops_only_late(n_features, n_classes, l2, rate):
    """Only the second hidden layer has dropout; both should."""
    layers = stack(n_classes, rate, (l2_penalty(l2), l2_penalty(l2), {}))
    return compiled(n_features, layers[:1] + layers[2:])


def drops_before(n_features, n_classes, l2, rate):
    """Dropout stands before each hidden layer, and so drops inputs; it comes after each of them."""
    first, drop, second, again, last = stack(n_classes, rate, (l2_penalty(l2), l2_penalty(l2), {}))
    return compiled(n_features, [drop, first, again, second, last])


def drops_the_output(n_features, n_classes, l2, rate):
    """The output is dropped as well, and with it predictions."""
    from keras.layers import Dropout

    layers = stack(n_classes, rate, (l2_penalty(l2), l2_penalty(l2), {}))
    return compiled(n_features, [*layers, Dropout(rate)])


def another_rate(n_features, n_classes, l2, rate):
    """The rate is 0.5, whatever is handed in."""
    return build(n_features, n_classes, l2, 0.5)


def keeps_at_rate(n_features, n_classes, l2, rate):
    """Dropout is given 1 - rate; it takes the share that is dropped, and that is `rate`."""
    return build(n_features, n_classes, l2, 1 - rate)


def exchanged(n_features, n_classes, l2, rate):
    """The strength and the rate are exchanged."""
    return build(n_features, n_classes, rate, l2)


def without_penalty(n_features, n_classes, l2, rate):
    """There is no penalty in the model: give both hidden layers an L2."""
    return build(n_features, n_classes, l2, rate, ({}, {}, {}))


def penalty_on_the_first(n_features, n_classes, l2, rate):
    """Only the first hidden layer has the penalty; both should."""
    return build(n_features, n_classes, l2, rate, (l2_penalty(l2), {}, {}))


def penalty_on_the_second(n_features, n_classes, l2, rate):
    """Only the second hidden layer has the penalty; both should."""
    return build(n_features, n_classes, l2, rate, ({}, l2_penalty(l2), {}))


def penalty_everywhere(n_features, n_classes, l2, rate):
    """The softmax layer has the penalty, too; only the hidden ones should."""
    return build(n_features, n_classes, l2, rate, (l2_penalty(l2), l2_penalty(l2), l2_penalty(l2)))


def l1_instead(n_features, n_classes, l2, rate):
    """The penalty is L1; L2 was asked for."""
    import keras

    penalty = {"kernel_regularizer": keras.regularizers.L1(l2)}
    return build(n_features, n_classes, l2, rate, (penalty, penalty, {}))


def default_strength(n_features, n_classes, l2, rate):
    """The strength is Keras' default of 0.01, not the one handed in."""
    return build(n_features, n_classes, 0.01, rate)


def half_the_strength(n_features, n_classes, l2, rate):
    """The strength is halved; Keras takes it as it is."""
    return build(n_features, n_classes, l2 / 2, rate)


def penalty_on_the_bias(n_features, n_classes, l2, rate):
    """The biases are penalised; it is the kernels that should be."""
    penalty = {"bias_regularizer": l2_penalty(l2)["kernel_regularizer"]}
    return build(n_features, n_classes, l2, rate, (penalty, penalty, {}))


def penalty_on_the_activity(n_features, n_classes, l2, rate):
    """The layers' outputs are penalised; it is the kernels that should be."""
    penalty = {"activity_regularizer": l2_penalty(l2)["kernel_regularizer"]}
    return build(n_features, n_classes, l2, rate, (penalty, penalty, {}))


def weight_decay_instead(n_features, n_classes, l2, rate):
    """Weight decay in the optimizer stands in for the penalty: under Adam the two differ. The
    penalty belongs to the layers, the optimizer is plain adam.
    """
    import keras

    optimizer = keras.optimizers.AdamW(weight_decay=l2)
    return build(n_features, n_classes, l2, rate, ({}, {}, {}), optimizer=optimizer)


def one_hidden_layer(n_features, n_classes, l2, rate):
    """There is one hidden layer; two were asked for."""
    layers = stack(n_classes, rate, (l2_penalty(l2), l2_penalty(l2), {}))
    return compiled(n_features, [*layers[:2], layers[4]])


def without_relu(n_features, n_classes, l2, rate):
    """The hidden layers have no ReLU, so the whole model is linear."""
    return build(n_features, n_classes, l2, rate, activation=None)


def without_softmax(n_features, n_classes, l2, rate):
    """The output has no softmax: these are logits, not probabilities."""
    return build(n_features, n_classes, l2, rate, output=None)


def sigmoid_output(n_features, n_classes, l2, rate):
    """The output is a sigmoid for each class; classes that exclude each other take a softmax."""
    return build(n_features, n_classes, l2, rate, output="sigmoid")


def loss_of_one_hot_labels(n_features, n_classes, l2, rate):
    """categorical_crossentropy takes one-hot rows; for class numbers it is
    sparse_categorical_crossentropy.
    """
    return build(n_features, n_classes, l2, rate, loss="categorical_crossentropy")


def loss_of_logits(n_features, n_classes, l2, rate):
    """The loss is told from_logits=True, but the model ends in a softmax: it gives
    probabilities.
    """
    import keras

    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    return build(n_features, n_classes, l2, rate, loss=loss)


def another_optimizer(n_features, n_classes, l2, rate):
    """The optimizer is not adam."""
    return build(n_features, n_classes, l2, rate, optimizer="sgd")


def without_metric(n_features, n_classes, l2, rate):
    """The accuracy is not among the metrics."""
    return build(n_features, n_classes, l2, rate, metrics=None)


def not_compiled(n_features, n_classes, l2, rate):
    """The model is not compiled."""
    import keras

    layers = stack(n_classes, rate, (l2_penalty(l2), l2_penalty(l2), {}))
    return keras.Sequential([keras.Input((n_features,)), *layers])


MISTAKES = (
    without_dropout,
    drops_only_once,
    drops_only_late,
    drops_before,
    drops_the_output,
    another_rate,
    keeps_at_rate,
    exchanged,
    without_penalty,
    penalty_on_the_first,
    penalty_on_the_second,
    penalty_everywhere,
    l1_instead,
    default_strength,
    half_the_strength,
    penalty_on_the_bias,
    penalty_on_the_activity,
    weight_decay_instead,
    one_hidden_layer,
    without_relu,
    without_softmax,
    sigmoid_output,
    loss_of_one_hot_labels,
    loss_of_logits,
    another_optimizer,
    without_metric,
    not_compiled,
)
