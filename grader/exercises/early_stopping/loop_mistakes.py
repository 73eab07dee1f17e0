"""Wrong training loops that are written out, because no single part of them is wrong."""

import numpy as np

from grader.exercises.early_stopping.loops import gradient
from grader.exercises.wrong import Wrong

wrong = Wrong()


def mean_error(x, y, w):
    """Of linear predictions."""
    return np.mean((x @ w - y) ** 2)


@wrong(
    "Your loop never looks at the validation error of w = 0, so it cannot find out that no step "
    "was better than none. Compute that error before the first step: it is the first best one."
)
def skips_step_zero(x, y, x_val, y_val, learning_rate, max_steps, patience):
    w = np.zeros(x.shape[1])
    best, best_w, best_step, waited = np.inf, w, 0, 0
    for step in range(1, max_steps + 1):
        w = w - learning_rate * gradient(x, x @ w - y)
        error = mean_error(x_val, y_val, w)
        if error < best:
            best, best_w, best_step, waited = error, w, step, 0
        else:
            waited += 1
            if waited >= patience:
                break
    return best_w, best_step


@wrong(
    "Your loop never looks at the validation error of w = 0, and it counts the first update as "
    "step 0. Step 0 is w = 0, before any update; its error is the first best one."
)
def skips_step_zero_and_counts_from_it(x, y, x_val, y_val, learning_rate, max_steps, patience):
    w = np.zeros(x.shape[1])
    best, best_w, best_step, waited = np.inf, w, 0, 0
    for step in range(max_steps):
        w = w - learning_rate * gradient(x, x @ w - y)
        error = mean_error(x_val, y_val, w)
        if error < best:
            best, best_w, best_step, waited = error, w, step, 0
        else:
            waited += 1
            if waited >= patience:
                break
    return best_w, best_step


@wrong(
    "Your loop keeps w itself as the best one and then changes it in place, so the w that you "
    "return has gone on to later steps. Keep a copy, `w.copy()`, or make a new w in each step.",
    about="idea",
)
def keeps_the_w_that_changes(x, y, x_val, y_val, learning_rate, max_steps, patience):
    w = best_w = np.zeros(x.shape[1])
    best, best_step = np.inf, 0
    for step in range(max_steps + 1):
        error = mean_error(x_val, y_val, w)
        if error < best:
            best, best_w, best_step = error, w, step
        elif step - best_step >= patience:
            break
        w -= learning_rate * gradient(x, x @ w - y)
    return best_w, best_step


@wrong(
    "Your loop takes the error at the start of each turn and never looks at what the last update "
    "led to, as if max_steps were the number of errors. It is the number of updates; the errors "
    "are one more, because there is one before the first update and one after each."
)
def one_step_too_few(x, y, x_val, y_val, learning_rate, max_steps, patience):
    w = np.zeros(x.shape[1])
    best, best_w, best_step, waited = np.inf, w, 0, 0
    for step in range(max_steps):
        error = mean_error(x_val, y_val, w)
        if error < best:
            best, best_w, best_step, waited = error, w, step, 0
        else:
            waited += 1
            if waited >= patience:
                break
        w = w - learning_rate * gradient(x, x @ w - y)
    return best_w, best_step


@wrong(
    "Your loop makes one update more than max_steps. The validation error is taken before the "
    "first update as well, so there is one error more than there are updates."
)
def one_step_too_many(x, y, x_val, y_val, learning_rate, max_steps, patience):
    w = np.zeros(x.shape[1])
    best, best_w, best_step, waited = mean_error(x_val, y_val, w), w, 0, 0
    for step in range(1, max_steps + 2):
        w = w - learning_rate * gradient(x, x @ w - y)
        error = mean_error(x_val, y_val, w)
        if error < best:
            best, best_w, best_step, waited = error, w, step, 0
        else:
            waited += 1
            if waited >= patience:
                break
    return best_w, best_step


@wrong(
    "Your loop computes the error, then updates w, and then keeps the updated w. So the w that you "
    "return is one step past the one that had the best error. Keep w before you update it.",
    about="idea",
)
def keeps_the_next_w(x, y, x_val, y_val, learning_rate, max_steps, patience):
    w = np.zeros(x.shape[1])
    best, best_w, best_step, waited = np.inf, w, 0, 0
    for step in range(max_steps + 1):
        error = mean_error(x_val, y_val, w)
        w = w - learning_rate * gradient(x, x @ w - y)
        if error < best:
            best, best_w, best_step, waited = error, w, step, 0
        else:
            waited += 1
            if waited >= patience:
                break
    return best_w, best_step
