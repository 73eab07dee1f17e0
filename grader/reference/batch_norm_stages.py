"""Batch norm in training as a computation graph: every step forward, every gradient back.

The simplified gradient of `grader.reference.batch_norm` is what this chain comes to on paper.
"""

import numpy as np

STAGES = ("mean", "centered", "squared", "variance", "std", "inverse_std", "normalized", "out")


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
    centered = stage("centered", x - mean)
    squared = stage("squared", centered**2)
    variance = stage("variance", squared.mean(axis=0))
    std = stage("std", np.sqrt(variance + epsilon))
    inverse_std = stage("inverse_std", 1 / std)
    normalized = stage("normalized", centered * inverse_std)
    stage("out", gamma * normalized + beta)
    return stages


def batch_norm_stages(x, gamma, beta, epsilon=1e-3):
    """All stages of the forward pass in training mode, by name (see the function above)."""
    return batch_norm_forward_staged(x, gamma, beta, epsilon)


def batch_norm_stages_backward(d_out, stages, gamma):
    """The gradients with respect to gamma, beta, x and every stage but the last.

    Parameters
    ----------
    d_out : ndarray, shape (n, d)
    stages : dict of str to ndarray
        What `batch_norm_stages` gives.
    gamma : ndarray, shape (d,)

    Returns
    -------
    dict of str to ndarray
        Each of the shape of what it belongs to, in the order in which they are found.
    """
    d = {"beta": d_out.sum(axis=0), "gamma": (d_out * stages["normalized"]).sum(axis=0)}
    d["normalized"] = d_out * gamma
    d["inverse_std"] = (d["normalized"] * stages["centered"]).sum(axis=0)
    d["std"] = -d["inverse_std"] / stages["std"] ** 2
    d["variance"] = d["std"] / (2 * stages["std"])
    d["squared"] = np.ones_like(d_out) * d["variance"] / len(d_out)
    # The centered values reach the output by two ways, and so does x: the gradients add up.
    d["centered"] = d["normalized"] * stages["inverse_std"] + d["squared"] * 2 * stages["centered"]
    d["mean"] = -d["centered"].sum(axis=0)
    d["x"] = d["centered"] + d["mean"] / len(d_out)
    return d


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
    stages = batch_norm_stages(x, gamma, np.zeros_like(gamma), epsilon)
    return {"out": d_out} | batch_norm_stages_backward(d_out, stages, gamma)


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
