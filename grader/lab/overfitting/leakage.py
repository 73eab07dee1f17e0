"""What a score gains when the data that judges had a say in the preparation."""

import numpy as np

from grader.lab.experiment import experiment
from grader.reference.overfitting import fit_ridge, k_fold
from grader.reference.start import standardize


@experiment(
    {
        "100 samples": {"n": 100},
        "5,000 columns": {"n_columns": 5000},
        "ten folds": {"k": 10},
        "another classifier": {"classify": "centroid"},
    }
)
def select_columns(
    folds=k_fold, n=50, n_columns=1000, n_kept=20, k=5, seeds=range(20), classify="neighbors"
):
    """Cross-validate a classifier on pure noise; keep the best columns inside or before the folds.

    Parameters
    ----------
    folds : callable
        ``folds(n, k, rng)``, the learner's own for instance.
    n, n_columns, n_kept, k : int
        Samples, half of each class; columns of noise; columns that are kept; folds.
    seeds : sequence of int
    classify : "neighbors" or "centroid"
        Three nearest neighbors, or the nearer of the two class means.

    Returns
    -------
    dict of str to ndarray, shape (seeds,)
        Accuracy; 0.5 is all that can be achieved.
    """
    found = []
    for seed in seeds:
        rng = np.random.default_rng(seed)
        x, y = rng.normal(size=(n, n_columns)), rng.permutation(np.arange(n) % 2)
        before = _best_columns(x, y, n_kept)
        for train, test in folds(n, k, rng):
            inside = _best_columns(x[train], y[train], n_kept)
            for columns in (inside, before):
                said = CLASSIFIERS[classify](x[train][:, columns], y[train], x[test][:, columns])
                found.append(np.mean(said == y[test]))
    inside, before = np.reshape(found, (len(seeds), k, 2)).mean(axis=1).T
    return {"columns picked inside each fold": inside, "columns picked beforehand": before}


@select_columns.concludes(
    "Columns picked beforehand make noise look predictable",
    quote="picked beforehand, the same noise looks predictable",
)
def _(result):
    inside, before = result.values()
    return before - inside - 0.15


def _best_columns(x, y, n_kept):
    correlation = (y - y.mean()) @ (x - x.mean(axis=0)) / x.std(axis=0)
    return np.argsort(-np.abs(correlation))[:n_kept]


def _neighbors(x, y, x_new):
    distances = ((x_new[:, None] - x[None]) ** 2).sum(axis=-1)
    return y[np.argsort(distances, axis=1)[:, :3]].mean(axis=1) > 0.5


def _centroid(x, y, x_new):
    to = [((x_new - x[y == label].mean(axis=0)) ** 2).sum(axis=1) for label in (0, 1)]
    return to[1] < to[0]


CLASSIFIERS = {"neighbors": _neighbors, "centroid": _centroid}
SETTINGS = {
    "ten columns, 20 samples": (20, False),
    "ten columns, 200 samples": (200, False),
    "and a column of spikes, 20 samples": (20, True),
}


@experiment(
    {
        "a tenth of the penalty": {"strength": 0.1},
        "ten times the penalty": {"strength": 10.0},
        "other samples": {"seeds": range(1000, 2000)},
        "other spikes": {"spikes_seed": 1},
    }
)
def scaling(seeds=range(1000), strength=1.0, spikes_seed=0):
    """Ridge regression on the diabetes data, scaled with and without a look at the test samples.

    Parameters
    ----------
    seeds : sequence of int
    strength : float
        Of the ridge penalty; without one, scaling would change no prediction.
    spikes_seed : int
        Draws a column that is pure noise with rare huge values.

    Returns
    -------
    dict of str to ndarray, shape (seeds, 2)
        Honest and leaky mean squared error, in units of the variance of the target.
    """
    from sklearn.datasets import load_diabetes

    x, y = load_diabetes(return_X_y=True, scaled=False)
    spikes = np.exp(1.5 * np.random.default_rng(spikes_seed).normal(size=(len(x), 1)))
    spiky = np.hstack([x, spikes])
    return {
        name: np.array([_scaled(spiky if s else x, y, seed, n, strength) for seed in seeds])
        for name, (n, s) in SETTINGS.items()
    }


@scaling.concludes(
    "With 20 samples the leak makes the error look smaller",
    quote="With 20 samples the leak is real but small",
)
def _(result):
    honest, leaky = result["ten columns, 20 samples"].T
    return honest - leaky


@scaling.concludes(
    "A column of spikes makes the leak larger",
    quote="A column with rare huge values makes the leak many times larger",
)
def _(result):
    plain, _, spiky = (errors[:, 0] - errors[:, 1] for errors in result.values())
    return spiky - plain


def _scaled(x, y, seed, n_train, strength):
    """Mean squared error on as many test samples as are fitted: honest, leaky."""
    order = np.random.default_rng(seed).permutation(len(x))
    train, test = order[:n_train], order[n_train : 2 * n_train]
    x_train, x_test = standardize(x[train], x[test])
    _, everything = standardize(x[order[: 2 * n_train]], x[order[: 2 * n_train]])
    honest = _ridge_error(x_train, y[train], x_test, y[test], strength)
    leaky = _ridge_error(everything[:n_train], y[train], everything[n_train:], y[test], strength)
    return honest / np.var(y), leaky / np.var(y)


def _ridge_error(x_train, y_train, x_test, y_test, strength):
    center = x_train.mean(axis=0)
    weights = fit_ridge(x_train - center, y_train - y_train.mean(), np.array([strength]))[0]
    predicted = (x_test - center) @ weights + y_train.mean()
    return np.mean((predicted - y_test) ** 2)
