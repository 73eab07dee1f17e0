"""When early stopping ends a training, counted as Keras counts."""

import numpy as np

from grader.criteria.cases import telling
from grader.exercise import exercise
from grader.exercises.early_stopping import (
    ends,
    hindsight_rules,
    improvement_rules,
    inputs,
    rule_alternatives,
    waiting_rules,
)
from grader.exercises.early_stopping.epochs import Epochs, exactly, right_epochs, roughly
from grader.exercises.early_stopping.inputs import Case
from grader.exercises.wrong import teach
from grader.reference import early_stopping as reference


@exercise(
    reference=reference.stopping_epoch,
    points=3,
    hints=(
        "Go through the losses in order, as a training would meet them, and remember three things: "
        "the best loss so far, its epoch, and how many epochs you have waited since then.",
        "What happens to the number of epochs waited when a loss improves? And do you compare it "
        "with `patience` before or after you have counted the current epoch?",
        "A loss that is lower by no more than `min_delta` is no improvement. The best loss, its "
        "epoch and the waiting all stay as if that loss had not been lower at all.",
    ),
)
def stopping_epoch(student, rng):
    """(stopped_epoch, best_epoch), from 0: stop after `patience` epochs without improvement."""
    ask = Epochs(student)
    cases = inputs.clear(rng)
    got, right = ask(cases), right_epochs(cases)
    yield ask.form(cases, got, right).worth(5)
    got = ask.read(got)
    sentence = "The waiting starts over whenever a loss is below the best one so far"
    yield roughly(cases, got, sentence, slice(1)).worth(4).as_idea()
    sentence = "best_epoch is the last epoch that improved before training stopped"
    yield exactly(cases, got, sentence, slice(1, 2)).worth(3).as_idea()
    cases = inputs.sharp(rng)
    sentence = "Training stops as soon as `patience` epochs in a row have not improved"
    yield exactly(cases, ask.read(ask(cases)), sentence).worth(14)
    cases = inputs.from_the_first(rng)
    sentence = "The first epoch always improves, and the waiting starts after it"
    yield exactly(cases, ask.read(ask(cases)), sentence).worth(5)
    cases = inputs.clear(rng, tie=True)
    yield roughly(cases, ask.read(ask(cases)), "An equal loss is no improvement").worth(3)
    cases = [*inputs.with_min_delta(rng), inputs.fine(rng)]
    sentence = "Only a loss below the best one minus `min_delta`, 0.0 by default, improves"
    yield roughly(cases, ask.read(ask(cases)), sentence).worth(8)
    cases = [*inputs.through_zero(rng), *inputs.below_zero(rng), inputs.huge(rng)]
    sentence = "A loss of 0 or below, and a huge first loss, are losses like any other"
    yield roughly(cases, ask.read(ask(cases)), sentence).worth(3)
    cases = telling(lambda: _long(rng), LONG)
    sentence = "On long and noisy curves, too, both epochs are right"
    yield exactly(cases, ask.read(ask(cases)), sentence).worth(3)
    yield from _to_the_end(ask, rng)


LONG = (
    reference.stopping_epoch,
    waiting_rules.waits_one_more,
    waiting_rules.waits_one_less,
    waiting_rules.checks_before_looking,
    waiting_rules.waits_in_total,
    improvement_rules.compares_with_the_previous,
    waiting_rules.rises_in_a_row,
    hindsight_rules.never_stops,
)
"""What the long curves must tell apart."""


def _long(rng):
    """Long curves on which the patience runs out."""
    cases = []
    while len(cases) < 3:
        losses, patience = inputs.curve(rng), int(rng.integers(2, 5))
        if reference.stopping_epoch(losses, patience)[0] < len(losses) - 2:
            cases.append(Case(losses, patience))
    return cases


def _to_the_end(ask, rng):
    """Criteria on curves whose patience does not run out; last, since an answer may break there."""
    cases = inputs.unstopped(rng)
    got = ask.read(ask(cases))
    sentence = "If the patience does not run out, stopped_epoch is the last epoch of all"
    yield exactly(cases, got, sentence, slice(1)).worth(2)
    yield exactly(cases, got, "best_epoch is right there, too", slice(1, 2))
    cases = [Case(np.array([2.5]), 2)]
    yield exactly(cases, ask.read(ask(cases)), "A single epoch is the last one and the best one")


for each in (waiting_rules, improvement_rules, hindsight_rules, ends):
    teach(stopping_epoch, {"idea": each.IDEAS, "": each.OTHERS})
teach(stopping_epoch, {"slip": ends.SLIPS})
for each in rule_alternatives.ALTERNATIVES:
    stopping_epoch.alternative(each)
