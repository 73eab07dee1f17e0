"""The clinic's scripts on Keras models, repaired; importing this module costs nothing."""

import numpy as np


def clinic_prediction(model, x):
    """Class probabilities in inference mode.

    Parameters
    ----------
    model : keras.Model
    x : ndarray, shape (n, d)

    Returns
    -------
    ndarray, shape (n, n_classes)
    """
    return np.asarray(model(x, training=False))


def clinic_strength(n_features, n_classes, l2=0.001):
    """A classifier whose hidden layers have an L2 penalty that leaves them room to learn."""
    from keras import Input, Sequential
    from keras.layers import Dense
    from keras.regularizers import L2

    layers = [Dense(64, activation="relu", kernel_regularizer=L2(l2)) for _ in range(2)]
    return _compiled(
        Sequential([Input((n_features,)), *layers, Dense(n_classes, activation="softmax")])
    )


def clinic_output_layer(n_features, n_classes, rate):
    """A classifier with dropout behind its hidden layer, and none behind the output."""
    from keras import Input, Sequential
    from keras.layers import Dense, Dropout

    hidden = [Dense(64, activation="relu"), Dropout(rate)]
    return _compiled(
        Sequential([Input((n_features,)), *hidden, Dense(n_classes, activation="softmax")])
    )


def _compiled(model):
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


def clinic_early_stopping(model, x_train, y_train, x_val, y_val):
    """Train until the validation loss has not fallen for five epochs; go back to the best one.

    Parameters
    ----------
    model : keras.Model
        Not compiled; its outputs are class probabilities.
    x_train, x_val : ndarray, shapes (n, d) and (m, d)
    y_train, y_val : integer ndarray, shapes (n,) and (m,)

    Returns
    -------
    keras.Model
        `model`, trained.
    """
    import keras

    model.compile(keras.optimizers.Adam(0.01), "sparse_categorical_crossentropy")
    stopping = keras.callbacks.EarlyStopping(patience=5, restore_best_weights=True)
    model.fit(
        x_train,
        y_train,
        epochs=60,
        validation_data=(x_val, y_val),
        callbacks=[stopping],
        verbose=0,
    )
    return model
