"""Rules that stop in time and then return something else, called like `stopping_epoch`.

The docstrings say what went wrong; the learner reads them.
"""

from grader.reference import early_stopping as reference


def best_by_subtraction(val_losses, patience, min_delta=0.0):
    """Your best_epoch is stopped_epoch - patience, which holds only where the patience ran out. In
    a training that ends with the last epoch, any epoch may be the best one. Remember its number
    whenever the loss improves.
    """
    stopped, _ = reference.stopping_epoch(val_losses, patience, min_delta)
    return stopped, stopped - patience


def one_past_the_last(val_losses, patience, min_delta=0.0):
    """Your stopped_epoch is one too great: it is the first epoch that is no longer run, or the
    number of epochs that were run. It should be the last epoch that is run, and since epochs are
    counted from 0, its number is one less.
    """
    stopped, best = reference.stopping_epoch(val_losses, patience, min_delta)
    return stopped + 1, best


def counts_from_one(val_losses, patience, min_delta=0.0):
    """Your function counts the epochs from 1. Keras, and a list of losses, count from 0, so your
    best_epoch would pick the weights of the epoch after the best one. Here the first epoch is 0.
    """
    stopped, best = reference.stopping_epoch(val_losses, patience, min_delta)
    return stopped + 1, best + 1


def best_first(val_losses, patience, min_delta=0.0):
    """Your function returns the two epochs in the other order, so whoever uses them goes back to
    the wrong weights. Return (stopped_epoch, best_epoch): the best one comes second.
    """
    return reference.stopping_epoch(val_losses, patience, min_delta)[::-1]


def best_loss(val_losses, patience, min_delta=0.0):
    """Your function returns the best loss in place of the best epoch. The loss does not say which
    weights to go back to: remember the number of the epoch as well, and return that.
    """
    stopped, best = reference.stopping_epoch(val_losses, patience, min_delta)
    return stopped, val_losses[best]


def best_is_the_last(val_losses, patience, min_delta=0.0):
    """Your function returns the last epoch twice, so its weights would be taken for the best ones.
    When training stops, the best epoch is already `patience` epochs back: remember its number
    whenever the loss improves.
    """
    stopped, _ = reference.stopping_epoch(val_losses, patience, min_delta)
    return stopped, stopped


def nothing_at_the_end(val_losses, patience, min_delta=0.0):
    """Your function returns nothing where the patience does not run out, because its only `return`
    stands inside the loop. Return something after the loop as well: stopped_epoch is the last epoch
    then.
    """
    stopped, best = reference.stopping_epoch(val_losses, patience, min_delta)
    return (stopped, best) if stopped - best >= patience else None


def ends_at(name, words, end):
    """A rule that returns another last epoch where the patience does not run out."""

    def answer(val_losses, patience, min_delta=0.0):
        stopped, best = reference.stopping_epoch(val_losses, patience, min_delta)
        return (stopped if stopped - best >= patience else end(val_losses)), best

    answer.__name__ = name
    answer.__doc__ = f"""Where the patience does not run out, your stopped_epoch is {words}. All
    epochs are run then, so stopped_epoch is the number of the last one, len(val_losses) - 1.
    """
    return answer


IDEAS = (best_is_the_last,)
SLIPS = (counts_from_one, best_first)
OTHERS = (
    best_by_subtraction,
    one_past_the_last,
    best_loss,
    nothing_at_the_end,
    ends_at("number_of_epochs_at_the_end", "the number of epochs", len),
    ends_at("minus_one_at_the_end", "-1", lambda losses: -1),
    ends_at("zero_at_the_end", "0", lambda losses: 0),
)
