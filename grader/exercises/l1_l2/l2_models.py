"""Wrong small classifiers with a penalty, or without one."""

from grader.exercises.sequential import compiled
from grader.exercises.wrong import Wrong

wrong = Wrong()


def network(n_features, hidden=None, output=None, units=64, loss="binary_crossentropy", **settings):
    """The model with other settings of its layers or of compile."""
    from keras.layers import Dense

    hidden = {"activation": "relu"} | (hidden or {})
    output = {"activation": "sigmoid"} | (output or {})
    layers = Dense(units, **hidden), Dense(1, **output)
    return compiled((n_features,), layers, loss, **settings)


def l2(strength):
    import keras

    return keras.regularizers.L2(strength)


@wrong(
    "There is no penalty in the model, so nothing holds the weights back. Give the hidden "
    "layer a `kernel_regularizer` with the strength that is handed in.",
    about="idea",
)
def without_penalty(n_features, strength):
    return network(n_features)


@wrong(
    "The penalty has a strength of 0.01, Keras' default, whatever strength is asked for. The text "
    "'l2' always means that one: use `keras.regularizers.L2(strength)`.",
    about="idea",
)
def default_strength(n_features, strength):
    return network(n_features, {"kernel_regularizer": "l2"})


@wrong(
    "The strength is halved. Many texts write half of the sum of squares; Keras' penalty is "
    "strength * sum of w^2, without a half. Hand the strength on as it is.",
    about="idea",
)
def half_the_strength(n_features, strength):
    return network(n_features, {"kernel_regularizer": l2(strength / 2)})


@wrong(
    "The strength is doubled. Keras' penalty is strength * sum of w^2; the factor 2 appears in "
    "its gradient by itself. Hand the strength on as it is.",
    about="idea",
)
def twice_the_strength(n_features, strength):
    return network(n_features, {"kernel_regularizer": l2(2 * strength)})


@wrong(
    "This is an L1 penalty, which pulls all weights toward zero equally hard. The first "
    "argument of L1L2 is `l1`; the exercise asks for L2.",
    about="idea",
)
def l1_instead(n_features, strength):
    import keras

    return network(n_features, {"kernel_regularizer": keras.regularizers.L1(strength)})


@wrong(
    "This is an L1 penalty as well as an L2 penalty, so small weights are pulled to zero too. "
    "The exercise asks for L2 alone.",
    about="idea",
)
def l1_as_well(n_features, strength):
    import keras

    both = keras.regularizers.L1L2(l1=strength, l2=strength)
    return network(n_features, {"kernel_regularizer": both})


@wrong(
    "The penalty is on the output layer, so the hidden layer, which has most of the weights, "
    "stays free. Give the `kernel_regularizer` to the hidden layer.",
    about="idea",
)
def on_the_output_layer(n_features, strength):
    return network(n_features, output={"kernel_regularizer": l2(strength)})


@wrong(
    "Both layers have the penalty, so the output layer is held back too. The exercise asks for "
    "it on the hidden layer's kernel alone."
)
def on_both_layers(n_features, strength):
    penalty = {"kernel_regularizer": l2(strength)}
    return network(n_features, penalty, penalty)


@wrong(
    "The penalty is on the bias: `bias_regularizer` leaves the weights free, and a bias hardly "
    "causes overfitting. Use `kernel_regularizer`.",
    about="idea",
)
def on_the_bias(n_features, strength):
    return network(n_features, {"bias_regularizer": l2(strength)})


@wrong(
    "The bias is penalized too. A bias only shifts the outputs and hardly causes overfitting, "
    "so it is left out. Penalize the kernel alone."
)
def on_kernel_and_bias(n_features, strength):
    penalty = l2(strength)
    return network(n_features, {"kernel_regularizer": penalty, "bias_regularizer": penalty})


@wrong(
    "`activity_regularizer` penalizes what the layer outputs, which depends on the data, and "
    "not the weights. Use `kernel_regularizer`.",
    about="idea",
)
def on_the_activity(n_features, strength):
    return network(n_features, {"activity_regularizer": l2(strength)})


@wrong(
    "The weight decay of AdamW stands in for the penalty. Under Adam the two are different, "
    "because Adam rescales the gradient of a penalty and not the decay. The penalty belongs to "
    "the layer, and the optimizer is plain adam.",
    about="idea",
)
def weight_decay_by_adamw(n_features, strength):
    import keras

    optimizer = keras.optimizers.AdamW(weight_decay=strength)
    return network(n_features, optimizer=optimizer)


@wrong(
    "The `weight_decay` of Adam stands in for the penalty. Under Adam the two are different, "
    "because Adam rescales the gradient of a penalty and not the decay. The penalty belongs to "
    "the layer.",
    about="idea",
)
def weight_decay_by_adam(n_features, strength):
    import keras

    optimizer = keras.optimizers.Adam(weight_decay=strength)
    return network(n_features, optimizer=optimizer)


@wrong(
    "The weights shrink twice, by the penalty and by the weight decay of AdamW, so they end up "
    "smaller than the strength says. Keep the penalty and use plain adam."
)
def penalty_and_adamw(n_features, strength):
    import keras

    optimizer = keras.optimizers.AdamW(weight_decay=strength)
    penalty = {"kernel_regularizer": l2(strength)}
    return network(n_features, penalty, optimizer=optimizer)


@wrong(
    "A constraint cuts the weights off at a maximum norm and leaves smaller ones alone. A "
    "penalty pulls on all of them at every step: use `kernel_regularizer`.",
    about="idea",
)
def constraint_instead(n_features, strength):
    return network(n_features, {"kernel_constraint": "max_norm"})


@wrong(
    "The hidden layer has no ReLU. Without a nonlinearity two Dense layers in a row compute "
    "what a single one could, so the whole model is linear. Give the hidden layer "
    '`activation="relu"`.'
)
def without_relu(n_features, strength):
    return network(n_features, {"activation": None, "kernel_regularizer": l2(strength)})


@wrong(
    "The output has no sigmoid, so the model gives a logit, which can be any number. "
    "binary_crossentropy expects a probability between 0 and 1: give the output layer "
    '`activation="sigmoid"`.'
)
def without_sigmoid(n_features, strength):
    return network(n_features, {"kernel_regularizer": l2(strength)}, {"activation": None})


@wrong(
    "A softmax over a single unit is always 1, whatever comes in, so the model says the same "
    "for every row. One unit needs a sigmoid."
)
def softmax_of_one(n_features, strength):
    return network(n_features, {"kernel_regularizer": l2(strength)}, {"activation": "softmax"})


@wrong(
    "The hidden layer does not have 64 units, so the model has another capacity than the one "
    "the exercise asks for. Use Dense(64)."
)
def another_size(n_features, strength):
    return network(n_features, {"kernel_regularizer": l2(strength)}, units=32)


@wrong(
    "The loss is one for regression. With it, a probability that is badly wrong is hardly "
    "punished, and training is slow. The loss for one sigmoid unit is `binary_crossentropy`."
)
def loss_of_a_regression(n_features, strength):
    return network(n_features, {"kernel_regularizer": l2(strength)}, loss="mse")
