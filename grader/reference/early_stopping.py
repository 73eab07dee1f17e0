"""Early stopping: when to stop, with which weights, and why it resembles an L2 penalty.

References
----------
Prechelt: "Early stopping - but when?", in Neural Networks: Tricks of the Trade, Springer 1998. Ali,
Kolter, Tibshirani: "A continuous-time view of early stopping for least squares", AISTATS 2019,
arXiv:1810.10082 (gradient descent beside ridge regression). Epochs are counted as
``keras.callbacks.EarlyStopping`` counts them.
"""

import numpy as np


class EarlyStopper:
    """Says when a monitored value has stopped improving, and keeps the best weights.

    Parameters
    ----------
    patience : int
        1 or more: so many updates in a row without improvement end the training.
    min_delta : float
        An improvement must exceed the best value by more than this.
    mode : {"min", "max"}
        Whether smaller or greater values are better.

    Attributes
    ----------
    best_value : float or None
    best_epoch : int or None
        Of the last improvement, counted from 0.
    best_weights : list of ndarray or None
        Copies of those that came with it.

    Raises
    ------
    ValueError
        For another mode.
    """

    def __init__(self, patience, min_delta=0.0, mode="min"):
        if mode not in ("min", "max"):
            raise ValueError(f'Expected mode "min" or "max"; received {mode!r}.')
        self.patience = patience
        self.min_delta = min_delta
        self.mode = mode
        self.epoch = -1
        self.best_value = self.best_epoch = self.best_weights = None

    def update(self, value, weights):
        """Take note of an epoch's value and weights (list of ndarray); True: stop training."""
        self.epoch += 1
        if self._improves(value):
            self.best_value, self.best_epoch = value, self.epoch
            self.best_weights = [w.copy() for w in weights]
        return self.epoch - self.best_epoch >= self.patience

    def _improves(self, value):
        if self.best_epoch is None:
            return True
        if self.mode == "min":
            return value < self.best_value - self.min_delta
        return value > self.best_value + self.min_delta


def stopping_epoch(val_losses, patience, min_delta=0.0):
    """When early stopping ends a training, and which epoch was the best by then.

    Parameters
    ----------
    val_losses : ndarray, shape (epochs,)
        At least one.
    patience, min_delta
        As in `EarlyStopper`.

    Returns
    -------
    stopped_epoch, best_epoch : int
        Counted from 0: the last epoch that is run, and the last that improved.
    """
    stopper = EarlyStopper(patience, min_delta)
    for loss in val_losses:
        if stopper.update(loss, []):
            break
    return stopper.epoch, stopper.best_epoch


def train_with_early_stopping(x, y, x_val, y_val, learning_rate, max_steps, patience):
    """Linear regression by full-batch gradient descent on mean (xw - y)^2, stopped early.

    Parameters
    ----------
    x, x_val : ndarray, shapes (n, d) and (m, d)
    y, y_val : ndarray, shapes (n,) and (m,)
    learning_rate : float
    max_steps : int
        0 or more.
    patience : int
        In steps; the validation error is taken before the first step and after each.

    Returns
    -------
    w : ndarray, shape (d,)
        Of the best step.
    best_step : int
        From 0, where w = 0.
    """
    stopper = EarlyStopper(patience)
    for w in descent_path(x, y, learning_rate, max_steps):
        if stopper.update(np.mean((x_val @ w - y_val) ** 2), [w]):
            break
    return stopper.best_weights[0], stopper.best_epoch


def descent_path(x, y, learning_rate, n_steps):
    """Yield the weights of gradient descent on mean (xw - y)^2: w = 0, then w after each step."""
    w = np.zeros(x.shape[1])
    yield w
    for _ in range(n_steps):
        w = w - learning_rate * 2 / len(y) * x.T @ (x @ w - y)
        yield w


def gradient_descent_shrinkage(eigenvalues, learning_rate, n_steps):
    """How far gradient descent from 0 has come, along each eigenvector of a quadratic loss.

    Parameters
    ----------
    eigenvalues : ndarray, shape (d,)
        Of the Hessian, 0 or more.
    learning_rate : float
    n_steps : int

    Returns
    -------
    ndarray, shape (d,)
        The weight over the minimiser's weight: 0 at the start, 1 at the minimum.
    """
    return 1 - (1 - learning_rate * eigenvalues) ** n_steps


def ridge_shrinkage(eigenvalues, strength):
    """What an L2 penalty leaves of the minimiser along each eigenvector, as `eigenvalues`.

    The penalty is strength / 2 * sum of w^2 beside a quadratic loss of these curvatures. Where an
    eigenvalue is 0, `strength` must not be.
    """
    return eigenvalues / (eigenvalues + strength)
