"""The Keras models of the lesson on L1 and L2.

Each function imports Keras itself: importing this module costs nothing.
"""


def build_l2_model(n_features, strength):
    """A binary classifier: Dense(64, relu) with an L2 penalty on its kernel, Dense(1, sigmoid)."""
    from keras import Input, Sequential
    from keras.layers import Dense
    from keras.regularizers import L2

    model = Sequential(
        [
            Input((n_features,)),
            Dense(64, activation="relu", kernel_regularizer=L2(strength)),
            Dense(1, activation="sigmoid"),
        ]
    )
    model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
    return model


def build_elastic_net_model(n_features, n_classes, l1, l2):
    """A classifier: Dense(64, relu) with L1 and L2 on its kernel, then a softmax, compiled."""
    from keras import Input, Sequential
    from keras.layers import Dense
    from keras.regularizers import L1L2

    model = Sequential(
        [
            Input((n_features,)),
            Dense(64, activation="relu", kernel_regularizer=L1L2(l1=l1, l2=l2)),
            Dense(n_classes, activation="softmax"),
        ]
    )
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return model
