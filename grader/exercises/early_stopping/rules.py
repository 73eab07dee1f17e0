"""Wrong rules of when to stop, called like `stopping_epoch`.

The docstrings say what went wrong; the learner reads them.
"""

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
    """It waits one epoch too long: training stops in the very epoch in which the number of epochs
    without improvement reaches `patience`.
    """
    return reference.stopping_epoch(val_losses, patience + 1, min_delta)


def waits_one_less(val_losses, patience, min_delta=0.0):
    """It stops one epoch too soon: the epoch that improved is not one of those that are waited."""
    return reference.stopping_epoch(val_losses, max(patience - 1, 1), min_delta)


def counts_equal_losses(val_losses, patience, min_delta=0.0):
    """An equal loss counts as an improvement: it must be lower than the best one (<, not <=)."""
    return watch(val_losses, patience, lambda loss, best, _: loss <= best - min_delta)


def reaches_min_delta(val_losses, patience, min_delta=0.0):
    """A loss that is lower by exactly min_delta counts as an improvement: it must be lower than
    best - min_delta.
    """

    def improves(loss, best, _):
        return loss < best and loss <= best - min_delta

    return watch(val_losses, patience, improves)


def ignores_min_delta(val_losses, patience, min_delta=0.0):
    """min_delta is ignored: the smallest improvement restarts the waiting."""
    return reference.stopping_epoch(val_losses, patience)


def adds_min_delta(val_losses, patience, min_delta=0.0):
    """min_delta has the wrong sign: a loss a little above the best one counts as an improvement."""
    return reference.stopping_epoch(val_losses, patience, -min_delta)


def best_creeps(val_losses, patience, min_delta=0.0):
    """The best loss follows improvements that are too small to count: then a slow but steady fall
    never is one. Keep the best loss until min_delta is exceeded.
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


def best_by_argmin(val_losses, patience, min_delta=0.0):
    """best_epoch is the epoch of the lowest loss, though it was lower by too little to count as an
    improvement: min_delta decides on it, too.
    """
    stopped, _ = reference.stopping_epoch(val_losses, patience, min_delta)
    return stopped, int(np.argmin(val_losses[: stopped + 1]))


def waits_in_total(val_losses, patience, min_delta=0.0):
    """The epochs without improvement are counted in total; an improvement sets them back to 0."""
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
    """Each loss is compared with that of the epoch before; compare it with the best one so far."""
    return watch(val_losses, patience, lambda loss, _, previous: loss < previous - min_delta)


def waits_for_the_maximum(val_losses, patience, min_delta=0.0):
    """It looks for the greatest value, as for an accuracy; a loss improves when it falls."""
    return reference.stopping_epoch(-val_losses, patience, min_delta)


def never_stops(val_losses, patience, min_delta=0.0):
    """It never stops: the whole curve is searched for its minimum, but training ends as soon as
    `patience` epochs in a row did not improve, whatever would have come later.
    """
    return len(val_losses) - 1, int(np.argmin(val_losses))


def best_of_all_epochs(val_losses, patience, min_delta=0.0):
    """best_epoch looks into the future: it is the minimum of the whole curve, but epochs after
    stopped_epoch are never run.
    """
    stopped, _ = reference.stopping_epoch(val_losses, patience, min_delta)
    return stopped, int(np.argmin(val_losses))


def best_by_subtraction(val_losses, patience, min_delta=0.0):
    """best_epoch is stopped_epoch - patience, which is wrong where patience did not run out."""
    stopped, _ = reference.stopping_epoch(val_losses, patience, min_delta)
    return stopped, max(stopped - patience, 0)


def one_past_the_last(val_losses, patience, min_delta=0.0):
    """stopped_epoch is the first epoch that is not run any more; it should be the last that is."""
    stopped, best = reference.stopping_epoch(val_losses, patience, min_delta)
    return stopped + 1, best


def counts_from_one(val_losses, patience, min_delta=0.0):
    """The epochs are counted from 1; here the first is epoch 0."""
    stopped, best = reference.stopping_epoch(val_losses, patience, min_delta)
    return stopped + 1, best + 1


def best_first(val_losses, patience, min_delta=0.0):
    """The two are exchanged: the order is (stopped_epoch, best_epoch)."""
    return reference.stopping_epoch(val_losses, patience, min_delta)[::-1]


def best_loss(val_losses, patience, min_delta=0.0):
    """best_epoch is not the epoch but its loss."""
    stopped, best = reference.stopping_epoch(val_losses, patience, min_delta)
    return stopped, val_losses[best]


def from_the_lowest(val_losses, patience, min_delta=0.0):
    """It starts from the lowest loss of the whole curve, but training may have ended before: go
    through the epochs in order.
    """
    best = int(np.argmin(val_losses))
    return min(best + patience, len(val_losses) - 1), best


def zero_is_no_loss(val_losses, patience, min_delta=0.0):
    """A best loss of 0 is taken for none, since `not best` is true for 0 as well: compare with
    None.
    """
    return watch(val_losses, patience, lambda loss, best, _: not best or loss < best - min_delta)


def compares_with_what_follows(val_losses, patience, min_delta=0.0):
    """Each epoch is compared with the `patience` epochs after it, instead of with the best one so
    far: with min_delta, an epoch that is only a little better than the best one ends the waiting.
    """
    for epoch in range(len(val_losses) - patience):
        if np.min(val_losses[epoch + 1 : epoch + 1 + patience]) >= val_losses[epoch] - min_delta:
            return epoch + patience, epoch
    return len(val_losses) - 1, int(np.argmin(val_losses))


def ends_at(name, end):
    """A rule that says something else of the end where patience does not run out."""

    def answer(val_losses, patience, min_delta=0.0):
        stopped, best = reference.stopping_epoch(val_losses, patience, min_delta)
        return (stopped if stopped - best >= patience else end(val_losses)), best

    answer.__name__ = name
    answer.__doc__ = """stopped_epoch is another number where patience does not run out: then it is
    the last epoch, len(val_losses) - 1.
    """
    return answer


def nothing_at_the_end(val_losses, patience, min_delta=0.0):
    """Nothing is returned where patience does not run out: then the last epoch is stopped_epoch."""
    stopped, best = reference.stopping_epoch(val_losses, patience, min_delta)
    return (stopped, best) if stopped - best >= patience else None


def relative_min_delta(val_losses, patience, min_delta=0.0):
    """min_delta is taken as a share of the best loss; it is an amount: best - min_delta."""
    return watch(val_losses, patience, lambda loss, best, _: loss < best * (1 - min_delta))


def rises_in_a_row(val_losses, patience, min_delta=0.0):
    """It waits for `patience` rises in a row; a loss that falls again but is not below the best one
    so far is no improvement, and the waiting goes on.
    """
    rises = np.diff(val_losses) > 0
    for epoch in range(patience, len(val_losses)):
        if rises[epoch - patience : epoch].all():
            return epoch, epoch - patience
    return len(val_losses) - 1, int(np.argmin(val_losses))


def from_infinity(rule):
    """A rule whose best loss starts as infinity: as if an epoch of that loss had come before."""

    def answer(val_losses, patience, min_delta=0.0):
        stopped, best = rule(np.append(np.inf, val_losses), patience, min_delta)
        return stopped - 1, max(best - 1, 0)

    answer.__name__, answer.__doc__ = f"{rule.__name__}_from_infinity", rule.__doc__
    return answer


def starts_from_infinity(val_losses, patience, min_delta=0.0):
    """The best loss starts as infinity, so that a first loss that is infinite is no improvement:
    the first epoch always is one.
    """
    return from_infinity(reference.stopping_epoch)(val_losses, patience, min_delta)


MISTAKES = (
    waits_one_more,
    waits_one_less,
    counts_equal_losses,
    reaches_min_delta,
    ignores_min_delta,
    adds_min_delta,
    best_creeps,
    best_by_argmin,
    waits_in_total,
    compares_with_the_previous,
    rises_in_a_row,
    waits_for_the_maximum,
    never_stops,
    best_of_all_epochs,
    best_by_subtraction,
    one_past_the_last,
    counts_from_one,
    best_first,
    best_loss,
    from_the_lowest,
    zero_is_no_loss,
    compares_with_what_follows,
    nothing_at_the_end,
    ends_at("number_of_epochs_at_the_end", len),
    ends_at("minus_one_at_the_end", lambda losses: -1),
    ends_at("zero_at_the_end", lambda losses: 0),
    from_infinity(ends_at("number_of_epochs_at_the_end", len)),
    relative_min_delta,
    starts_from_infinity,
    # Most let the best loss start as infinity, which shows where the first loss is infinite.
    *map(
        from_infinity,
        (
            waits_one_more,
            waits_one_less,
            reaches_min_delta,
            ignores_min_delta,
            adds_min_delta,
            waits_in_total,
        ),
    ),
)
