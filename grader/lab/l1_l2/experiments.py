"""Data and training runs of the lesson that would distract from its text."""

from dataclasses import dataclass

import numpy as np

from grader.lab import data
from grader.reference.network import L2


@dataclass(frozen=True)
class L2On:
    """L2 on the kernels of the given shapes only, for `grader.reference.network.Network`.

    Parameters
    ----------
    l2 : float
    shapes : tuple of (int, int)
        Inputs and units of the dense layers that are penalised.
    """

    l2: float
    shapes: tuple

    def loss(self, kernel, networks):
        """What a layer's kernels add to the losses, shape (s,)."""
        return L2(self.l2).loss(kernel, networks) * self._is_meant(kernel)

    def add_gradient(self, kernel, gradient, networks):
        """Add the gradient to `gradient` in place, where the layer is penalised."""
        if self._is_meant(kernel):
            L2(self.l2).add_gradient(kernel, gradient, networks)

    def _is_meant(self, kernel):
        return kernel.shape[1:] in self.shapes


@dataclass(frozen=True)
class Split:
    """Standardised features and targets for training and for testing; noise columns come last."""

    x_train: np.ndarray
    y_train: np.ndarray
    x_test: np.ndarray
    y_test: np.ndarray


def diabetes(seed, n_noise=0, n_train=300):
    """The diabetes data, split at random, standard normal noise columns added.

    Parameters
    ----------
    seed : int
    n_noise, n_train : int

    Returns
    -------
    Split
        Targets minus their training mean.
    """
    from sklearn.datasets import load_diabetes

    return _split(*load_diabetes(return_X_y=True), seed, n_noise, n_train, centre=True)


def breast_cancer(seed, n_noise=0, n_train=341):
    """The breast cancer data, in the same way; targets are 0 and 1."""
    from sklearn.datasets import load_breast_cancer

    return _split(*load_breast_cancer(return_X_y=True), seed, n_noise, n_train, centre=False)


def _split(features, targets, seed, n_noise, n_train, centre):
    rng = np.random.default_rng(seed)
    features = np.column_stack([features, rng.normal(size=(len(features), n_noise))])
    order = rng.permutation(len(features))
    train, test = order[:n_train], order[n_train:]
    mean, std = features[train].mean(axis=0), features[train].std(axis=0)
    x, y = (features - mean) / std, targets - (targets[train].mean() if centre else 0)
    return Split(x[train], y[train], x[test], y[test])


def pair(correlation, seed, n=100):
    """Two features that matter equally and are correlated, and three that are not needed.

    Parameters
    ----------
    correlation : float
        Of the two features, in the population they are drawn from.
    seed, n : int

    Returns
    -------
    x : ndarray, shape (n, 5)
        Standardised.
    y : ndarray, shape (n,)
        Sum of the first two features plus noise of standard deviation 1, minus its mean.
    """
    rng = np.random.default_rng(seed)
    common, own = rng.normal(size=(n, 1)), rng.normal(size=(n, 2))
    x = np.sqrt(correlation) * common + np.sqrt(1 - correlation) * own
    x = np.column_stack([x, rng.normal(size=(n, 3))])
    x = (x - x.mean(axis=0)) / x.std(axis=0)
    y = x[:, 0] + x[:, 1] + rng.normal(size=n)
    return x, y - y.mean()


def large_digits(seeds, n_train=1000, n_test=500):
    """Digits enlarged to 28 x 28 pixels, right labels; every seed draws its own.

    Parameters
    ----------
    seeds : iterable of int
    n_train, n_test : int

    Returns
    -------
    x_train, y_train, x_test, y_test : ndarray, shapes (S, n, 784) and (S, n)
    """
    images, labels = data.digits()
    images = np.kron(images.reshape(-1, 8, 8), np.ones((4, 4)))[:, 2:30, 2:30].reshape(-1, 784)
    orders = [np.random.default_rng(seed).permutation(len(images)) for seed in seeds]
    train = np.array([order[:n_train] for order in orders])
    test = np.array([order[n_train : n_train + n_test] for order in orders])
    return images[train], labels[train], images[test], labels[test]


def keras_steps(optimizer, start, gradients):
    """Where a Keras optimizer takes the weights `start`, (d,), with `gradients`, (steps, d)."""
    import keras

    variable = keras.Variable(start, dtype="float64")
    optimizer.build([variable])
    for gradient in gradients:
        optimizer.apply([keras.ops.convert_to_tensor(gradient, "float64")])
    return variable.numpy()


def torch_steps(make_optimizer, start, gradients):
    """Where a PyTorch optimizer takes the same; `make_optimizer` gets the list of parameters."""
    import torch

    parameter = torch.nn.Parameter(torch.tensor(start))
    optimizer = make_optimizer([parameter])
    for gradient in gradients:
        parameter.grad = torch.tensor(gradient)
        optimizer.step()
    return parameter.detach().numpy()
