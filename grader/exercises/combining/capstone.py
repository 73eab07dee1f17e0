"""Few signals, wrong labels, a shift: everything that the course has taught, at once."""

import numpy as np

from grader.criteria import holds
from grader.exercise import exercise
from grader.exercises.combining import capstone_alternatives, capstone_mistakes
from grader.exercises.combining.capstone_model import Trained
from grader.lab.combining.capstone_signals import CLASSES, draw_task
from grader.reference import capstone as reference

TIME_LIMIT = 90.0
STEPS = (0.40, 0.66, 0.80, 0.92)
"""Of the hidden signals. `python -m benchmarks.capstone` shows what reaches which of them."""
PAID_FROM = 1
"""The place of the step from which on an estimate is paid: below, it is easy to know."""
NEAR = (0.10, 0.06)
"""How far an estimate may lie off."""
GATES = 3


@exercise(
    reference=reference.capstone,
    points=6,
    weights=(0,) * (GATES + 1) + (1,) * (len(STEPS) + len(NEAR)),
    hints=(
        "Begin with a network without regularization. How does it do on the training signals, and "
        "how on the validation signals? Which of the two tells you about the wrong labels?",
        "Which techniques kept a network from learning wrong labels in lessons 02, 03 and 05? What "
        "do the validation signals say about each of them?",
        "How do the hidden signals differ from the training signals? What could you do to a "
        "training signal that makes it look like one of them, and leaves its class as it is?",
        "Do two techniques help more together than each of them alone? And once everything is "
        "chosen: which right labels has your network not learned from yet?",
        "Where does your estimate come from? Had the network, or you, seen those signals before?",
    ),
)
def capstone(student, rng):
    """Train on noisy signals; return a model that predicts, and that knows how well it does."""
    task = draw_task(rng)
    trained = Trained(student, task.given)
    flaws = []
    for criterion in _gates(trained, task):
        flaws += [] if criterion.passed else [criterion.found]
        yield criterion.worth(0)
    if flaws:
        yield from _nothing()
        return
    accuracy, flaw, evidence = _accuracy(trained, task)
    sentence = f"Its accuracy on {len(task.x_test):,} hidden signals is {accuracy:.1%}"
    # What the learner's leaderboard is made of.
    yield holds(
        True, sentence, evidence={"accuracy": accuracy, "expected": trained.expected}
    ).worth(0)
    for number, step in enumerate(STEPS, 1):
        sentence = f"Step {number} of {len(STEPS)}: that is at least {step:.0%}"
        yield holds(accuracy >= step, sentence, f"{accuracy:.1%}{flaw}", evidence)
    yield from _estimates(trained, task, accuracy)


def _nothing():
    """The criteria that count, where a model cannot be measured."""
    found = "nothing that counts, as long as the criteria above do not hold"
    yield holds(False, "Its accuracy on hidden signals can be measured", found).worth(0)
    for step in STEPS:
        yield holds(False, f"It classifies at least {step:.0%} of the hidden signals right", found)
    for near in NEAR:
        yield holds(False, _honest(near), found)


def _honest(near):
    return f"`expected_accuracy` is within {100 * near:.0f} points of the hidden accuracy"


def _gates(trained, task):
    """Criteria that must hold before an accuracy counts; each found in words, not in numbers."""
    seconds, limit = trained.seconds, f"{TIME_LIMIT:.0f} seconds"
    late = f"{seconds:.0f} seconds" if seconds > TIME_LIMIT else ""
    yield holds(not late, f"It is trained within {limit}", late, "late" if late else "")
    x = task.x_test[:60]
    said = trained.predict(x)
    flaw = _no_probabilities(said, len(x))
    sentence = f"`predict` gives {CLASSES} probabilities for each signal, which add up to 1"
    yield holds(not flaw, sentence, flaw)
    yield _steady(trained, x, said)


def _no_probabilities(said, n):
    """What keeps an array from being probabilities, in words."""
    if said.shape == (n,):
        return "one number for each signal, such as that of its class"
    if said.shape != (n, CLASSES):
        return f"an array of shape {said.shape} for {n} signals"
    if not np.isfinite(said).all():
        return "numbers that are not finite"
    if said.min() < -1e-6:
        return "negative numbers, as logits are"
    return "" if np.allclose(said.sum(axis=1), 1.0, atol=1e-3) else "rows that do not add up to 1"


def _steady(trained, x, said):
    """Criterion: the same signal gets the same answer, at any time and in any company."""
    sentence = "Asked again about a signal, alone or among others, it says the same"
    if not _alike(trained.predict(x), said):
        return holds(False, sentence, "answers that differ from call to call")
    alone = [trained.predict(x[part]) for part in (slice(0, 1), slice(1, 8))]
    if any(each.shape[1:] != said.shape[1:] for each in alone):
        return holds(False, sentence, "an array of another shape for fewer signals")
    if not _alike(np.concatenate(alone), said[:8]):
        return holds(
            False, sentence, "answers that depend on the other signals that are asked about"
        )
    return holds(True, sentence)


def _alike(one, other):
    return one.shape == other.shape and np.allclose(one, other, atol=1e-3, equal_nan=True)


def _accuracy(trained, task):
    """The accuracy on hidden signals, what is to say of the training, and that as evidence."""
    accuracy = float(np.mean(trained.predict(task.x_test).argmax(axis=1) == task.y_test))
    given = trained.predict(task.x_train).argmax(axis=1)
    repeated = np.mean(given[task.wrong] == task.y_train[task.wrong])
    if repeated > 0.7:
        return accuracy, f", from a model that repeats {repeated:.0%} of the wrong labels", "wrong"
    return accuracy, "", "" if accuracy > 2.5 / CLASSES else "guesses"


def _estimates(trained, task, accuracy):
    """Criteria: what the model expects of itself is what it reaches, or nearly."""
    expected, found = trained.expected, trained.objection
    if expected is not None:
        off = 100 * (expected - accuracy)
        found = f"{expected:.1%}, which is {abs(off):.1f} points too {'high' if off > 0 else 'low'}"
        seen = np.mean(trained.predict(task.x_train).argmax(axis=1) == task.y_train)
        if abs(expected - seen) < 1e-3:
            found += ": it is the accuracy on the training signals and their labels"
    counts = accuracy >= STEPS[PAID_FROM]
    if not counts:
        found += f"; an estimate is paid from step {PAID_FROM + 1} on"
    for near in NEAR:
        passed = counts and expected is not None and abs(expected - accuracy) <= near
        off = "" if expected is None else f" (it is {100 * (expected - accuracy):+.1f} points off)"
        yield holds(passed, _honest(near) + off, found, "far" if counts else "unpaid")


capstone_mistakes.teach(capstone)
capstone_alternatives.teach(capstone)
