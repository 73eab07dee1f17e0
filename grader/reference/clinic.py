"""The clinic's scripts on arrays, repaired."""

import numpy as np

from grader.reference.augmentation import random_shift


def clinic_scaling(x, train, test):
    """Split rows and standardize them by what the training rows alone tell.

    Parameters
    ----------
    x : ndarray, shape (n, d)
    train, test : integer ndarray
        Disjoint indices of rows, which need not be all of them.

    Returns
    -------
    x_train, x_test : ndarray, shapes (len(train), d) and (len(test), d)
    """
    mean, std = x[train].mean(axis=0), x[train].std(axis=0)
    return (x[train] - mean) / std, (x[test] - mean) / std


def clinic_augmentation(images, labels, n_val, copies, rng):
    """Split at random, then add shifted copies to the training part.

    Parameters
    ----------
    images : ndarray, shape (n, h, w)
    labels : integer ndarray, shape (n,)
    n_val : int
    copies : int
        Of each training image, moved by up to one pixel each way.
    rng : numpy.random.Generator

    Returns
    -------
    x_train, y_train : ndarray, shapes ((n - n_val) * (1 + copies), h, w) and the first of it
    x_val, y_val : ndarray, shapes (n_val, h, w) and (n_val,)
    """
    order = rng.permutation(len(images))
    val, train = order[:n_val], order[n_val:]
    shifted = [random_shift(images[train], 1, rng) for _ in range(copies)]
    x_train = np.concatenate([images[train], *shifted])
    return x_train, np.tile(labels[train], 1 + copies), images[val], labels[val]
