"""Models built like `build_combined_model`'s, of other parts."""

from grader.exercises.sequential import compiled


def l2_penalty(strength):
    import keras

    return {"kernel_regularizer": keras.regularizers.L2(strength)}


def dense(units=64, activation="relu", **settings):
    from keras.layers import Dense

    return Dense(units, activation=activation, **settings)


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
    layers = stack(n_classes, rate, penalties, activation, output)
    return compiled((n_features,), layers, **settings)
