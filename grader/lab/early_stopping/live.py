"""Curves that are redrawn in place while Keras trains."""

from grader.lab.early_stopping.plots.curves import training_run


def live_curves(stopping=None, every=5, show=None):
    """A Keras callback that shows training and validation loss as they come in.

    It keeps to one output, which it draws anew every few epochs and once more at the end; a saved
    notebook holds the last picture.

    Parameters
    ----------
    stopping : keras.callbacks.EarlyStopping, optional
        Its best epoch so far is marked. Give it to `fit` before this callback.
    every : int
        Epochs between two pictures.
    show : callable, optional
        Shows the first picture and returns an object whose ``update(picture)`` puts another one in
        its place; by default that of IPython.

    Returns
    -------
    keras.callbacks.Callback
    """
    from keras.callbacks import LambdaCallback

    curves = LiveCurves(stopping, every, show or _show_in_notebook)
    return LambdaCallback(
        on_train_begin=curves.begin, on_epoch_end=curves.add, on_train_end=curves.draw
    )


class LiveCurves:
    """What `live_curves` does at the start, after every epoch and at the end."""

    def __init__(self, stopping, every, show):
        self.stopping, self.every, self.show = stopping, every, show
        self.begin()

    def begin(self, logs=None):
        """Forget an earlier training."""
        self.curves, self.handle = {"training": [], "validation": []}, None

    def add(self, epoch, logs):
        """Take note of an epoch, counted from 0, and draw if its turn has come."""
        self.curves["training"].append(float(logs["loss"]))
        if "val_loss" in logs:
            self.curves["validation"].append(float(logs["val_loss"]))
        if epoch % self.every == 0:
            self.draw()

    def draw(self, logs=None):
        """Put a picture of all epochs so far in the place of the one before."""
        picture = training_run(
            {name: values for name, values in self.curves.items() if values},
            best=None if self.stopping is None else self.stopping.best_epoch,
        )
        if self.handle is None:
            self.handle = self.show(picture)
        else:
            self.handle.update(picture)


def _show_in_notebook(picture):
    from IPython.display import display

    return display(picture, display_id=True)
