"""What the lasso keeps when two columns are written down in other units."""

import numpy as np

from grader.lab.experiment import experiment
from grader.lab.l1_l2.experiments import splits

COLUMNS = {"diabetes": (2, 3), "breast_cancer": (27, 20)}
"""The column that is divided by the factor, and the one that is multiplied by it."""


@experiment(
    {
        "strength 1": {"strength": 1.0},
        "strength 4": {"strength": 4.0},
        "a factor of 100": {"factor": 100.0},
        "150 people to train on": {"n_train": 150},
        "tumors, strength 0.05": {"data": "breast_cancer", "strength": 0.05},
    }
)
def units(strength=2.0, factor=1000.0, n_train=300, seeds=range(10), data="diabetes"):
    """Fit by lasso and by least squares, on standardized columns and with two in other units.

    Parameters
    ----------
    strength, factor : float
        Of the lasso, and between the units.
    n_train : int
    seeds : sequence of int
    data : str
        The audit's second data set is "breast_cancer".

    Returns
    -------
    dict of str to dict of str to ndarray, shape (seeds,)
        By unit, "standardized" and "other units": whether the lasso keeps the column that is
        ``divided`` and the one that is ``multiplied``, and the share of the variance of the test
        data that the ``lasso`` explains, and ``least squares``.
    """
    scales = {"standardized": 1.0, "other units": factor}
    found = {}
    for name, unit in scales.items():
        rows = [_fitted(getattr(splits, data)(s, 0, n_train), unit, strength, data) for s in seeds]
        found[name] = {key: np.array([row[key] for row in rows]) for key in rows[0]}
    return found


def _fitted(split, unit, strength, data):
    from sklearn.linear_model import Lasso, LinearRegression

    divided, multiplied = COLUMNS[data]
    scale = np.ones(split.x_train.shape[1])
    scale[divided], scale[multiplied] = 1 / unit, unit
    x_train, x_test = split.x_train * scale, split.x_test * scale
    lasso = Lasso(strength, max_iter=20_000).fit(x_train, split.y_train)
    # By default, scikit-learn takes a column with numbers this tiny for a combination of others.
    plain = LinearRegression(tol=0).fit(x_train, split.y_train)
    return {
        "divided": lasso.coef_[divided] != 0,
        "multiplied": lasso.coef_[multiplied] != 0,
        "lasso": lasso.score(x_test, split.y_test),
        "least squares": plain.score(x_test, split.y_test),
    }


@units.concludes(
    "The lasso keeps the column with tiny numbers less often",
    quote="the lasso drops the body mass index in every split",
)
def _(found):
    kept = {name: of["divided"].astype(float) for name, of in found.items()}
    return kept["standardized"] - kept["other units"]


@units.concludes(
    "It explains less of the variance",
    quote="explains less of the variance of the test data",
)
def _(found):
    return found["standardized"]["lasso"] - found["other units"]["lasso"]


@units.concludes(
    "Least squares explains as much in both units, to a millionth",
    quote="Least squares does not care about units",
)
def _(found):
    plain = {name: of["least squares"] for name, of in found.items()}
    return 1e-6 - np.abs(plain["standardized"] - plain["other units"]).max()
