"""Checks of what a network is given, each failure one sentence."""

import numpy as np

from grader.reference.nn.batch_norm import BatchNorm


def checked_sizes(sizes):
    """`sizes` as a tuple of at least two positive integers, the last at least 2."""
    sizes = tuple(sizes)
    whole = all(isinstance(size, int | np.integer) and size > 0 for size in sizes)
    if len(sizes) < 2 or not whole or sizes[-1] < 2:
        raise ValueError(
            "Expected sizes as positive integers, inputs first and two or more classes last, "
            f"but got {list(sizes)}."
        )
    return sizes


def checked_seeds(seeds):
    """`seeds` as a list with at least one."""
    if not np.iterable(seeds) or not (seeds := list(seeds)):
        raise ValueError(f"Expected seeds such as range(10), one a network, but got {seeds!r}.")
    return seeds


def checked_penalty(penalty, n_networks):
    """`penalty` if it is None or has the methods of L1L2, with strengths that fit."""
    if penalty is None:
        return None
    if not (hasattr(penalty, "loss") and hasattr(penalty, "add_gradient")):
        raise ValueError(f"Expected a penalty such as L2(0.01), or None, but got {penalty!r}.")
    for name in ("l1", "l2"):
        shape = np.shape(getattr(penalty, name, 0.0))
        if shape not in ((), (n_networks,)):
            raise ValueError(
                f"Expected {name} of the penalty as one number or one for each of {n_networks} "
                f"networks, but got an array of shape {shape}."
            )
    return penalty


def checked_batch_norm(batch_norm):
    """Settings of batch norm: the defaults for True, None for False."""
    if isinstance(batch_norm, BatchNorm):
        return batch_norm
    if not isinstance(batch_norm, bool):
        raise ValueError(
            f"Expected batch_norm as True, False or BatchNorm(...), but got {batch_norm!r}."
        )
    return BatchNorm() if batch_norm else None


def checked_initializer(initializer):
    """`initializer` if it is one of the two that are known."""
    if initializer not in ("he", "glorot"):
        raise ValueError(f'Expected initializer as "he" or "glorot", but got {initializer!r}.')
    return initializer


def checked_optimizer(optimizer):
    """`optimizer` if it can start a run."""
    if not hasattr(optimizer, "start"):
        raise ValueError(f"Expected an optimizer such as Adam(0.001), but got {optimizer!r}.")
    return optimizer


def checked_rates(dropout, n_dense, n_networks):
    """The rates at each dense layer's input and on the logits.

    Parameters
    ----------
    dropout : float, ndarray of shape (S,), or tuple of n_dense or n_dense + 1 of these
    n_dense, n_networks : int

    Returns
    -------
    list of n_dense + 1 ndarrays of shape (S,)
    """
    if not isinstance(dropout, tuple | list):
        dropout = [0.0] + [dropout] * (n_dense - 1)
    if len(dropout) not in (n_dense, n_dense + 1):
        raise ValueError(
            f"Expected {n_dense} dropout rates, one for the input of each dense layer (and one "
            f"more for the logits, if wanted), but got {len(dropout)}."
        )
    rates = [np.asarray(rate, dtype=float) for rate in dropout]
    for rate in rates:
        if rate.shape not in ((), (n_networks,)) or not np.all((rate >= 0) & (rate < 1)):
            raise ValueError(
                "Expected each dropout rate to be at least 0 and below 1, one number or one for "
                f"each of {n_networks} networks, but got {rate.tolist()}."
            )
    rates += [np.zeros(())] * (n_dense + 1 - len(rates))
    return [np.broadcast_to(rate, n_networks) for rate in rates]


def checked_smoothing(smoothing, n_networks):
    """Shares of the uniform distribution, shape (S,); None where no network has any."""
    shares = np.asarray(smoothing, dtype=float)
    if shares.shape not in ((), (n_networks,)) or not np.all((shares >= 0) & (shares <= 1)):
        raise ValueError(
            "Expected label_smoothing from 0 to 1, one number or one for each of "
            f"{n_networks} networks, but got {shares.tolist()}."
        )
    return np.broadcast_to(shares, n_networks) if shares.any() else None


def checked_inputs(x, n_networks, n_inputs):
    """`x` as an array of shape (1 or S, n, d)."""
    given = np.asarray(x)
    x = given[None] if given.ndim == 2 else given
    if x.ndim != 3 or x.shape[0] not in (1, n_networks) or x.shape[2] != n_inputs or x.size == 0:
        raise ValueError(
            f"Expected x of shape (n, {n_inputs}) or ({n_networks}, n, {n_inputs}) with at least "
            f"one sample, but got {given.shape}."
        )
    if x.dtype.kind not in "biuf" or not np.isfinite(x).all():
        raise ValueError(
            "Expected x of finite numbers, but some entries are missing, infinite or no numbers."
        )
    return x


def checked_validation(validation):
    """`validation` if it is a pair."""
    if not isinstance(validation, tuple | list) or len(validation) != 2:
        raise ValueError(
            f"Expected validation as a pair (x, y), but got {type(validation).__name__}."
        )
    return validation


def checked_labels(y, shape, n_classes):
    """`y` broadcast to `shape` (S, n)."""
    y = np.asarray(y)
    if y.shape not in (shape, shape[1:]):
        raise ValueError(f"Expected labels of shape {shape[1:]} or {shape}, but got {y.shape}.")
    if not np.issubdtype(y.dtype, np.integer) or y.min() < 0 or y.max() >= n_classes:
        raise ValueError(
            f"Expected integer labels from 0 to {n_classes - 1}, but got {y.dtype} from "
            f"{y.min()} to {y.max()}."
        )
    return np.broadcast_to(y, shape)


def require_counts(**counts):
    """Raise unless every count is an integer of at least 1."""
    for name, count in counts.items():
        if not isinstance(count, int | np.integer) or count < 1:
            raise ValueError(f"Expected {name} to be a whole number from 1 on, but got {count!r}.")
