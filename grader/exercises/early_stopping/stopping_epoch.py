"""When early stopping ends a training, counted as Keras counts."""

import numpy as np

from grader.criteria import holds, number, pair
from grader.criteria.cases import telling
from grader.exercise import exercise
from grader.exercises.early_stopping import rules
from grader.exercises.early_stopping.inputs import curve, longest_wait, through_zero, walk
from grader.reference import early_stopping as reference

NAMES = ("stopped_epoch", "best_epoch")


@exercise(
    reference=reference.stopping_epoch,
    points=3,
    hints=(
        "Go through the losses as they would come in, and remember three things: the best loss so "
        "far, its epoch, and how many epochs you have been waiting since.",
        "What happens to the number of epochs waited when a loss improves? And when is it compared "
        "with `patience`, before or after this epoch is counted?",
        "A loss that is lower by less than min_delta is no improvement: the best loss, its epoch "
        "and the waiting all go on as if it had not been lower at all.",
    ),
)
def stopping_epoch(student, rng):
    """(stopped_epoch, best_epoch), from 0: stop after `patience` epochs without improvement."""
    yield from _stops(student, rng)
    lasting = _never_stopping(rng)
    got = _ask(student, lasting)
    sentence = "If patience never runs out, stopped_epoch is the last epoch"
    yield _agrees(lasting, got, 0, sentence).worth(2)
    yield _agrees(lasting, got, 1, "best_epoch is right there, too")
    flat = telling(
        lambda: [(walk(rng), int(rng.integers(2, 5))) for _ in range(8)],
        [reference.stopping_epoch, rules.counts_equal_losses],
    )
    yield _agrees(flat, _ask(student, flat), None, "An equal loss is no improvement")
    yield from _with_min_delta(student, rng)
    sentence = "The first epoch always improves, however great its loss, and may be the only one"
    starts = [np.array([2.5]), np.append([np.inf] * 4, curve(rng)), curve(rng) + 1e6]
    first = [(losses, 2) for losses in starts]
    yield _agrees(first, _ask(student, first), None, sentence)
    cases = telling(
        lambda: [(through_zero(rng), int(rng.integers(2, 5))) for _ in range(4)],
        [reference.stopping_epoch, rules.zero_is_no_loss],
    )
    yield _agrees(cases, _ask(student, cases), None, "A loss of 0 is one like any other")


def _stops(student, rng):
    """Criteria on curves that stop, without min_delta."""
    cases = telling(
        lambda: [(curve(rng), int(rng.integers(2, 5))) for _ in range(8)],
        [
            reference.stopping_epoch,
            rules.rises_in_a_row,
            rules.waits_one_more,
            rules.waits_one_less,
            rules.waits_in_total,
            rules.compares_with_the_previous,
            rules.never_stops,
        ],
    )
    got = _ask(student, cases)
    sentence = "Training stops when `patience` epochs in a row did not improve"
    yield _agrees(cases, got, 0, sentence).worth(5)
    yield _agrees(cases, got, 1, "best_epoch is the last epoch that improved").worth(4)


def _never_stopping(rng):
    """Curves whose patience does not run out; in the first it all but does, at the very end."""
    cases = []
    for wanted in (1.0, *rng.random(3)):
        losses = np.append(curve(rng), -9.0)
        patience = longest_wait(losses) + 1
        waiting = -9.0 + rng.integers(1, 9, size=round(wanted * (patience - 1))) / 8
        cases.append((np.append(losses, waiting), patience))
    return cases


def _with_min_delta(student, rng):
    cases = telling(
        lambda: [
            (walk(rng), int(rng.integers(2, 5)), float(rng.choice([0.25, 0.375])))
            for _ in range(10)
        ],
        [
            reference.stopping_epoch,
            rules.ignores_min_delta,
            rules.adds_min_delta,
            rules.best_creeps,
            rules.reaches_min_delta,
            rules.best_by_argmin,
            rules.relative_min_delta,
            rules.compares_with_what_follows,
        ],
    )
    got = _ask(student, cases)
    sentence = "With min_delta, only a loss below the best one minus min_delta improves"
    yield _agrees(cases, got, 0, sentence).worth(3)
    yield _agrees(cases, got, 1, "best_epoch, too, takes notice of min_delta").worth(2)


def _ask(student, cases):
    """What comes back for each case, shape (cases, 2)."""
    got = []
    for losses, patience, *min_delta in cases:
        options = {"min_delta": min_delta[0]} if min_delta else {}
        parts = pair(student(losses, patience, **options), NAMES)
        got.append([number(part, f"`{name}`") for part, name in zip(parts, NAMES, strict=True)])
    return np.array(got)


def _agrees(cases, got, place, sentence):
    """Criterion: one of the two numbers, or both, are right for every case."""
    expected = np.array([reference.stopping_epoch(*case) for case in cases])
    columns = slice(None) if place is None else slice(place, place + 1)
    wrong = np.any(got[:, columns] != expected[:, columns], axis=1)
    shortest = min(np.flatnonzero(wrong), key=lambda i: len(cases[i][0]), default=None)
    found = "" if shortest is None else _shown(cases[shortest], got[shortest])
    return holds(not wrong.any(), sentence, found, got)


def _shown(case, got):
    losses, patience, *min_delta = case
    shown = ", ".join(f"{loss:g}" for loss in losses)
    options = f"patience {patience}" + (f" and min_delta {min_delta[0]:g}" if min_delta else "")
    return f"for the losses {shown} with {options} you return ({got[0]:g}, {got[1]:g})"


for rule in rules.MISTAKES:
    stopping_epoch.mistake(" ".join(rule.__doc__.split()))(rule)


@stopping_epoch.alternative
def as_keras_counts(val_losses, patience, min_delta=0.0):
    best, wait, best_epoch = None, 0, 0
    for epoch in range(len(val_losses)):
        wait += 1
        if best is None or val_losses[epoch] + min_delta < best:
            best, best_epoch, wait = val_losses[epoch], epoch, 0
        elif wait >= patience:
            return [epoch, best_epoch]
    return [epoch, best_epoch]


@stopping_epoch.alternative
def from_improvement_to_improvement(val_losses, patience, min_delta=0.0):
    losses, last = np.asarray(val_losses), len(val_losses) - 1
    best = np.int64(0)
    while True:
        lower = np.flatnonzero(losses[best + 1 : best + 1 + patience] < losses[best] - min_delta)
        if lower.size == 0:
            return np.minimum(best + patience, last), best
        best = best + 1 + lower[0]


@stopping_epoch.alternative
def by_recursion(val_losses, patience, min_delta=0.0):
    def go(epoch, best):
        if epoch - best == patience or epoch == len(val_losses) - 1:
            return float(epoch), float(best)
        improved = val_losses[epoch + 1] < val_losses[best] - min_delta
        return go(epoch + 1, epoch + 1 if improved else best)

    return go(0, 0)


@stopping_epoch.alternative
def with_the_callback_of_keras(val_losses, patience, min_delta=0.0):
    from keras.callbacks import EarlyStopping

    class Model:
        stop_training = False

    callback = EarlyStopping(patience=patience, min_delta=min_delta)
    callback.set_model(Model())
    callback.on_train_begin()
    for epoch, loss in enumerate(val_losses):
        callback.on_epoch_end(epoch, {"val_loss": loss})
        if callback.model.stop_training:
            break
    return epoch, callback.best_epoch
