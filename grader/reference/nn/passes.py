"""The way forward through a network and the way back."""

import numpy as np

from grader.reference.nn import layers


def forward(network, x, training):
    """All layers up to the logits.

    Parameters
    ----------
    network : Network
    x : ndarray, shape (S, n, d), or (1, n, d) at inference
    training : bool
        Whether to drop units and to normalize by the batch.

    Returns
    -------
    logits : ndarray, shape (S, n, classes)
    tape : list
        For each dense layer what `differentiate` needs: its input, the dropout multiplier of that
        input, and batch norm's cache.
    """
    parameters, tape = network.parameters, []
    for layer, kernel in enumerate(parameters.kernels):
        x, multiplier = _drop(network, layer, x, training)
        out, cache = x @ kernel, None
        if parameters.gammas[layer] is not None:
            gamma = parameters.gammas[layer]
            normaliser, running = network.batch_norm, network.running[layer]
            out, cache = normaliser.forward(out, gamma, running, training)
        out += parameters.biases[layer]
        if network.noise is not None and training and layer < len(parameters.kernels) - 1:
            out += network.noise(layer, network.networks, out)
        tape.append((x, multiplier, cache))
        x = np.maximum(out, 0, out=out) if layer < len(parameters.kernels) - 1 else out
    return x, tape


def differentiate(network, x, y, gradients):
    """Loss and gradients of one batch in training mode.

    Parameters
    ----------
    network : Network
    x, y : ndarrays, shapes (S, n, d) and (S, n)
    gradients : Parameters
        Filled with the gradients of data loss plus penalty.

    Returns
    -------
    ndarray, shape (S,)
        The data loss of each network, without the penalty.
    """
    logits, tape = forward(network, x, training=True)
    logits, multiplier = _drop(network, len(tape), logits, training=True)
    loss, d_out = layers.softmax_cross_entropy(logits, y, network.smoothing)
    if multiplier is not None:
        d_out *= multiplier
    for layer in reversed(range(len(tape))):
        d_out = _backward(network, layer, d_out, tape[layer], gradients)
    return loss


def _backward(network, layer, d_out, taped, gradients):
    """Fill one layer's gradients; return that by the output of the layer below it."""
    x, multiplier, cache = taped
    parameters, kernel = network.parameters, network.parameters.kernels[layer]
    np.sum(d_out, axis=1, keepdims=True, out=gradients.biases[layer])
    if cache is not None:
        gamma, d_gamma = parameters.gammas[layer], gradients.gammas[layer]
        d_out = network.batch_norm.backward(d_out, cache, gamma, d_gamma)
    d_kernel = gradients.kernels[layer]
    d_x = layers.dense_backward(d_out, x, kernel if layer else None, d_kernel)
    if network.penalty is not None:
        network.penalty.add_gradient(kernel, d_kernel, network.networks)
    if d_x is None:
        return None
    if multiplier is not None:
        d_x *= multiplier
    # `x` is the ReLU's output after dropout; at a dropped unit the multiplier was 0 already.
    return layers.relu_backward(d_x, x)


def _drop(network, position, x, training):
    """Dropout by the rates of a position, where any network has one above 0."""
    rates = network.rates[position]
    if not (training and rates.any()):
        return x, None
    multiplier = layers.dropout_multiplier(x.shape, rates, network.masks[position], x.dtype)
    return x * multiplier, multiplier
