"""The Keras callback of the lesson on early stopping; importing this module costs nothing."""


def make_early_stopping(patience):
    """The callback that monitors the validation loss and restores the best weights."""
    from keras.callbacks import EarlyStopping

    return EarlyStopping(monitor="val_loss", patience=patience, restore_best_weights=True)
