"""What can be read off trainings that were watched."""

import numpy as np

from grader.lab.early_stopping.watching import at, stop


def restored(watched, patience, curves=None, min_delta=0.0):
    """Test accuracy of the best weights, stopped by `curves` (None: the validation loss), (S,)."""
    curves = watched.val_loss() if curves is None else curves
    return at(watched.test_accuracy, stop(curves, patience, min_delta)[1])


def sweep(watched, curves, patiences):
    """Stop each network with each patience.

    Parameters
    ----------
    watched : Watched
    curves : ndarray, shape (E, S)
        What is monitored, lower is better.
    patiences : sequence of int

    Returns
    -------
    dict of str to ndarray, shape (patiences, S)
        Test accuracy of the ``restored`` and of the ``last weights``; ``epochs`` run.
    """
    found = [stop(curves, patience) for patience in patiences]
    return {
        "restored": np.array([at(watched.test_accuracy, best) for _, best in found]),
        "last weights": np.array([at(watched.test_accuracy, stopped) for stopped, _ in found]),
        "epochs": np.array([stopped + 1 for stopped, _ in found]),
    }


def between_sets(watched, n, first=20, last=100):
    """Standard deviations over disjoint validation sets of n images, for each seed.

    Returns
    -------
    dict of str to ndarray, shape (S,)
        ``jagged``: of the loss from epoch to epoch; ``loss``: of the loss between sets, both at the
        epochs from `first` to `last`; ``best epoch``: of the best epoch, between sets.
    """
    epochs, seeds, _ = watched.val_losses.shape
    sets = watched.val_losses.reshape(epochs, seeds, -1, n).mean(axis=-1)
    flat = sets[first:last]
    return {
        "jagged": np.diff(flat, axis=0).std(axis=(0, 2)) / np.sqrt(2),
        "loss": flat.std(axis=2, ddof=1).mean(axis=0),
        "best epoch": sets.argmin(axis=0).std(axis=1, ddof=1),
    }


def picked_epoch(watched, n=50, fixed=17, last=100):
    """What the best of many epochs promises, by n images, against an epoch that nobody picked.

    Returns
    -------
    dict of str to ndarray, shape (S,)
        Means over disjoint sets of n images: ``reported``, their accuracy at the epoch where it is
        best; ``test``, on test images; ``fixed``, how far theirs is above it at the fixed epoch.
    """
    epochs, seeds, _ = watched.val_right[:last].shape
    accuracy = watched.val_right[:last].reshape(epochs, seeds, -1, n).mean(axis=-1)
    best = accuracy.argmax(axis=0)
    return {
        "reported": accuracy.max(axis=0).mean(axis=1),
        "test": np.take_along_axis(watched.test_accuracy, best.T, axis=0).mean(axis=0),
        "fixed": accuracy[fixed].mean(axis=1) - watched.test_accuracy[fixed],
    }
