"""Rules that count the waiting wrongly, called like `stopping_epoch`.

The docstrings say what went wrong; the learner reads them.
"""

import numpy as np

from grader.reference import early_stopping as reference


def waits_one_more(val_losses, patience, min_delta=0.0):
    """Your function waits one epoch too long, so one more epoch is trained for nothing, and an
    improvement that comes right then is still caught. Stop in the very epoch in which the number of
    epochs waited reaches `patience`: test for `>= patience`, not for `> patience`.
    """
    return reference.stopping_epoch(val_losses, patience + 1, min_delta)


def waits_one_less(val_losses, patience, min_delta=0.0):
    """Your function stops one epoch too soon, so it may give up just before the loss improves. The
    epoch that improved is not one of the `patience` epochs that are waited: the counter is 0 there,
    and 1 in the epoch after it.
    """
    return reference.stopping_epoch(val_losses, patience - 1, min_delta)


def first_epoch_waits(val_losses, patience, min_delta=0.0):
    """Your function counts the first epoch as an epoch without improvement: its loss is not lower
    than the best one, which is that very loss. So it gives up one epoch too soon where nothing
    improves at the start. The first epoch always improves; the waiting starts after it.
    """
    best, best_epoch, waited = val_losses[0], 0, 0
    for epoch, loss in enumerate(val_losses):
        if loss < best - min_delta:
            best, best_epoch, waited = loss, epoch, 0
        else:
            waited += 1
        if waited >= patience:
            break
    return epoch, best_epoch


def checks_before_looking(val_losses, patience, min_delta=0.0):
    """Your function tests the patience before it looks at the loss of the epoch, so it learns one
    epoch too late that the waiting is over. Look at the loss first, update the counter, and compare
    it with `patience` after that, in the same epoch.
    """
    best, best_epoch, waited = val_losses[0], 0, 0
    for epoch in range(1, len(val_losses)):
        if waited >= patience:
            return epoch, best_epoch
        if val_losses[epoch] < best - min_delta:
            best, best_epoch, waited = val_losses[epoch], epoch, 0
        else:
            waited += 1
    return len(val_losses) - 1, best_epoch


def waits_in_total(val_losses, patience, min_delta=0.0):
    """Your function counts the epochs without improvement over the whole training, so a noisy curve
    uses up the patience while it is still falling. Only epochs in a row count: set the counter back
    to 0 whenever the loss improves.
    """
    best, best_epoch, waited = val_losses[0], 0, 0
    for epoch, loss in enumerate(val_losses[1:], 1):
        if loss < best - min_delta:
            best, best_epoch = loss, epoch
        else:
            waited += 1
        if waited >= patience:
            return epoch, best_epoch
    return len(val_losses) - 1, best_epoch


def rises_in_a_row(val_losses, patience, min_delta=0.0):
    """Your function waits for the loss to rise `patience` times in a row, which a noisy curve may
    never do. An epoch counts as one without improvement whenever its loss is not below the best one
    so far, whether it rose or fell from the epoch before.
    """
    rises = np.diff(val_losses) > 0
    for epoch in range(patience, len(val_losses)):
        if rises[epoch - patience : epoch].all():
            return epoch, epoch - patience
    return len(val_losses) - 1, int(np.argmin(val_losses))


IDEAS = (
    waits_in_total,
    rises_in_a_row,
)
OTHERS = (
    waits_one_more,
    waits_one_less,
    first_epoch_waits,
    checks_before_looking,
)
