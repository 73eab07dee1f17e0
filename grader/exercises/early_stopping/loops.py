"""A right training loop in parts; `loop_parts` has what becomes of it when one part is wrong."""

import numpy as np

from grader.exercises.early_stopping import stoppers


def gradient(x, residuals):
    """Of the mean squared error."""
    return 2 / len(x) * x.T @ residuals


def best_of_both(stopper, w):
    """What is to be returned, from the stopper and the last w."""
    return stopper.best_weights[0], stopper.best_epoch


def train(
    x,
    y,
    x_val,
    y_val,
    learning_rate,
    max_steps,
    patience,
    *,
    slope=gradient,
    watched="validation",
    trained_on="training",
    stopper_class=stoppers.Watcher,
    result=best_of_both,
):
    """Train, with any part another than the right one.

    `slope` is the gradient; `watched` and `trained_on` name the data for the errors and the steps.
    """
    data = {"training": (x, y), "validation": (x_val, y_val)}
    (inputs, targets), (seen, wanted) = data[trained_on], data[watched]
    stopper, w = stopper_class(patience), np.zeros(x.shape[1])
    for step in range(max_steps + 1):
        stops = stopper.update(np.mean((seen @ w - wanted) ** 2), [w])
        if stops or step == max_steps:
            return result(stopper, w)
        w = w - learning_rate * slope(inputs, inputs @ w - targets)
