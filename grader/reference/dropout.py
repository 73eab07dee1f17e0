"""Dropout and its relatives: whole units, single weights, whole channels, many passes.

References
----------
Srivastava, Hinton, Krizhevsky, Sutskever, Salakhutdinov: "Dropout: a simple way to prevent neural
networks from overfitting", JMLR 15 (2014). Wan et al.: "Regularization of neural networks using
DropConnect", ICML 2013. Tompson et al., arXiv:1411.4280 (spatial dropout). Gal and Ghahramani,
arXiv:1506.02142 (Monte-Carlo dropout). In all of them `rate` is the probability of being dropped,
0 <= rate < 1, and `rng` a ``numpy.random.Generator``.
"""

import numpy as np


def dropout_forward(x, rate, rng, training=True):
    """Inverted dropout.

    Parameters
    ----------
    x : ndarray, any shape
    rate : float
    rng : numpy.random.Generator
    training : bool
        With False the layer does nothing.

    Returns
    -------
    out, mask : ndarray, shaped like `x`
        `mask` is boolean, True where a unit was kept. `out` is x / (1 - rate) where kept, else 0.
    """
    if not training:
        return x.copy(), np.ones(x.shape, dtype=bool)
    mask = rng.random(x.shape) >= rate
    return np.where(mask, x / (1 - rate), 0.0), mask


def dropout_backward(d_out, mask, rate):
    """Gradient of the loss with respect to the input of `dropout_forward`, shaped like `d_out`."""
    return np.where(mask, d_out / (1 - rate), 0.0)


def dropconnect_forward(x, w, b, rate, rng, training=True):
    """A dense layer of which single weights are dropped, one mask a call.

    Parameters
    ----------
    x : ndarray, shape (n, d)
    w : ndarray, shape (d, k)
    b : ndarray, shape (k,)
        Never dropped.
    rate, rng, training
        As in `dropout_forward`.

    Returns
    -------
    ndarray, shape (n, k)
    """
    kept, _ = dropout_forward(w, rate, rng, training)
    return x @ kept + b


def spatial_dropout_forward(images, rate, rng, training=True):
    """Drop whole channels, independently for each image; inverted scaling.

    Parameters
    ----------
    images : ndarray, shape (n, h, w, c)
    rate, rng, training
        As in `dropout_forward`.

    Returns
    -------
    ndarray, shape (n, h, w, c)
    """
    n, _, _, channels = images.shape
    scale, _ = dropout_forward(np.ones((n, 1, 1, channels)), rate, rng, training)
    return images * scale


def monte_carlo_dropout(x, w1, b1, w2, b2, rate, n_samples, rng):
    """Mean and spread of many passes with dropout left on.

    Each pass is ReLU(x @ w1 + b1), inverted dropout on the hidden units, then @ w2 + b2.

    Parameters
    ----------
    x : ndarray, shape (n, d)
    w1, b1, w2, b2 : ndarray, shapes (d, hidden), (hidden,), (hidden, k) and (k,)
    rate, rng
        As in `dropout_forward`.
    n_samples : int
        Number of passes.

    Returns
    -------
    mean, std : ndarray, shape (n, k)
        Over the passes; ddof 0.
    """
    hidden = np.maximum(x @ w1 + b1, 0.0)
    passes = [dropout_forward(hidden, rate, rng)[0] @ w2 + b2 for _ in range(n_samples)]
    return np.mean(passes, axis=0), np.std(passes, axis=0)
