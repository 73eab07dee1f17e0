"""Batch normalization and its relatives, in Keras' convention, and how PyTorch's differs from it.

Keras weighs the OLD value of the running statistics with `momentum`, divides every variance by n,
and has an epsilon of 1e-3. PyTorch weighs the NEW value, divides the variance that it keeps by
n - 1 (but normalizes a batch by the one over n), and has an epsilon of 1e-5. Both add epsilon to
the variance, inside of the root. `batch_norm_stages` takes the backward pass step by step.

References
----------
Ioffe and Szegedy: "Batch normalization: accelerating deep network training by reducing internal
covariate shift", arXiv:1502.03167. Ba, Kiros, Hinton: "Layer normalization", arXiv:1607.06450.
https://keras.io/api/layers/normalization_layers/batch_normalization and
https://docs.pytorch.org/docs/stable/generated/torch.nn.BatchNorm1d.html
"""

import numpy as np


def batch_norm_forward(
    x, gamma, beta, running_mean, running_var, momentum=0.99, epsilon=1e-3, training=True
):
    """Normalize each feature over the batch, or at inference by the running statistics.

    Parameters
    ----------
    x : ndarray, shape (n, d)
    gamma, beta, running_mean, running_var : ndarray, shape (d,)
    momentum : float
        Weight of the old running statistics.
    epsilon : float
        Added to the variance before the root.
    training : bool

    Returns
    -------
    out : ndarray, shape (n, d)
    running_mean, running_var : ndarray, shape (d,)
        Moved towards the batch's in training; as they were at inference.
    """
    if training:
        mean, variance = x.mean(axis=0), x.var(axis=0)
        running_mean = momentum * running_mean + (1 - momentum) * mean
        running_var = momentum * running_var + (1 - momentum) * variance
    else:
        mean, variance = running_mean, running_var
    normalized = (x - mean) / np.sqrt(variance + epsilon)
    return gamma * normalized + beta, running_mean, running_var


def batch_norm_backward(d_out, x, gamma, epsilon=1e-3):
    """Gradients of `batch_norm_forward` in training, simplified on paper.

    Parameters
    ----------
    d_out, x : ndarray, shape (n, d)
        The loss' gradient by the output, and the input of the forward pass.
    gamma : ndarray, shape (d,)
    epsilon : float

    Returns
    -------
    d_x : ndarray, shape (n, d)
    d_gamma, d_beta : ndarray, shape (d,)
    """
    inverse_std = 1 / np.sqrt(x.var(axis=0) + epsilon)
    normalized = (x - x.mean(axis=0)) * inverse_std
    d_gamma, d_beta = (d_out * normalized).sum(axis=0), d_out.sum(axis=0)
    d_x = gamma * inverse_std * (d_out - (d_beta + normalized * d_gamma) / len(x))
    return d_x, d_gamma, d_beta


def batch_norm_images(images, gamma, beta, epsilon=1e-3):
    """Batch norm in training of images (n, h, w, c): one mean and one variance a channel."""
    mean, variance = images.mean(axis=(0, 1, 2)), images.var(axis=(0, 1, 2))
    return gamma * (images - mean) / np.sqrt(variance + epsilon) + beta


def fold_batch_norm(w, b, gamma, beta, mean, variance, epsilon=1e-3):
    """One Dense layer for a Dense layer and the inference-mode batch norm behind it.

    Parameters
    ----------
    w, b : ndarray, shapes (d, k) and (k,)
        Of the Dense layer ``x @ w + b``.
    gamma, beta, mean, variance : ndarray, shape (k,)
        Of the batch norm; `mean` and `variance` are its running statistics.
    epsilon : float

    Returns
    -------
    w, b : ndarray, shapes (d, k) and (k,)
    """
    scale = gamma / np.sqrt(variance + epsilon)
    return w * scale, (b - mean) * scale + beta


def layer_norm(x, gamma, beta, epsilon=1e-3):
    """Normalize each row of `x`, shape (n, d), by its own mean and variance."""
    mean, variance = x.mean(axis=1, keepdims=True), x.var(axis=1, keepdims=True)
    return gamma * (x - mean) / np.sqrt(variance + epsilon) + beta


def torch_arguments(momentum=0.99, epsilon=1e-3):
    """Arguments of ``torch.nn.BatchNorm1d`` that mean the same as these of Keras'.

    Examples
    --------
    >>> torch_arguments(momentum=0.75, epsilon=1e-3)
    {'momentum': 0.25, 'eps': 0.001}
    """
    return {"momentum": 1 - momentum, "eps": epsilon}


def keras_arguments(momentum=0.1, eps=1e-5):
    """Arguments of ``keras.layers.BatchNormalization`` that mean the same as these of PyTorch's."""
    return {"momentum": 1 - momentum, "epsilon": eps}


def torch_running_var(running_var, n, n_updates, momentum=0.99, start=1.0):
    """The running variance that PyTorch has where Keras has `running_var`.

    All but the share ``momentum ** n_updates`` that is left of the start is an average over
    batches; PyTorch's is n / (n - 1) times as large, exactly if all batches were of one size.

    Parameters
    ----------
    running_var : ndarray, shape (d,)
    n : int
        Samples a batch, at least 2: one sample has no variance over n - 1, and PyTorch refuses it.
    n_updates : int
        Batches seen in training.
    momentum : float
        As Keras means it: the weight of the old value.
    start : float or ndarray of shape (d,)
        The running variance before the first batch; 1 in both frameworks.

    Raises
    ------
    ValueError
        If n < 2.
    """
    left_of_start = momentum**n_updates * start
    return left_of_start + (running_var - left_of_start) * _over_n_minus_1(n)


def keras_running_var(running_var, n, n_updates, momentum=0.99, start=1.0):
    """The running variance that Keras has where PyTorch has `running_var`.

    The inverse of `torch_running_var`, with the same parameters; `momentum` is Keras' here too.
    """
    left_of_start = momentum**n_updates * start
    return left_of_start + (running_var - left_of_start) / _over_n_minus_1(n)


def _over_n_minus_1(n):
    """By what a variance over n - 1 exceeds the one over n."""
    if n < 2:
        raise ValueError(f"Expected batches of at least 2 samples. Received: n={n}.")
    return n / (n - 1)
