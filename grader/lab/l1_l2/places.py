"""A penalty on some layers only."""

from dataclasses import dataclass

from grader.reference.network import L2


@dataclass(frozen=True)
class L2On:
    """L2 on the kernels of the given shapes only, for `grader.reference.network.Network`.

    Parameters
    ----------
    l2 : float
    shapes : tuple of (int, int)
        Inputs and units of the dense layers that are penalized.
    """

    l2: float
    shapes: tuple

    def loss(self, kernel, networks):
        """What a layer's kernels add to the losses, shape (s,)."""
        return L2(self.l2).loss(kernel, networks) * self._is_meant(kernel)

    def add_gradient(self, kernel, gradient, networks):
        """Add the gradient to `gradient` in place, where the layer is penalized."""
        if self._is_meant(kernel):
            L2(self.l2).add_gradient(kernel, gradient, networks)

    def _is_meant(self, kernel):
        return kernel.shape[1:] in self.shapes
