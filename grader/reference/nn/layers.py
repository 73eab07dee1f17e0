"""Forward and backward passes of the layers, for many networks in one call.

Every array has the networks on its first axis: activations are (S, n, d), S networks with n samples
of d units each, and parameters are (S, d, k) or (S, 1, k), so that one batched matmul serves all.
Gradients are those of each network's own loss; the networks never mix.

References
----------
Glorot and Bengio, AISTATS 2010, and He and others, arXiv:1502.01852 (initialization). Ioffe and
Szegedy, arXiv:1502.03167 (batch norm), with the conventions of Keras: biased variance, epsilon
1e-3, momentum the weight of the old value.
"""

import numpy as np

BATCH_NORM_EPSILON = 1e-3
BATCH_NORM_MOMENTUM = 0.99


def glorot_uniform(fan_in, fan_out, rng):
    """A (fan_in, fan_out) kernel, uniform within sqrt(6 / (fan_in + fan_out)) of zero."""
    limit = np.sqrt(6 / (fan_in + fan_out))
    return rng.uniform(-limit, limit, size=(fan_in, fan_out))


def he_normal(fan_in, fan_out, rng):
    """A (fan_in, fan_out) kernel of variance 2 / fan_in, which a ReLU behind it halves."""
    return rng.normal(0, np.sqrt(2 / fan_in), size=(fan_in, fan_out))


def dense_backward(d_out, x, kernel, d_kernel):
    """Gradients of ``x @ kernel``.

    Parameters
    ----------
    d_out, x : ndarray, shapes (S, n, k) and (S, n, d)
    kernel : ndarray of shape (S, d, k), or None where nobody needs the input's gradient
    d_kernel : ndarray, shape (S, d, k)
        Filled with the kernel's gradient.

    Returns
    -------
    ndarray of shape (S, n, d), or None
        The input's gradient.
    """
    np.matmul(x.swapaxes(1, 2), d_out, out=d_kernel)
    return None if kernel is None else d_out @ kernel.swapaxes(1, 2)


def relu_backward(d_out, out):
    """Gradient of the ReLU by its output: it passes where the unit was active. Changes `d_out`."""
    return np.multiply(d_out, out > 0, out=d_out)


def dropout_multiplier(shape, rates, generators, dtype):
    """What to multiply activations by: 0 for a dropped unit, 1 / (1 - rate) for a kept one.

    Parameters
    ----------
    shape : (S, n, d)
    rates : ndarray, shape (S,)
    generators : S numpy.random.Generator
        Each draws for its own network, so that a network's masks do not depend on its company.
    dtype : numpy dtype of the result

    Returns
    -------
    ndarray, shape (S, n, d)
    """
    uniform = np.empty(shape, np.float32)
    for rows, rng in zip(uniform, generators, strict=True):
        rng.random(out=rows, dtype=np.float32)
    rates = rates[:, None, None]
    kept = uniform >= rates.astype(np.float32)
    return np.multiply(kept, (1 / (1 - rates)).astype(dtype), dtype=dtype)


def softmax(logits):
    """Class probabilities along the last axis."""
    exponentials = np.exp(logits - logits.max(axis=-1, keepdims=True))
    exponentials /= exponentials.sum(axis=-1, keepdims=True)
    return exponentials


def softmax_cross_entropy(logits, labels, smoothing=None):
    """Mean cross-entropy of each network and its gradient.

    Parameters
    ----------
    logits : ndarray, shape (S, n, k)
    labels : integer ndarray, shape (S, n)
    smoothing : ndarray of shape (S,), optional
        Share of the uniform distribution in each network's targets (Szegedy et al.,
        arXiv:1512.00567).

    Returns
    -------
    loss, d_logits : ndarrays, shapes (S,) and (S, n, k)
    """
    shifted = logits - logits.max(axis=-1, keepdims=True)
    d_logits = np.exp(shifted)
    total = d_logits.sum(axis=-1, keepdims=True)
    of_label = (*np.ogrid[: labels.shape[0], : labels.shape[1]], labels)
    loss = np.mean(np.log(total[..., 0]) - shifted[of_label], axis=1)
    d_logits /= total
    d_logits[of_label] -= 1
    if smoothing is not None:
        share = smoothing[:, None].astype(logits.dtype)
        loss += np.mean(share * (shifted[of_label] - shifted.mean(axis=-1)), axis=1)
        d_logits[of_label] += share
        d_logits -= share[..., None] / logits.shape[-1]
    d_logits /= labels.shape[1]
    return loss, d_logits


def batch_norm(x, gamma, running_mean, running_var, training, momentum=BATCH_NORM_MOMENTUM):
    """Normalize over the samples and scale by `gamma`; the shift is the layer's bias.

    Parameters
    ----------
    x : ndarray, shape (S, n, k)
    gamma, running_mean, running_var : ndarray, shape (S, 1, k)
        In training the running statistics are updated in place; at inference they normalize.
    momentum : float
        Weight of the old running statistics.

    Returns
    -------
    out, cache : ndarray, shape (S, n, k), and what `batch_norm_backward` needs
    """
    if not training:
        return (x - running_mean) * (gamma / np.sqrt(running_var + BATCH_NORM_EPSILON)), None
    mean = x.mean(axis=1, keepdims=True)
    centered = x - mean
    var = np.mean(centered * centered, axis=1, keepdims=True)
    for running, batch in ((running_mean, mean), (running_var, var)):
        running += (1 - momentum) * (batch - running)
    inverse_std = 1 / np.sqrt(var + BATCH_NORM_EPSILON)
    normalized = centered * inverse_std
    return normalized * gamma, (normalized, inverse_std)


def batch_norm_backward(d_out, cache, gamma, d_gamma):
    """Gradient by the input of `batch_norm` in training; gamma's goes into `d_gamma`."""
    normalized, inverse_std = cache
    np.sum(d_out * normalized, axis=1, keepdims=True, out=d_gamma)
    n = d_out.shape[1]
    centered = d_out - d_out.mean(axis=1, keepdims=True) - normalized * (d_gamma / n)
    return centered * (gamma * inverse_std)
