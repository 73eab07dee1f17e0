"""Right answers to stopping_epoch in other styles."""

import numpy as np


def as_keras_counts(val_losses, patience, min_delta=0.0):
    best, wait, best_epoch = None, 0, 0
    for epoch in range(len(val_losses)):
        wait += 1
        if best is None or val_losses[epoch] + min_delta < best:
            best, best_epoch, wait = val_losses[epoch], epoch, 0
        elif wait >= patience:
            return [epoch, best_epoch]
    return [epoch, best_epoch]


def from_infinity(val_losses, patience, min_delta=0.0):
    best, best_epoch, wait = np.inf, 0, 0
    for epoch, loss in enumerate(val_losses):
        if best - loss > min_delta:
            best, best_epoch, wait = loss, epoch, 0
        else:
            wait += 1
            if wait == patience:
                return epoch, best_epoch
    return len(val_losses) - 1, best_epoch


def from_improvement_to_improvement(val_losses, patience, min_delta=0.0):
    losses, last = np.asarray(val_losses), len(val_losses) - 1
    best = np.int64(0)
    while True:
        lower = np.flatnonzero(losses[best + 1 : best + 1 + patience] < losses[best] - min_delta)
        if lower.size == 0:
            return np.minimum(best + patience, last), best
        best = best + 1 + lower[0]


def by_recursion(val_losses, patience, min_delta=0.0):
    def go(epoch, best):
        if epoch - best == patience or epoch == len(val_losses) - 1:
            return float(epoch), float(best)
        improved = val_losses[epoch + 1] < val_losses[best] - min_delta
        return go(epoch + 1, epoch + 1 if improved else best)

    return go(0, 0)


def with_the_callback_of_keras(val_losses, patience, min_delta=0.0):
    from keras.callbacks import EarlyStopping

    class Model:
        stop_training = False

    callback = EarlyStopping(patience=patience, min_delta=min_delta)
    callback.set_model(Model())
    callback.on_train_begin()
    for epoch, loss in enumerate(val_losses):
        callback.on_epoch_end(epoch, {"val_loss": loss})
        if callback.model.stop_training:
            break
    return epoch, callback.best_epoch


ALTERNATIVES = (
    as_keras_counts,
    from_infinity,
    from_improvement_to_improvement,
    by_recursion,
    with_the_callback_of_keras,
)
