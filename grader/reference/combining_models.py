"""The Keras model of the last lesson; importing this module costs nothing."""


def build_combined_model(n_features, n_classes, l2, rate):
    """A classifier with two hidden layers, each with an L2 penalty and dropout, compiled."""
    from keras import Input, Sequential
    from keras.layers import Dense, Dropout
    from keras.regularizers import L2

    model = Sequential(
        [
            Input((n_features,)),
            Dense(64, activation="relu", kernel_regularizer=L2(l2)),
            Dropout(rate),
            Dense(64, activation="relu", kernel_regularizer=L2(l2)),
            Dropout(rate),
            Dense(n_classes, activation="softmax"),
        ]
    )
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return model
