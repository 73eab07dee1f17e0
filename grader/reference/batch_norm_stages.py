"""Batch norm in training as a computation graph: every step forward, every gradient back.

The simplified gradient of `grader.reference.batch_norm` is what this chain comes to on paper.
"""

import numpy as np

STAGES = ("mean", "centred", "squared", "variance", "std", "inverse_std", "normalised", "out")


def batch_norm_forward_staged(x, gamma, beta, epsilon=1e-3, nudge=None):
    """The values of `STAGES`, each made of those before it.

    Parameters
    ----------
    x : ndarray, shape (n, d)
    gamma, beta : ndarray, shape (d,)
    epsilon : float
    nudge : dict of str to ndarray, optional
        What to add to a stage before the next ones use it; shows what a stage does to the output.

    Returns
    -------
    dict of str to ndarray
        mean, variance, std and inverse_std have shape (d,), the others (n, d).
    """
    nudge = nudge or {}
    stages = {}

    def stage(name, value):
        stages[name] = value + nudge.get(name, 0.0)
        return stages[name]

    mean = stage("mean", x.mean(axis=0))
    centred = stage("centred", x - mean)
    squared = stage("squared", centred**2)
    variance = stage("variance", squared.mean(axis=0))
    std = stage("std", np.sqrt(variance + epsilon))
    inverse_std = stage("inverse_std", 1 / std)
    normalised = stage("normalised", centred * inverse_std)
    stage("out", gamma * normalised + beta)
    return stages


def batch_norm_backward_staged(d_out, x, gamma, epsilon=1e-3):
    """The gradients by every stage, by x, gamma and beta, from the output back.

    Parameters
    ----------
    d_out, x : ndarray, shape (n, d)
    gamma : ndarray, shape (d,)
    epsilon : float

    Returns
    -------
    dict of str to ndarray
        For each of `STAGES` and for x, gamma and beta the loss' gradient, of the shape of what it
        belongs to, in the order in which they are found.
    """
    n = len(x)
    forward = batch_norm_forward_staged(x, gamma, np.zeros_like(gamma), epsilon)
    centred, std, inverse_std = (forward[name] for name in ("centred", "std", "inverse_std"))
    d = {"out": d_out, "beta": d_out.sum(axis=0)}
    d["gamma"] = (d_out * forward["normalised"]).sum(axis=0)
    d["normalised"] = d_out * gamma
    d["inverse_std"] = (d["normalised"] * centred).sum(axis=0)
    d["std"] = -d["inverse_std"] / std**2
    d["variance"] = d["std"] / (2 * std)
    d["squared"] = np.broadcast_to(d["variance"] / n, x.shape)
    # The centred values reach the output by two ways, and so does x: the gradients add up.
    d["centred"] = d["normalised"] * inverse_std + d["squared"] * 2 * centred
    d["mean"] = -d["centred"].sum(axis=0)
    d["x"] = d["centred"] + d["mean"] / n
    return d


def numerical_gradients(d_out, x, gamma, beta, epsilon=1e-3, step=1e-5):
    """What `batch_norm_backward_staged` finds, by central differences of the forward pass.

    The loss is ``sum(d_out * out)``: its gradient by the output is `d_out`.

    Returns
    -------
    dict of str to ndarray
    """
    inputs = {"x": x, "gamma": gamma, "beta": beta}
    values = inputs | batch_norm_forward_staged(x, gamma, beta, epsilon)

    def loss(name, change):
        moved = {key: value + change * (key == name) for key, value in inputs.items()}
        nudge = {} if name in inputs else {name: change}
        out = batch_norm_forward_staged(**moved, epsilon=epsilon, nudge=nudge)["out"]
        return np.sum(d_out * out)

    return {name: _differences(loss, name, value.shape, step) for name, value in values.items()}


def _differences(loss, name, shape, step):
    gradient = np.zeros(shape)
    for place in np.ndindex(shape):
        change = np.zeros(shape)
        change[place] = step
        gradient[place] = (loss(name, change) - loss(name, -change)) / (2 * step)
    return gradient
