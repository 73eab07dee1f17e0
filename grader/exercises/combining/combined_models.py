"""Models built like `build_combined_model`'s, of other parts."""


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
