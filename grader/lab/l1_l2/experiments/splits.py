"""The data of this lesson: splits of real data, correlated features, large digits."""

from dataclasses import dataclass

import numpy as np

from grader.lab import data


@dataclass(frozen=True)
class Split:
    """Standardized features and targets for training and for testing; noise columns come last."""

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

    return _split(*load_diabetes(return_X_y=True), seed, n_noise, n_train, center=True)


def breast_cancer(seed, n_noise=0, n_train=341):
    """The breast cancer data, in the same way; targets are 0 and 1."""
    from sklearn.datasets import load_breast_cancer

    return _split(*load_breast_cancer(return_X_y=True), seed, n_noise, n_train, center=False)


def _split(features, targets, seed, n_noise, n_train, center):
    rng = np.random.default_rng(seed)
    features = np.column_stack([features, rng.normal(size=(len(features), n_noise))])
    order = rng.permutation(len(features))
    train, test = order[:n_train], order[n_train:]
    mean, std = features[train].mean(axis=0), features[train].std(axis=0)
    x, y = (features - mean) / std, targets - (targets[train].mean() if center else 0)
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
        Standardized.
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
