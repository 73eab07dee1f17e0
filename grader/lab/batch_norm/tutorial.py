"""The small Keras model of many introductions, ten seeds of it trained at once."""

from dataclasses import dataclass

import numpy as np

UNITS, N_TRAIN, BATCH = 64, 400, 32


@dataclass(frozen=True)
class Tumours:
    """scikit-learn's breast cancer data, split anew for every seed.

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

    x, y = load_breast_cancer(return_X_y=True)
    parts = []
    for seed in seeds:
        train, test = np.split(np.random.default_rng(seed).permutation(len(x)), [N_TRAIN])
        shift, scale = (x[train].mean(0), x[train].std(0)) if standardized else (0.0, 1.0)
        parts.append(((x[train] - shift) / scale, y[train], (x[test] - shift) / scale, y[test]))
    return Tumours(*(np.stack(part, axis=1) for part in zip(*parts, strict=True)))


def train(data, seeds, batch_norm, epochs=30, rate=1e-3):
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

    Returns
    -------
    model : keras.Model
    accuracies : dict of str to ndarray, shape (epochs, S)
        On "training" and "test", in inference mode after every epoch.
    """
    import keras

    keras.utils.set_random_seed(0)
    model = _side_by_side(list(seeds), data.x_train.shape[-1], batch_norm)

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


def _side_by_side(seeds, n_features, batch_norm):
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
            limit = np.sqrt(6 / (fan_in + fan_out))  # Glorot's, which is Dense's default
            kernels = [rng.uniform(-limit, limit, (fan_in, fan_out)) for rng in streams]
            layer.kernel.assign(np.stack(kernels))
    return model
