"""The Keras model of the overfitting lesson. Importing this module imports no framework."""


def build_classifier(n_features, n_classes, hidden_units):
    """A classifier whose capacity is a parameter, compiled.

    Parameters
    ----------
    n_features, n_classes : int
    hidden_units : sequence of int
        Size of each hidden ReLU layer; with none, the model is a softmax regression.

    Returns
    -------
    keras.Model
    """
    from keras import Input, Sequential
    from keras.layers import Dense

    hidden = [Dense(units, activation="relu") for units in hidden_units]
    model = Sequential([Input((n_features,)), *hidden, Dense(n_classes, activation="softmax")])
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return model
