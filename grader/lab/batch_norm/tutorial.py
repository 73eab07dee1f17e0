"""The small Keras model of many introductions, ten seeds of it trained at once."""

from dataclasses import dataclass

import numpy as np

UNITS, N_TRAIN, BATCH = 64, 400, 32
N_WINES = 120
"""Of 178, to train on."""


@dataclass(frozen=True)
class Tumours:
    """scikit-learn's breast cancer data, or wines, split anew for every seed.

    Parameters
    ----------
    x_train, x_test : ndarray, shape (n, S, 30)
    y_train, y_test : integer ndarray, shape (n, S)
    """

    x_train: np.ndarray
    y_train: np.ndarray
    x_test: np.ndarray
    y_test: np.ndarray


def tumours(seeds, standardized):
    """Measurements as they are, or standardized by those of the training set."""
    from sklearn.datasets import load_breast_cancer

    return _split(*load_breast_cancer(return_X_y=True), N_TRAIN, seeds, standardized)


def wines(seeds, standardized):
    """Another 13 measurements of very different sizes: is a wine of the first of three kinds?"""
    from sklearn.datasets import load_wine

    x, y = load_wine(return_X_y=True)
    return _split(x, (y == 0).astype(int), N_WINES, seeds, standardized)


def held_out(data, share=0.25):
    """The training set alone, its last samples in the place of test samples."""
    first = len(data.x_train) - round(share * len(data.x_train))
    (x, x_val), (y, y_val) = (np.split(part, [first]) for part in (data.x_train, data.y_train))
    return Tumours(x, y, x_val, y_val)


def _split(x, y, n_train, seeds, standardized):
    parts = []
    for seed in seeds:
        train, test = np.split(np.random.default_rng(seed).permutation(len(x)), [n_train])
        shift, scale = (x[train].mean(0), x[train].std(0)) if standardized else (0.0, 1.0)
        parts.append(((x[train] - shift) / scale, y[train], (x[test] - shift) / scale, y[test]))
    return Tumours(*(np.stack(part, axis=1) for part in zip(*parts, strict=True)))


def train(data, seeds, batch_norm, epochs=30, rate=1e-3, initializer="glorot"):
    """Fit Dense(64, relu), BatchNormalization if wanted, Dense(1, sigmoid), as one Keras model.

    All seeds stand side by side in one model. No value of one reaches another, and the loss is the
    sum of theirs, so that Adam's steps are those of each one's own.

    Parameters
    ----------
    data : Tumours
    seeds : iterable of int
        Of the initial kernels.
    batch_norm : bool
    epochs : int
    rate : float
        Learning rate of Adam; 0.001 is the default of Keras.
    initializer : "glorot" or "he"
        Uniform; Glorot's is the default of Dense.

    Returns
    -------
    model : keras.Model
    accuracies : dict of str to ndarray, shape (epochs, S)
        On "training" and "test", in inference mode after every epoch.
    """
    import keras

    keras.utils.set_random_seed(0)
    model = _side_by_side(list(seeds), data.x_train.shape[-1], batch_norm, initializer)

    def summed(y, p):
        return len(data.y_train[0]) * keras.losses.binary_crossentropy(y, p)

    batches = -(-len(data.x_train) // BATCH)
    model.compile(keras.optimizers.Adam(rate), summed, steps_per_execution=batches)
    parts = {"training": (data.x_train, data.y_train), "test": (data.x_test, data.y_test)}
    accuracies = {name: [] for name in parts}

    def measure(epoch, logs):
        for name, (x, y) in parts.items():
            accuracies[name].append(np.mean((model.predict_on_batch(x) > 0.5) == y, axis=0))

    follow = keras.callbacks.LambdaCallback(on_epoch_end=measure)
    options = {"epochs": epochs, "batch_size": BATCH, "verbose": 0, "callbacks": [follow]}
    model.fit(data.x_train, data.y_train, **options)
    return model, {name: np.array(values) for name, values in accuracies.items()}


def _side_by_side(seeds, n_features, batch_norm, initializer):
    import keras
    from keras.layers import BatchNormalization, EinsumDense, Reshape

    def dense(units, activation):
        shape = (len(seeds), units)
        return EinsumDense("nsi,siu->nsu", shape, activation=activation, bias_axes="su")

    model = keras.Sequential([keras.Input((len(seeds), n_features)), dense(UNITS, "relu")])
    if batch_norm:
        flat = Reshape((len(seeds) * UNITS,))
        for layer in (flat, BatchNormalization(), Reshape((len(seeds), UNITS))):
            model.add(layer)
    model.add(dense(1, "sigmoid"))
    model.add(Reshape((len(seeds),)))
    streams = [np.random.default_rng(seed) for seed in seeds]
    for layer in model.layers:
        if isinstance(layer, EinsumDense):
            _, fan_in, fan_out = layer.kernel.shape
            fans = fan_in if initializer == "he" else fan_in + fan_out
            limit = np.sqrt(6 / fans)
            kernels = [rng.uniform(-limit, limit, (fan_in, fan_out)) for rng in streams]
            layer.kernel.assign(np.stack(kernels))
    return model
