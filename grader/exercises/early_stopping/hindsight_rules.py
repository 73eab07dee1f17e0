"""Rules that look at more than one epoch at a time, called like `stopping_epoch`.

Most of them know losses that a training has not seen yet. The docstrings say what went wrong; the
learner reads them.
"""

import numpy as np

from grader.reference import early_stopping as reference


def never_stops(val_losses, patience, min_delta=0.0):
    """Your function never stops: it searches the whole curve for its minimum. Training ends as soon
    as `patience` epochs in a row have not improved, and what would have come later is never seen.
    Go through the epochs in order and leave the loop when the patience has run out.
    """
    return len(val_losses) - 1, int(np.argmin(val_losses))


def best_of_all_epochs(val_losses, patience, min_delta=0.0):
    """Your best_epoch looks into the future: it is the minimum of the whole curve, but the epochs
    after stopped_epoch are never run, so their weights do not exist. Search only among the epochs
    up to stopped_epoch.
    """
    stopped, _ = reference.stopping_epoch(val_losses, patience, min_delta)
    return stopped, int(np.argmin(val_losses))


def from_the_lowest(val_losses, patience, min_delta=0.0):
    """Your function starts from the lowest loss of the whole curve and waits from there. A training
    does not know that minimum in advance, and may have stopped long before it. Go through the
    epochs in order and remember the best loss so far.
    """
    best = int(np.argmin(val_losses))
    return min(best + patience, len(val_losses) - 1), best


def best_by_argmin(val_losses, patience, min_delta=0.0):
    """Your function takes the epoch of the lowest loss for the best one. Where that loss was lower
    by no more than `min_delta`, the rule did not count it as an improvement, and no weights were
    saved there. best_epoch is the last epoch that improved by more than `min_delta`.
    """
    stopped, _ = reference.stopping_epoch(val_losses, patience, min_delta)
    return stopped, int(np.argmin(val_losses[: stopped + 1]))


def compares_with_what_follows(val_losses, patience, min_delta=0.0):
    """Your function compares each epoch with the `patience` epochs after it. With `min_delta` that
    is another rule: an epoch only a little better than the best one counts as a new start. Compare
    each epoch with the best one so far.
    """
    for epoch in range(len(val_losses) - patience):
        if np.min(val_losses[epoch + 1 : epoch + 1 + patience]) >= val_losses[epoch] - min_delta:
            return epoch + patience, epoch
    return len(val_losses) - 1, int(np.argmin(val_losses))


IDEAS = (
    never_stops,
    best_of_all_epochs,
    from_the_lowest,
)
OTHERS = (
    best_by_argmin,
    compares_with_what_follows,
)
