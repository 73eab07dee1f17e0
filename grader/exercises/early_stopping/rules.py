"""Wrong rules of when to stop, called like `stopping_epoch`."""

import numpy as np

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


def waits_one_more(val_losses, patience, min_delta=0.0):
    return reference.stopping_epoch(val_losses, patience + 1, min_delta)


def waits_one_less(val_losses, patience, min_delta=0.0):
    return reference.stopping_epoch(val_losses, max(patience - 1, 1), min_delta)


def counts_equal_losses(val_losses, patience, min_delta=0.0):
    return watch(val_losses, patience, lambda loss, best, _: loss <= best - min_delta)


def reaches_min_delta(val_losses, patience, min_delta=0.0):
    def improves(loss, best, _):
        return loss < best and loss <= best - min_delta

    return watch(val_losses, patience, improves)


def ignores_min_delta(val_losses, patience, min_delta=0.0):
    return reference.stopping_epoch(val_losses, patience)


def adds_min_delta(val_losses, patience, min_delta=0.0):
    return reference.stopping_epoch(val_losses, patience, -min_delta)


def best_creeps(val_losses, patience, min_delta=0.0):
    best, best_epoch, waited = val_losses[0], 0, 0
    for epoch, loss in enumerate(val_losses[1:], 1):
        waited += 1
        if loss < best - min_delta:
            best_epoch, waited = epoch, 0
        best = min(best, loss)
        if waited >= patience:
            return epoch, best_epoch
    return len(val_losses) - 1, best_epoch


def best_by_argmin(val_losses, patience, min_delta=0.0):
    stopped, _ = reference.stopping_epoch(val_losses, patience, min_delta)
    return stopped, int(np.argmin(val_losses[: stopped + 1]))


def waits_in_total(val_losses, patience, min_delta=0.0):
    best, best_epoch, waited = val_losses[0], 0, 0
    for epoch, loss in enumerate(val_losses[1:], 1):
        if loss < best - min_delta:
            best, best_epoch = loss, epoch
        else:
            waited += 1
        if waited >= patience:
            return epoch, best_epoch
    return len(val_losses) - 1, best_epoch


def compares_with_the_previous(val_losses, patience, min_delta=0.0):
    return watch(val_losses, patience, lambda loss, _, previous: loss < previous - min_delta)


def waits_for_the_maximum(val_losses, patience, min_delta=0.0):
    return reference.stopping_epoch(-val_losses, patience, min_delta)


def never_stops(val_losses, patience, min_delta=0.0):
    return reference.stopping_epoch(val_losses, len(val_losses), min_delta)


def best_of_all_epochs(val_losses, patience, min_delta=0.0):
    stopped, _ = reference.stopping_epoch(val_losses, patience, min_delta)
    return stopped, int(np.argmin(val_losses))


def best_by_subtraction(val_losses, patience, min_delta=0.0):
    stopped, _ = reference.stopping_epoch(val_losses, patience, min_delta)
    return stopped, max(stopped - patience, 0)


def one_past_the_last(val_losses, patience, min_delta=0.0):
    stopped, best = reference.stopping_epoch(val_losses, patience, min_delta)
    return stopped + 1, best


def counts_from_one(val_losses, patience, min_delta=0.0):
    stopped, best = reference.stopping_epoch(val_losses, patience, min_delta)
    return stopped + 1, best + 1


def best_first(val_losses, patience, min_delta=0.0):
    return reference.stopping_epoch(val_losses, patience, min_delta)[::-1]


def best_loss(val_losses, patience, min_delta=0.0):
    stopped, best = reference.stopping_epoch(val_losses, patience, min_delta)
    return stopped, val_losses[best]


def nothing_at_the_end(val_losses, patience, min_delta=0.0):
    stopped, best = reference.stopping_epoch(val_losses, patience, min_delta)
    return (stopped, best) if stopped - best >= patience else None


def starts_from_infinity(val_losses, patience, min_delta=0.0):
    best, best_epoch, waited = np.inf, 0, 0
    for epoch, loss in enumerate(val_losses):
        waited += 1
        if loss < best - min_delta:
            best, best_epoch, waited = loss, epoch, 0
        if waited >= patience:
            return epoch, best_epoch
    return len(val_losses) - 1, best_epoch


def relative_min_delta(val_losses, patience, min_delta=0.0):
    return watch(val_losses, patience, lambda loss, best, _: loss < best * (1 - min_delta))
