"""Weight penalties for the networks, in the convention of Keras: no half and no mean.

A penalty is any object with the two methods of `L1L2`; the network calls them for every dense
kernel and never for a bias or for batch norm.
"""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class L1L2:
    """l1 * sum of abs(w) + l2 * sum of w^2, the loss of ``keras.regularizers.L1L2``.

    Parameters
    ----------
    l1, l2 : float, or ndarray of shape (S,)
        The strengths; an array gives each of S networks its own.
    """

    l1: float | np.ndarray = 0.0
    l2: float | np.ndarray = 0.0

    def __post_init__(self):
        for name, strength in (("l1", self.l1), ("l2", self.l2)):
            if np.ndim(strength) > 1 or not np.all(np.asarray(strength) >= 0):
                raise ValueError(
                    f"Expected {name} to be 0 or more, one number or one a network, "
                    f"but got {np.asarray(strength).tolist()}."
                )

    def loss(self, kernel, networks):
        """What the kernels add to the losses.

        Parameters
        ----------
        kernel : ndarray, shape (s, d, k)
        networks : slice
            Which of the S networks these s are.

        Returns
        -------
        ndarray, shape (s,)
        """
        l1, l2 = _strength(self.l1, networks), _strength(self.l2, networks)
        return np.sum(l1 * np.abs(kernel) + l2 * np.square(kernel), axis=(1, 2))

    def add_gradient(self, kernel, gradient, networks):
        """Add the (sub)gradient, 0 from L1 where a weight is 0, to `gradient` in place."""
        l1, l2 = _strength(self.l1, networks), _strength(self.l2, networks)
        if np.any(l1):
            gradient += l1.astype(kernel.dtype) * np.sign(kernel)
        if np.any(l2):
            gradient += (2 * l2).astype(kernel.dtype) * kernel


def L1(strength):  # noqa: N802 - reads as the class in keras.regularizers does
    """The penalty strength * sum of abs(w)."""
    return L1L2(l1=strength)


def L2(strength):  # noqa: N802 - as above
    """The penalty strength * sum of w^2."""
    return L1L2(l2=strength)


def _strength(value, networks):
    """One network: a strength that broadcasts against (s, d, k) kernels."""
    value = np.asarray(value, dtype=float)
    return value if value.ndim == 0 else value[networks, None, None]
