"""A training loop that stops early and gives back the best weights."""

import numpy as np

from grader.criteria import array, close, holds, number, pair
from grader.criteria.cases import telling
from grader.exercise import exercise
from grader.exercises.early_stopping import loops, rules, stoppers
from grader.exercises.early_stopping.problems import STEPS, falling, rising, waiting
from grader.reference import early_stopping as reference

NAMES = ("w", "best_step")


@exercise(
    reference=reference.train_with_early_stopping,
    points=3,
    hints=(
        "Write the loop without stopping first: the gradient of mean (xw - y)^2 with respect to w "
        "has a factor 2 in it and is divided by the number of samples.",
        "The validation error of w = 0 is the first one that you have, before any step is made. "
        "With max_steps = 0 it is the only one.",
        "When a step improves, keep its number and its w. A loop that changes w in place changes "
        "what you kept, unless that is a copy.",
    ),
)
def train_with_early_stopping(student, rng):
    """Gradient descent on mean (xw - y)^2 from w = 0, until the validation error stops falling."""
    problem, steps = falling(rng), int(rng.integers(5, 9))
    (w, best), (right, _) = _both(student, problem, steps, 3)
    descends = "Every step goes down the gradient of the mean squared error"
    yield close(w, right, descends, rtol=1e-4).worth(4)
    lasts = "While the validation error falls, it makes max_steps steps, and the last is the best"
    yield holds(best == steps, lasts, f"of {steps} steps your best_step is {best:g}", best)
    yield from _patience(student, rng)
    problem = rising(rng)
    for steps, sentence in (
        (9, "Where no step is better than w = 0, best_step is 0 and w all zeros"),
        (0, "With max_steps 0, best_step is 0 and w all zeros"),
    ):
        (w, best), _ = _both(student, problem, steps, 3)
        found = f"your best_step is {best:g}, your w begins with {w[0]:.3g}"
        yield holds(best == 0 and not w.any(), sentence, found, np.append(w, best))


WRONG_RULES = (
    rules.waits_one_more,
    rules.waits_one_less,
    rules.waits_in_total,
    rules.compares_with_the_previous,
    rules.never_stops,
)


def _patience(student, rng):
    """Criteria on errors that get worse and better again, under patience of several lengths."""
    best_steps = [_best_by(rule) for rule in (reference.stopping_epoch, *WRONG_RULES)]
    cases = telling(
        lambda: [
            (problem.errors, patience, problem)
            for problem in (waiting(rng), waiting(rng))
            for patience in range(2, 6)
        ],
        [*best_steps, lambda errors, *_: len(errors) - 1],
    )
    both = [_both(student, problem, STEPS, patience) for _, patience, problem in cases]
    got, right = (np.array([each[i][1] for each in both], dtype=float) for i in (0, 1))
    wrong = got != right
    found = f"with patience {cases[wrong.argmax()][1]} your best_step is {got[wrong.argmax()]:g}"
    sentence = "It stops when `patience` steps in a row did not improve, and best_step is right"
    yield holds(not wrong.any(), sentence, found, got).worth(5)
    got, right = (np.concatenate([each[i][0] for each in both]) for i in (0, 1))
    yield close(got, right, "w is the one of the best step", rtol=1e-4).worth(4)


def _best_by(rule):
    """The best step by a rule of when to stop, from what `_patience` calls a case."""
    return lambda errors, patience, _: rule(errors, patience)[1]


def _both(student, problem, steps, patience):
    """``(w, best_step)`` of the answer and of the reference."""
    arguments = (*problem.data, problem.learning_rate, steps, patience)
    parts = pair(student(*arguments), NAMES)
    w = array(parts[0], problem.data[0].shape[1:], "`w`").astype(float)
    right = reference.train_with_early_stopping(*arguments)
    return (w, number(parts[1], "`best_step`")), right


def _wrong(name, message, **parts):
    train_with_early_stopping.mistake(message)(loops.wrong(name, **parts))


_wrong(
    "gives_the_last_w",
    "w is the one of the last step, not of the best: keep that one when a step improves, as a copy "
    "if w changes in place.",
    result=lambda stopper, w: (w, stopper.best_epoch),
)
_wrong(
    "gives_the_last_step",
    "best_step is the step at which training stopped; it should be the one with the least "
    "validation error.",
    result=lambda stopper, w: (stopper.best_weights[0], stopper.epoch),
)
_wrong(
    "gives_the_last_of_both",
    "w and best_step are those of the last step; go back to the one with the least validation "
    "error.",
    result=lambda stopper, w: (w, stopper.epoch),
)
_wrong(
    "half_the_gradient",
    "The gradient lacks the factor 2 of the square, so that every step is half as long.",
    slope=lambda x, residuals: x.T @ residuals / len(x),
)
_wrong(
    "gradient_of_the_sum",
    "The gradient is that of a sum: divide by the number of samples, since the error is a mean.",
    slope=lambda x, residuals: 2 * x.T @ residuals,
)
_wrong(
    "half_the_gradient_of_the_sum",
    "The gradient lacks the factor 2, and is not divided by the number of samples.",
    slope=lambda x, residuals: x.T @ residuals,
)
_wrong(
    "goes_uphill",
    "The steps go up the gradient: subtract it, since the error is to fall.",
    slope=lambda x, residuals: -loops.gradient(x, residuals),
)
_wrong(
    "skips_step_zero",
    "The validation error is never taken at step 0: there w = 0 may be the best of all.",
    first=1,
    # Only where no step is made are all weights 0.
    result=lambda stopper, w: (stopper.best_weights[0], stopper.best_epoch + w.any()),
)
_wrong(
    "skips_step_zero_and_counts_from_it",
    "The validation error is never taken at step 0, where w = 0 may be the best of all; what is "
    "called step 0 is the first one made.",
    first=1,
)
_wrong(
    "counts_one_too_low",
    "The steps are counted one too low: step 0 is w = 0, before any step is made.",
    result=loops.moved(-1),
)
_wrong(
    "counts_one_too_high",
    "The steps are counted one too high: step 0 is w = 0, before any step is made.",
    result=loops.moved(1),
)
_wrong(
    "watches_the_training_error",
    "It watches the training error, which falls and falls: only the validation error shows when "
    "to stop.",
    watched="training",
)
_wrong(
    "trains_on_validation_data",
    "The validation data is used for the steps; then it is training data, and warns of nothing.",
    trained_on="validation",
)
_wrong(
    "waits_one_more",
    "It waits one step too long: stop as soon as `patience` steps in a row did not improve.",
    stopper_class=stoppers.WaitsOneMore,
)
_wrong(
    "waits_one_less",
    "It stops one step too soon: the step that improved is not one of those that are waited.",
    stopper_class=stoppers.WaitsOneLess,
)
_wrong(
    "waits_in_total",
    "The steps without improvement are counted in total; an improvement sets them back to 0.",
    stopper_class=stoppers.WaitsInTotal,
)
_wrong(
    "compares_with_the_previous",
    "Each validation error is compared with the one before; compare it with the best one so far.",
    stopper_class=stoppers.ComparesWithThePrevious,
)
_wrong(
    "never_stops",
    "It never stops early: all steps are made, and the minimum of all is taken, which patience "
    "should have kept from being reached.",
    stopper_class=stoppers.SaysNothing,
)
_wrong(
    "one_step_too_few",
    "One step too few is made: max_steps is the number of steps, and the errors are one more.",
    more_steps=-1,
)
_wrong(
    "one_step_too_many",
    "One step too many is made: max_steps is the number of steps, and the errors are one more.",
    more_steps=1,
)


@train_with_early_stopping.alternative
def in_place(x, y, x_val, y_val, learning_rate, max_steps, patience):
    w = np.zeros(x.shape[1])
    best_w, best_step, best, waited, step = w.copy(), 0, np.mean((y_val - x_val @ w) ** 2), 0, 0
    while step < max_steps and waited < patience:
        step += 1
        w -= learning_rate * np.mean(2 * (x @ w - y)[:, None] * x, axis=0)
        error = np.mean((y_val - x_val @ w) ** 2)
        waited += 1
        if error < best:
            best, best_step, waited = error, step, 0
            best_w[:] = w
    return [best_w, np.int64(best_step)]


@train_with_early_stopping.alternative
def all_steps_first(x, y, x_val, y_val, learning_rate, max_steps, patience):
    path = [np.zeros(x.shape[1])]
    hessian, moment = 2 * x.T @ x / len(x), 2 * x.T @ y / len(x)
    for _ in range(max_steps):
        path.append(path[-1] - learning_rate * (hessian @ path[-1] - moment))
    errors = np.square(np.array(path) @ x_val.T - y_val).mean(axis=1)
    _, best = reference.stopping_epoch(errors, patience)
    return path[best], best


@train_with_early_stopping.alternative
def in_single_precision_by_loops(x, y, x_val, y_val, learning_rate, max_steps, patience):
    x, y, x_val, y_val = (a.astype("float32") for a in (x, y, x_val, y_val))

    def error(w):
        return sum((row @ w - target) ** 2 for row, target in zip(x_val, y_val, strict=True))

    w = np.zeros(x.shape[1], dtype="float32")
    history = [(error(w), 0, w)]
    for step in range(1, max_steps + 1):
        gradient = np.einsum("ij,i->j", x, x @ w - y) * np.float32(2 / len(y))
        w = w - np.float32(learning_rate) * gradient
        history.append((error(w), step, w))
        best = min(history, key=lambda entry: entry[0])
        if step - best[1] >= patience:
            break
    _, step, w = min(history, key=lambda entry: entry[0])
    return w, step


@train_with_early_stopping.alternative
def in_the_eigenvectors(x, y, x_val, y_val, learning_rate, max_steps, patience):
    curvatures, axes = np.linalg.eigh(2 * x.T @ x / len(y))
    minimiser = np.linalg.lstsq(x, y, rcond=None)[0] @ axes
    best = None
    for step in range(max_steps + 1):
        w = axes @ (
            minimiser * reference.gradient_descent_shrinkage(curvatures, learning_rate, step)
        )
        error = float(np.linalg.norm(x_val @ w - y_val))
        if best is None or error < best[0]:
            best = error, w, step
        elif step - best[2] == patience:
            break
    return best[1], best[2]
