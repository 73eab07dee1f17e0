"""Penalties on weights, the regressions that minimize them, and steps that shrink weights.

References
----------
Hoerl and Kennard: "Ridge regression", Technometrics 12 (1970). Tibshirani: "Regression shrinkage
and selection via the lasso", JRSS B 58 (1996). Zou and Hastie: "Regularization and variable
selection via the elastic net", JRSS B 67 (2005). Daubechies, Defrise, De Mol, arXiv:math/0307152
(ISTA). Loshchilov and Hutter, arXiv:1711.05101 (decoupled weight decay, AdamW). Penalties follow
``keras.regularizers``: no half and no mean.
"""

import numpy as np


def l1_penalty(weights, strength):
    """The penalty strength * sum of abs(w).

    Parameters
    ----------
    weights : list of ndarray, any shapes
        The kernels; biases are never in it.
    strength : float

    Returns
    -------
    float
    """
    return float(strength * sum(np.abs(w).sum() for w in weights))


def l2_penalty(weights, strength):
    """The penalty strength * sum of w^2; parameters as in `l1_penalty`."""
    return float(strength * sum(np.square(w).sum() for w in weights))


def elastic_net_penalty(weights, l1, l2):
    """The L1 penalty of strength `l1` and the L2 penalty of strength `l2` together, a float."""
    return l1_penalty(weights, l1) + l2_penalty(weights, l2)


def penalty_gradient(w, l1, l2):
    """(Sub)gradient of `elastic_net_penalty`, shaped like `w`; 0 from L1 where a weight is 0."""
    return l1 * np.sign(w) + 2 * l2 * w


def ridge_regression(features, targets, strength):
    """Minimize sum (y - Xw - b)^2 + strength * sum w^2; the intercept is not penalized.

    Parameters
    ----------
    features : ndarray, shape (n, d)
    targets : ndarray, shape (n,)
    strength : float
        Above 0 where the centered features have a rank below d.

    Returns
    -------
    w : ndarray, shape (d,)
    b : float
    """
    # With centered data the best intercept is 0, so it drops out of the equations.
    feature_means, target_mean = features.mean(axis=0), targets.mean()
    x = features - feature_means
    gram = x.T @ x + strength * np.eye(x.shape[1])
    w = np.linalg.solve(gram, x.T @ (targets - target_mean))
    return w, float(target_mean - feature_means @ w)


def soft_threshold(w, threshold):
    """Proximal step of the L1 norm: towards 0 by `threshold`, and no further than 0."""
    return np.sign(w) * np.maximum(np.abs(w) - threshold, 0.0)


def lasso_ista(features, targets, strength, n_steps):
    """Proximal gradient steps on the lasso, without intercept.

    The objective is 1/(2n) * sum (y - Xw)^2 + strength * sum of abs(w), as in scikit-learn; the
    step is 1/L, L the largest eigenvalue of X^T X / n; the start is w = 0.

    Parameters
    ----------
    features : ndarray, shape (n, d)
    targets : ndarray, shape (n,)
    strength : float
    n_steps : int
        0 or more.

    Returns
    -------
    ndarray, shape (d,)
    """
    return elastic_net_ista(features, targets, strength, 0.0, n_steps)


def elastic_net_ista(features, targets, l1, l2, n_steps):
    """Like `lasso_ista` with l2 * sum of w^2 added; the step becomes 1 / (L + 2 * l2)."""
    gram, moment, step = _quadratic(features, targets, l2)
    w = np.zeros(len(moment))
    for _ in range(n_steps):
        w = soft_threshold(w - step * (gram @ w - moment), step * l1)
    return w


def lasso_subgradient(features, targets, strength, n_steps):
    """Subgradient steps on the problem of `lasso_ista`, from the same start by the same step.

    A constant step leaves small weights hovering about 0: next to none ever is exactly 0.
    """
    gram, moment, step = _quadratic(features, targets, 0.0)
    w = np.zeros(len(moment))
    for _ in range(n_steps):
        w = w - step * (gram @ w - moment + penalty_gradient(w, strength, 0.0))
    return w


def _quadratic(features, targets, l2):
    """The smooth part's gradient, ``gram @ w - moment``, and the step 1 / (largest curvature)."""
    n, d = features.shape
    gram = features.T @ features / n + 2 * l2 * np.eye(d)
    return gram, features.T @ targets / n, 1 / np.linalg.eigvalsh(gram)[-1]


def sgd_l2_step(w, gradient, learning_rate, strength):
    """One SGD step on loss + strength * sum w^2.

    Parameters
    ----------
    w, gradient : ndarray, any shape
        The weights, and the gradient of the loss alone.
    learning_rate, strength : float

    Returns
    -------
    ndarray, shaped like `w`
    """
    return w - learning_rate * (gradient + penalty_gradient(w, 0.0, strength))


def sgd_weight_decay_step(w, gradient, learning_rate, decay):
    """One SGD step with decoupled weight decay, as ``keras.optimizers.SGD(weight_decay=)``."""
    return w - learning_rate * gradient - learning_rate * decay * w


def adamw_step(
    w, gradient, m, v, step, learning_rate, decay, beta_1=0.9, beta_2=0.999, epsilon=1e-7
):
    """One step of Adam with decoupled weight decay.

    Parameters
    ----------
    w, gradient, m, v : ndarray, one shape
        Weights, the loss's gradient, and the running means of gradient and squared gradient.
    step : int
        Counts from 1.
    learning_rate, decay, beta_1, beta_2, epsilon : float

    Returns
    -------
    w, m, v : ndarray
    """
    m = beta_1 * m + (1 - beta_1) * gradient
    v = beta_2 * v + (1 - beta_2) * gradient**2
    m_hat, v_hat = m / (1 - beta_1**step), v / (1 - beta_2**step)
    direction = m_hat / (np.sqrt(v_hat) + epsilon)
    return w - learning_rate * direction - learning_rate * decay * w, m, v
