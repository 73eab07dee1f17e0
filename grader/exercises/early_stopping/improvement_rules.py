"""Rules that take something else for an improvement, called like `stopping_epoch`.

The docstrings say what went wrong; the learner reads them.
"""

from grader.reference import early_stopping as reference


def watch(losses, patience, improves):
    """Early stopping under another rule, which sees the loss, the best and the previous one."""
    best_epoch, waited = 0, 0
    for epoch in range(1, len(losses)):
        if improves(losses[epoch], losses[best_epoch], losses[epoch - 1]):
            best_epoch, waited = epoch, 0
        else:
            waited += 1
        if waited >= patience:
            return epoch, best_epoch
    return len(losses) - 1, best_epoch


def compares_with_the_previous(val_losses, patience, min_delta=0.0):
    """Your function compares each loss with the one of the epoch before. Any small dip of a noisy
    curve then counts as an improvement, even far above the best loss, and training goes on and on.
    Compare with the best loss so far.
    """
    return watch(val_losses, patience, lambda loss, _, previous: loss < previous - min_delta)


def takes_changes_for_improvements(val_losses, patience, min_delta=0.0):
    """Your function takes every change for an improvement, since the absolute value hides whether
    the loss rose or fell. A rising loss then keeps the training going, which is just what early
    stopping should prevent. Leave out the absolute value: best - loss > min_delta.
    """
    return watch(val_losses, patience, lambda loss, best, _: abs(best - loss) > min_delta)


def counts_equal_losses(val_losses, patience, min_delta=0.0):
    """Your function takes a loss that just reaches best - min_delta for an improvement, for example
    one that is equal to the best loss. On a plateau it would then wait forever. A loss has to be
    lower than that: use `<` instead of `<=`.
    """
    return watch(val_losses, patience, lambda loss, best, _: loss <= best - min_delta)


def ignores_min_delta(val_losses, patience, min_delta=0.0):
    """Your function ignores `min_delta`, so even the smallest improvement restarts the waiting and
    training goes on for crumbs. A loss improves only where it is lower than best - min_delta.
    """
    return reference.stopping_epoch(val_losses, patience)


def adds_min_delta(val_losses, patience, min_delta=0.0):
    """`min_delta` has the wrong sign in your function: a loss a little ABOVE the best one counts as
    an improvement, and the best loss may creep upward. Subtract it: a loss improves where it is
    lower than best - min_delta.
    """
    return reference.stopping_epoch(val_losses, patience, -min_delta)


def relative_min_delta(val_losses, patience, min_delta=0.0):
    """Your function takes `min_delta` as a share of the best loss, so what counts as an improvement
    changes with the size of the loss. It is an amount in the units of the loss: best - min_delta.
    """
    return watch(val_losses, patience, lambda loss, best, _: loss < best * (1 - min_delta))


def default_min_delta(val_losses, patience, min_delta=0.01):
    """Where no `min_delta` is given, your function asks for one all the same, and small steps down
    do not count. The default is 0.0, as in Keras: then every loss below the best one improves.
    """
    return reference.stopping_epoch(val_losses, patience, min_delta)


def best_creeps(val_losses, patience, min_delta=0.0):
    """Your function lowers the best loss even where the improvement is too small to count. A slow
    but steady fall then never counts, because each step is compared with the one just before it.
    Leave the best loss as it is until a loss is lower than best - min_delta.
    """
    best, best_epoch, waited = val_losses[0], 0, 0
    for epoch, loss in enumerate(val_losses[1:], 1):
        waited += 1
        if loss < best - min_delta:
            best_epoch, waited = epoch, 0
        best = min(best, loss)
        if waited >= patience:
            return epoch, best_epoch
    return len(val_losses) - 1, best_epoch


def waits_for_the_maximum(val_losses, patience, min_delta=0.0):
    """Your function looks for the greatest value, as one would for an accuracy, so it takes the
    worst epoch for the best. A loss is better the lower it is: an epoch improves where its loss is
    below best - min_delta.
    """
    return reference.stopping_epoch(-val_losses, patience, min_delta)


def zero_is_no_loss(val_losses, patience, min_delta=0.0):
    """Your function takes a best loss of 0 for no loss at all, because `not best` is true for 0 as
    well as for None. The next loss then counts as an improvement, however high it is. Write
    `best is None`.
    """
    best, best_epoch, waited = None, 0, 0
    for epoch, loss in enumerate(val_losses):
        if not best or loss < best - min_delta:
            best, best_epoch, waited = loss, epoch, 0
        else:
            waited += 1
        if waited >= patience:
            break
    return epoch, best_epoch


IDEAS = (
    compares_with_the_previous,
    takes_changes_for_improvements,
)
OTHERS = (
    counts_equal_losses,
    ignores_min_delta,
    adds_min_delta,
    relative_min_delta,
    default_min_delta,
    best_creeps,
    waits_for_the_maximum,
    zero_is_no_loss,
)
