"""Standardization, the one thing every lesson does to its data first."""

import numpy as np


def standardize(train, test):
    """Scale both sets by the statistics of the training set.

    Parameters
    ----------
    train, test : ndarray, shapes (n, d) and (m, d)

    Returns
    -------
    train_scaled, test_scaled : ndarray, shapes (n, d) and (m, d)
        Each column minus its mean in `train`, divided by its standard deviation in `train`
        (ddof 0). A column that is constant in `train` becomes zeros in both.

    References
    ----------
    scikit-learn, ``sklearn.preprocessing.StandardScaler``, which keeps a constant column's unit
    scale instead of setting its test values to zero.
    """
    mean, std = train.mean(axis=0), train.std(axis=0)
    varies = std > 0
    scale = np.where(varies, std, 1.0)
    return tuple(np.where(varies, (part - mean) / scale, 0.0) for part in (train, test))
