"""A training loop that stops early and gives back the best weights."""

from dataclasses import replace

import numpy as np

from grader.criteria import holds
from grader.criteria.numbers import series
from grader.exercise import exercise
from grader.exercises.early_stopping import loop_alternatives, loop_mistakes, loop_parts
from grader.exercises.early_stopping.loop_cases import best_by, drawn
from grader.exercises.early_stopping.pictures import runs
from grader.exercises.early_stopping.problems import STEPS
from grader.exercises.early_stopping.steps import Loop, path
from grader.reference import early_stopping as reference


@exercise(
    reference=reference.train_with_early_stopping,
    points=3,
    hints=(
        "Write the loop without stopping first. The gradient of mean (xw - y)^2 with respect to w "
        "has a factor 2 in it and is divided by the number of samples.",
        "The validation error of w = 0 is the first one that you have, before any step is made. "
        "With max_steps = 0 it is the only one.",
        "When a step improves, keep its number and its w. A loop that changes w in place also "
        "changes what you kept, unless you kept a copy.",
    ),
)
def train_with_early_stopping(student, rng):
    """Gradient descent on mean (xw - y)^2 from w = 0, until the validation error stops falling."""
    given = drawn(int(rng.integers(2**32)))
    ask = Loop(student)
    yield from ask.first(given.falling, given.steps)
    problem = given.valley
    lowest = int(np.argmax(np.diff(problem.errors) > 0))
    w, best = ask(problem, lowest + 2, 9)
    sentence = "best_step is the step with the lowest validation error"
    yield _best(problem, best, lowest, sentence).worth(3).as_idea()
    yield _belongs(problem, w, lowest, "w is the one of that step").worth(4).as_idea()
    w, best = ask(problem, STEPS, 3)
    sentence = "What comes after `patience` steps in a row without improvement is never seen"
    yield _best(problem, best, lowest, sentence).worth(3).as_idea()
    sentence = "It stops as soon as `patience` steps in a row have not improved"
    yield _patience(ask, given.waiting, sentence).worth(8)
    sentence = "Step 0 is the first best one, and the waiting starts after it"
    yield _patience(ask, given.late, sentence).worth(3)
    for problem, steps, sentence, weight in (
        (
            given.rising,
            9,
            "Where no step is better than w = 0, best_step is 0 and w is all zeros",
            5,
        ),
        (given.falling, 0, "With max_steps = 0, best_step is 0 and w is all zeros", 2),
        (given.flat, 9, "A step whose validation error equals the best one is no improvement", 2),
    ):
        w, best = ask(problem, steps, 3)
        found = f"best_step {best + ask.start:g} and a w that begins with {w[0]:.3g}"
        at_zero = best == 0 and np.allclose(w, 0.0)
        yield holds(at_zero, sentence, found, np.append(w, best)).worth(weight)
    yield _creeps(ask, given.creeping).worth(2)


def _patience(ask, cases, sentence):
    """Criterion: with patience of each length, the best step is the right one."""
    got, calls = [], []
    for _, patience, problem in cases:
        got.append(ask(problem, STEPS, patience)[1])
        calls.append(ask.call)
    got = np.array(got)
    right = np.array([best_by(reference.stopping_epoch)(*case) for case in cases])
    place = np.lexsort((right, got == right))[0]
    _, patience, problem = cases[place]
    criterion = _best(problem, got[place], right[place], sentence, got, patience)
    return replace(criterion, call=calls[place])


def _creeps(ask, problem):
    """Criterion: it makes many steps, each of which improves by little."""
    steps = len(problem.errors) - 1
    _, best = ask(problem, steps, 3)
    sentence = "Every lower error is an improvement, however little lower, and all steps are made"
    found = f"best_step {best:g} for max_steps = {steps}, where the error falls in every step, from"
    found += f" {problem.errors[0]:.3g} to {problem.errors[-1]:.3g} in all"
    return holds(best == steps, sentence, found, np.array([best]))


def _best(problem, best, right, sentence, evidence=None, patience=None):
    """Criterion: it is the right best step, with the validation errors in words and as a curve."""
    last = min(max(int(right) + 4, 6), 16)
    errors = series(problem.errors[:last])
    under = f" with patience {patience}" if patience else ""
    found = f"best_step {best:g}{under}, where {right} is right for the validation errors {errors}"
    words = (
        "Both lines are the validation error after each step. Yours ends at your best step, "
        f"{best:g}; the right one ends at step {right}."
    )
    evidence = np.array([best]) if evidence is None else evidence
    criterion = holds(best == right, sentence, f"{found} and so on, from step 0 on", evidence)
    return criterion.drawn(runs(problem.errors, best, right, words))


def _belongs(problem, w, step, sentence):
    """Criterion: w is the one of a step."""
    same = [bool(np.allclose(w, each, rtol=3e-5, atol=1e-5)) for each in path(problem, STEPS)]
    found = f"that of step {same.index(True)}" if any(same) else "a w that is of no step"
    return holds(same[step], sentence, f"{found}, where step {step} is the best", w)


for each in (loop_parts, loop_mistakes):
    each.wrong.teach(train_with_early_stopping)
for each in loop_alternatives.ALTERNATIVES:
    train_with_early_stopping.alternative(each)
