"""The callback of Keras, driven by a list of values in place of a training."""

import numpy as np


class StandIn:
    """What the callback needs of a model: weights, which are the number of the epoch."""

    stop_training = False

    def __init__(self):
        self.weights = [np.array(-1.0)]

    def get_weights(self):
        """The weights, a list with one array."""
        return self.weights

    def set_weights(self, weights):
        """Put other weights in their place."""
        self.weights = weights


def keras_epochs(callback, values):
    """The last epoch that `callback` allows, and the epoch whose weights the model has in the end.

    Parameters
    ----------
    callback : keras.callbacks.EarlyStopping
    values : sequence of float
        Of the monitored quantity, epoch by epoch.

    Returns
    -------
    last, weights_of : int
        Counted from 0.
    """
    model = StandIn()
    callback.set_model(model)
    callback.on_train_begin()
    for epoch, value in enumerate(values):
        model.weights = [np.array(float(epoch))]
        callback.on_epoch_end(epoch, {callback.monitor: value})
        if model.stop_training:
            break
    callback.on_train_end()
    return epoch, int(model.weights[0])


def random_curve(rng):
    """A falling, then rising curve of 5 to 40 epochs; eighths, which single precision holds."""
    epochs = int(rng.integers(5, 41))
    trend = np.linspace(3, -1.5, epochs) ** 2
    return np.round(8 * (trend + rng.normal(size=epochs))) / 8
