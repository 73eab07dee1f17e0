"""Early stopping and ridge regression on real data, each at the setting that validation picks."""

import numpy as np

from grader.lab.early_stopping import descent
from grader.lab.experiment import experiment
from grader.lab.margin import within
from grader.reference.early_stopping import train_with_early_stopping

STRENGTHS = np.geomspace(1e-3, 30, 80)
LEAST, STOPPED, RIDGE = "least squares", "stopped early", "ridge"


@experiment(
    {
        "3 x the steps": {"max_steps": 9000, "patience": 300},
        "10 x the steps": {"max_steps": 30_000, "patience": 1000},
        "5 x the rate": {"speed": 0.5},
        "60 patients": {"n_train": 60},
        "30 to validate": {"n_val": 30},
        "60 tumors": {"n_train": 60, "data": descent.tumors},
    }
)
def stopped_or_ridge(
    n_train=30,
    n_val=100,
    speed=0.1,
    max_steps=3000,
    patience=100,
    seeds=range(20),
    data=descent.diabetes,
):
    """Linear regression on diabetes patients, least squares, stopped early, and with L2.

    Parameters
    ----------
    n_train, n_val : int
        Patients to train on, and to choose the step and the strength by.
    speed : float
        Learning rate times the largest eigenvalue of the Hessian.
    max_steps, patience : int
    seeds : sequence of int
        Splits.
    data : callable
        ``data(seed, n_train, n_val)`` gives a split.

    Returns
    -------
    dict of str to ndarray, shape (seeds,)
        Test error of the three; ``correlation`` of the weights of the last two.
    """
    found = {name: [] for name in (LEAST, STOPPED, RIDGE, "correlation")}
    for seed in seeds:
        split = data(seed, n_train, n_val)
        hessian, minimizer = split.hessian(), split.least_squares()
        rate = speed / np.linalg.eigvalsh(hessian)[-1]
        samples = split.x, split.y, split.x_val, split.y_val
        early, _ = train_with_early_stopping(*samples, rate, max_steps, patience)
        ridges = descent.ridge_weights(hessian, minimizer, STRENGTHS)
        ridge = min(ridges, key=split.val_error)
        for name, w in ((LEAST, minimizer), (STOPPED, early), (RIDGE, ridge)):
            found[name].append(split.test_error(w))
        found["correlation"].append(np.corrcoef(early, ridge)[0, 1])
    return {name: np.array(values) for name, values in found.items()}


@stopped_or_ridge.concludes(
    "Stopping early beats least squares",
    quote="Both repair least squares",
)
def _(found):
    return found[LEAST] - found[STOPPED]


@stopped_or_ridge.concludes(
    "Ridge regression beats least squares",
    quote="Both repair least squares",
)
def _(found):
    return found[LEAST] - found[RIDGE]


@stopped_or_ridge.concludes(
    "The errors of both differ by less than 0.03",
    quote="their mean errors differ by less than 0.03",
)
def _(found):
    return within(0.03, found[STOPPED] - found[RIDGE])
