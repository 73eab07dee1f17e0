"""A curve on which every epoch is marked as improvement or as waiting."""

import numpy as np

from grader.lab.palette import BLACK, BLUE, GRAY, ORANGE, VERMILLION, new_figure
from grader.lab.picture import to_picture
from grader.reference.early_stopping import EarlyStopper

MOST_NUMBERS = 25


def counting(losses, patience, min_delta=0.0, truth=None):
    """How early stopping reads a curve: improvements, waiting, the stop, and what it never sees.

    Parameters
    ----------
    losses : ndarray, shape (epochs,)
    patience : int
    min_delta : float
    truth : ndarray, shape (epochs,), optional
        The curve without its noise.

    Returns
    -------
    Picture
    """
    improved, waited = read(losses, patience, min_delta)
    stopped, best = len(waited) - 1, int(np.flatnonzero(improved)[-1])
    figure, axes = new_figure(size=(7.4, 3.2))
    epochs = np.arange(len(losses))
    axes.plot(epochs[stopped:], losses[stopped:], color=GRAY, lw=1.5, label="never seen")
    axes.plot(epochs[: stopped + 1], losses[: stopped + 1], color="#777777", lw=1)
    if truth is not None:
        axes.plot(epochs, truth, color=BLACK, lw=1, ls=(0, (2, 3)), label="without noise")
    for chosen, color, marker, label in (
        (improved, BLUE, "o", "improvement"),
        (~improved, ORANGE, "s", "waiting"),
    ):
        at = np.flatnonzero(chosen)
        axes.plot(at, losses[at], marker, color=color, ms=6, label=label)
    if len(losses) <= MOST_NUMBERS:
        for epoch in np.flatnonzero(~improved):
            axes.annotate(waited[epoch], (epoch, losses[epoch]), (0, 7), textcoords="offset points")
    axes.plot(best, losses[best], "D", color=VERMILLION, ms=10, label="best", zorder=3)
    axes.axvline(stopped, color=BLACK, lw=1.2, ls=(0, (4, 3)))
    axes.set_xlabel("epoch, counted from 0")
    axes.set_ylabel("validation loss")
    axes.legend(frameon=False, fontsize=8.5, ncols=2)
    said = f"Patience {patience}, min_delta {min_delta:g}: {improved.sum()} improvements; the best "
    said += f"epoch is {best}, with {losses[best]:.3f}. "
    said += "It stops after" if waited[-1] >= patience else "It never stops; the last is"
    said += f" epoch {stopped}. The lowest of the whole curve is epoch {losses.argmin()}, "
    said += f"with {losses.min():.3f}."
    return to_picture(figure, said, said)


def read(losses, patience, min_delta):
    """For each epoch until the stop: whether it improved, and how many it has waited by then."""
    stopper, improved, waited = EarlyStopper(patience, min_delta), [], []
    for loss in losses:
        stops = stopper.update(loss, [])
        improved.append(stopper.best_epoch == stopper.epoch)
        waited.append(stopper.epoch - stopper.best_epoch)
        if stops:
            break
    return np.array(improved), waited
