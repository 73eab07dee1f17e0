"""Wrong penalties, in networks that are built like `clinic_strength`'s.

The docstrings say what went wrong; the learner reads them.
"""


def network(n_features, n_classes, first=None, second=None, activation="relu", **settings):
    """The network of the script with these regularizers on its hidden kernels."""
    import keras
    from keras.layers import Dense

    hidden = [
        Dense(64, activation=activation, kernel_regularizer=regularizer, **settings)
        for regularizer in (first, second)
    ]
    output = Dense(n_classes, activation="softmax")
    model = keras.Sequential([keras.Input((n_features,)), *hidden, output])
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


def _l2(strength):
    import keras

    return keras.regularizers.L2(strength)


def far_too_strong(n_features, n_classes):
    """The penalty is still so strong that it outweighs the data. The weights shrink to almost
    nothing, and the model says the same of every image. Take a strength some hundred times as
    small.
    """
    return network(n_features, n_classes, _l2(1.0), _l2(1.0))


def still_too_strong(n_features, n_classes):
    """The penalty is weaker but still outweighs the data, so the model does not even fit its own
    training images. Go further down, by factors of ten.
    """
    return network(n_features, n_classes, _l2(0.1), _l2(0.1))


def without_penalty(n_features, n_classes):
    """The penalty is gone altogether, so nothing holds the weights back any more, and another
    technique in its place is another script. It was too strong, not out of place: keep it, and
    make it weaker.
    """
    return network(n_features, n_classes)


def too_weak_to_be_felt(n_features, n_classes):
    """The penalty is now so weak that the model comes out as it would without one. Try strengths
    between 0.0001 and 0.01.
    """
    return network(n_features, n_classes, _l2(1e-5), _l2(1e-5))


def on_the_first_alone(n_features, n_classes):
    """The second hidden layer has lost its penalty, so its weights can grow as they like. Keep
    both, and make both weaker.
    """
    return network(n_features, n_classes, _l2(1e-3), None)


def on_the_second_alone(n_features, n_classes):
    """The first hidden layer has lost its penalty, so its weights can grow as they like. Keep
    both, and make both weaker.
    """
    return network(n_features, n_classes, None, _l2(1e-3))


def on_the_biases(n_features, n_classes):
    """The biases are penalized and the kernels are not. It is the kernels that make a network fit
    noise: give them the penalty, with `kernel_regularizer`.
    """
    return network(n_features, n_classes, bias_regularizer=_l2(1e-3))


def on_the_activity(n_features, n_classes):
    """The outputs of the hidden layers are penalized and their kernels are not. Give the penalty
    to the kernels, with `kernel_regularizer`.
    """
    return network(n_features, n_classes, activity_regularizer=_l2(1e-3))


def without_relu(n_features, n_classes):
    """The hidden layers have lost their ReLU, so the whole network is linear. Only the strength
    was wrong: leave the network as it was.
    """
    return network(n_features, n_classes, _l2(1e-3), _l2(1e-3), activation="linear")


def a_smaller_network(n_features, n_classes):
    """There is one hidden layer, and the script has two of 64 units. Only the strength was wrong:
    leave the network as it was.
    """
    import keras
    from keras.layers import Dense

    hidden = Dense(64, activation="relu", kernel_regularizer=_l2(1e-3))
    output = Dense(n_classes, activation="softmax")
    model = keras.Sequential([keras.Input((n_features,)), hidden, output])
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


MISTAKES = {
    "idea": (
        far_too_strong,
        still_too_strong,
        without_penalty,
        too_weak_to_be_felt,
        on_the_biases,
        on_the_activity,
    ),
    "": (on_the_first_alone, on_the_second_alone, without_relu, a_smaller_network),
}
