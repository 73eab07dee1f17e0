"""The Keras model of the batch norm lesson. Importing this module costs nothing."""


def build_batch_norm_model(n_features, n_classes, hidden_units):
    """A classifier with batch norm between each hidden Dense layer and its ReLU, compiled.

    Parameters
    ----------
    n_features, n_classes : int
    hidden_units : sequence of int
        A hidden layer's size each. The layers have no bias: batch norm takes off the mean, a bias
        with it, and has a shift of its own.

    Returns
    -------
    keras.Model
    """
    from keras import Input, Sequential
    from keras.layers import Activation, BatchNormalization, Dense

    layers = [Input((n_features,))]
    for units in hidden_units:
        layers += [Dense(units, use_bias=False), BatchNormalization(), Activation("relu")]
    model = Sequential([*layers, Dense(n_classes, activation="softmax")])
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    return model
