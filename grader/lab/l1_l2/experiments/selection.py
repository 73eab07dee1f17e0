"""Which columns L1 keeps when pure noise stands beside the measurements."""

import numpy as np

from grader.lab.experiment import OPEN, experiment
from grader.lab.l1_l2.experiments.splits import diabetes

NONE, BY_CV, BY_ERROR = (
    "nearly none (0.001)",
    "least error in cross-validation",
    "strongest within one standard error",
)


@experiment(
    {
        "150 people to train on": {"n_train": 150},
        "100 noise columns": {"n_noise": 100},
        "10 noise columns": {"n_noise": 10},
        "ten folds": {"folds": 10},
    }
)
def noise_columns(n_noise=40, n_train=300, folds=5, seeds=range(10)):
    """The lasso on the diabetes data with columns of noise, its strength chosen in three ways.

    Parameters
    ----------
    n_noise, n_train : int
    folds : int
        Of the cross-validation.
    seeds : sequence of int

    Returns
    -------
    dict of str to ndarray, shape (3, seeds)
        By rule: real and noise columns kept, and explained share of the test targets' variance.
    """
    found = [_selected(diabetes(seed, n_noise, n_train), folds) for seed in seeds]
    return {rule: np.array([one[rule] for one in found]).T for rule in found[0]}


def _selected(split, folds):
    from sklearn.linear_model import Lasso, LassoCV

    search = LassoCV(cv=folds, alphas=40).fit(split.x_train, split.y_train)
    errors = search.mse_path_
    mean, error = errors.mean(axis=1), errors.std(axis=1, ddof=1) / np.sqrt(folds)
    best = mean.argmin()
    sparsest = np.argmax(mean <= mean[best] + error[best])  # strengths come in falling order
    chosen = {NONE: 0.001, BY_CV: search.alphas_[best], BY_ERROR: search.alphas_[sparsest]}
    found = {}
    for rule, strength in chosen.items():
        model = Lasso(strength, max_iter=20_000).fit(split.x_train, split.y_train)
        kept = (model.coef_[:10] != 0).sum(), (model.coef_[10:] != 0).sum()
        found[rule] = (*kept, model.score(split.x_test, split.y_test))
    return found


@noise_columns.concludes(
    "Cross-validation keeps some columns of noise",
    quote="The strength that *predicts* best keeps some noise",
    exceptions={},
)
def _(found):
    return found[BY_CV][1] - 1


@noise_columns.concludes(
    "One standard error's strength keeps fewer of them",
    quote="gets nearly all the noise out",
    exceptions={},
)
def _(found):
    return found[BY_CV][1] - found[BY_ERROR][1]


@noise_columns.concludes(
    "One standard error's strength keeps fewer than two of them",
    quote="gets nearly all the noise out",
    exceptions={"100 noise columns": OPEN, "150 people to train on": OPEN},
)
def _(found):
    return 2 - found[BY_ERROR][1]


@noise_columns.concludes(
    "It also drops real columns that cross-validation keeps",
    quote="and with real columns",
    exceptions={"100 noise columns": OPEN},
)
def _(found):
    return found[BY_CV][0] - found[BY_ERROR][0] - 0.5
