"""Wrong small classifiers with an L1 and an L2 penalty, or without one of them."""

from grader.exercises.sequential import compiled
from grader.exercises.wrong import Wrong

wrong = Wrong()


def network(n_features, n_classes, hidden=None, output=None, **settings):
    """The model with other settings of its layers or of compile."""
    from keras.layers import Dense

    hidden = {"activation": "relu"} | (hidden or {})
    output = {"activation": "softmax"} | (output or {})
    layers = Dense(64, **hidden), Dense(n_classes, **output)
    return compiled((n_features,), layers, **settings)


def penalties(l1=0.0, l2=0.0):
    import keras

    return {"kernel_regularizer": keras.regularizers.L1L2(l1=l1, l2=l2)}


@wrong(
    "There is no penalty in the model, so nothing holds the weights back. Give the hidden "
    "layer a `kernel_regularizer` with both strengths.",
    about="idea",
)
def withoutpenalties(n_features, n_classes, l1, l2):
    return network(n_features, n_classes)


@wrong(
    "The L1 part is missing, so nothing pulls small weights all the way to zero. An elastic "
    "net is the sum of both penalties: L1L2 takes both strengths.",
    about="idea",
)
def without_l1(n_features, n_classes, l1, l2):
    return network(n_features, n_classes, penalties(l2=l2))


@wrong(
    "The L2 part is missing, so large weights are pulled no harder than small ones. An elastic "
    "net is the sum of both penalties: L1L2 takes both strengths.",
    about="idea",
)
def without_l2(n_features, n_classes, l1, l2):
    return network(n_features, n_classes, penalties(l1=l1))


@wrong(
    "The two strengths are exchanged: the first argument of L1L2 is `l1`, the second is `l2`. "
    "Name them, and they cannot be confused.",
    about="idea",
)
def exchanges_the_strengths(n_features, n_classes, l1, l2):
    return network(n_features, n_classes, penalties(l2, l1))


@wrong(
    "The penalty has strengths of 0.01 instead of those handed in, so the arguments of your "
    "function change nothing. Hand `l1` and `l2` on to L1L2.",
    about="idea",
)
def default_strengths(n_features, n_classes, l1, l2):
    return network(n_features, n_classes, penalties(0.01, 0.01))


@wrong(
    "The L2 strength is halved. Many texts write half of the sum of squares; Keras' penalty is "
    "l2 * sum of w^2, without a half. Hand the strength on as it is.",
    about="idea",
)
def half_of_l2(n_features, n_classes, l1, l2):
    return network(n_features, n_classes, penalties(l1, l2 / 2))


@wrong(
    "Both layers have the penalty, so the output layer is held back too. The exercise asks for "
    "it on the hidden layer's kernel alone."
)
def on_both_layers(n_features, n_classes, l1, l2):
    return network(n_features, n_classes, penalties(l1, l2), penalties(l1, l2))


@wrong(
    "The penalty is on the output layer, so the hidden layer, which has most of the weights, "
    "stays free. Give the `kernel_regularizer` to the hidden layer.",
    about="idea",
)
def on_the_output_layer(n_features, n_classes, l1, l2):
    return network(n_features, n_classes, output=penalties(l1, l2))


@wrong(
    "L1 is on one layer and L2 on the other, so neither kernel has an elastic net. Both "
    "penalties belong to the hidden layer's kernel.",
    about="idea",
)
def one_layer_each(n_features, n_classes, l1, l2):
    return network(n_features, n_classes, penalties(l1=l1), penalties(l2=l2))


@wrong(
    "L1 is on the kernel and L2 on the bias, so the kernel has a lasso penalty only. Both "
    "belong to the kernel, and biases are left out.",
    about="idea",
)
def one_for_the_bias(n_features, n_classes, l1, l2):
    import keras

    bias = {"bias_regularizer": keras.regularizers.L2(l2)}
    return network(n_features, n_classes, penalties(l1=l1) | bias)


@wrong(
    "The bias is penalized too. A bias only shifts the outputs and hardly causes overfitting, "
    "so it is left out. Penalize the kernel alone."
)
def on_kernel_and_bias(n_features, n_classes, l1, l2):
    penalty = penalties(l1, l2)
    bias = {"bias_regularizer": penalty["kernel_regularizer"]}
    return network(n_features, n_classes, penalty | bias)


@wrong(
    "`activity_regularizer` penalizes what the layer outputs, which depends on the data, and "
    "not the weights. Use `kernel_regularizer`.",
    about="idea",
)
def on_the_activity(n_features, n_classes, l1, l2):
    activity = {"activity_regularizer": penalties(l1, l2)["kernel_regularizer"]}
    return network(n_features, n_classes, activity)


@wrong(
    "L2 is left to the weight decay of AdamW. Under Adam the two are different, because Adam "
    "rescales the gradient of a penalty and not the decay. Both penalties belong to the layer, "
    "and the optimizer is plain adam.",
    about="idea",
)
def weight_decay_for_l2(n_features, n_classes, l1, l2):
    import keras

    optimizer = keras.optimizers.AdamW(weight_decay=l2)
    return network(n_features, n_classes, penalties(l1=l1), optimizer=optimizer)


@wrong(
    "The hidden layer has no ReLU. Without a nonlinearity two Dense layers in a row compute "
    "what a single one could, so the whole model is linear. Give the hidden layer "
    '`activation="relu"`.'
)
def without_relu(n_features, n_classes, l1, l2):
    return network(n_features, n_classes, penalties(l1, l2) | {"activation": None})


@wrong(
    "The output has a sigmoid for each class, so the outputs need not add up to 1. Classes "
    "that exclude each other share one probability distribution: use a softmax."
)
def sigmoids(n_features, n_classes, l1, l2):
    return network(n_features, n_classes, penalties(l1, l2), {"activation": "sigmoid"})


@wrong(
    "The output has no softmax, so the model gives logits, which are not probabilities and do "
    'not add up to 1. Give the output layer `activation="softmax"`.'
)
def without_softmax(n_features, n_classes, l1, l2):
    return network(n_features, n_classes, penalties(l1, l2), {"activation": None})


@wrong(
    "`categorical_crossentropy` takes one-hot rows, and these labels are class numbers, so "
    "Keras compares arrays of different shapes. For class numbers the loss is "
    "`sparse_categorical_crossentropy`."
)
def loss_of_one_hot_labels(n_features, n_classes, l1, l2):
    loss = "categorical_crossentropy"
    return network(n_features, n_classes, penalties(l1, l2), loss=loss)


@wrong(
    "`binary_crossentropy` looks at one probability at a time, and these labels are class "
    "numbers. A softmax over class numbers needs `sparse_categorical_crossentropy`."
)
def loss_of_two_classes(n_features, n_classes, l1, l2):
    return network(n_features, n_classes, penalties(l1, l2), loss="binary_crossentropy")
