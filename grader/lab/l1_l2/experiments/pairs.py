"""Two features that say nearly the same: which penalty shares the work, which one picks."""

import numpy as np

from grader.lab.experiment import OPEN, experiment
from grader.lab.l1_l2.experiments.splits import pair
from grader.lab.margin import within
from grader.reference.l1_l2 import elastic_net_ista, lasso_ista, ridge_regression

CORRELATIONS = (0.0, 0.9, 0.99, 0.999)
LASSO, NET, RIDGE, LEAST = "lasso", "elastic net", "ridge", "least squares"


@experiment(
    {
        "3 x the samples": {"n": 300, "seeds": range(60)},
        "half the strength": {"strength": 0.5},
        "twice the strength": {"strength": 2.0},
        "3 x the steps": {"steps": 3},
    }
)
def correlated_pairs(correlations=CORRELATIONS, n=100, strength=1.0, seeds=range(20), steps=1):
    """Fit two correlated features that matter equally, and three that are not needed.

    Parameters
    ----------
    correlations : sequence of float
    n : int
        Samples.
    strength : float
        Factor on all strengths: 0.3 of the lasso, 0.3 and 0.2 of the elastic net, 0.4 n of ridge.
    seeds : sequence of int
    steps : int
        Factor on the proximal steps.

    Returns
    -------
    dict of str to ndarray, shape (correlations, seeds, 5)
        Weights by method.
    """
    methods = {
        LASSO: lambda x, y: lasso_ista(x, y, 0.3 * strength, 3000 * steps),
        NET: lambda x, y: elastic_net_ista(x, y, 0.3 * strength, 0.2 * strength, 1000 * steps),
        RIDGE: lambda x, y: ridge_regression(x, y, 0.4 * n * strength)[0],
        LEAST: lambda x, y: ridge_regression(x, y, 0.0)[0],
    }
    return {
        name: np.array([[fit(*pair(c, seed, n)) for seed in seeds] for c in correlations])
        for name, fit in methods.items()
    }


def share_of_larger(w):
    """The larger one's share of the pair's weights, (..., 5) to (...): 0.5 is equal, 1 is all."""
    sizes = np.abs(w[..., :2])
    return sizes.max(axis=-1) / sizes.sum(axis=-1)


@correlated_pairs.concludes(
    "From 0.99 on, ridge and the elastic net share: at most 55 % for the larger one",
    quote="L2 shares, L1 picks",
    exceptions={},
)
def _(found):
    shares = [share_of_larger(found[name][2:]) for name in (RIDGE, NET)]
    return 0.55 - np.max(shares, axis=(0, 1))


@correlated_pairs.concludes(
    "At 0.9, the lasso shares as well: less than 65 % for the larger one",
    quote="at a correlation of 0.9, which most people would call high, the lasso here still kept "
    "both features in fair shares",
    exceptions={},
)
def _(found):
    return 0.65 - share_of_larger(found[LASSO][1])


@correlated_pairs.concludes(
    "At 0.999, the lasso picks: more than 80 % for the larger one",
    quote="It picks when they are all but the same",
    exceptions={"3 x the samples": OPEN},
)
def _(found):
    return share_of_larger(found[LASSO][3]) - 0.8


@correlated_pairs.concludes(
    "The first of the two wins between a fifth and four fifths of the draws",
    quote="*which* one it picks is chance",
    exceptions={},
)
def _(found):
    sizes = np.abs(found[LASSO][3, :, :2])
    return within(0.3, (sizes[:, 0] > sizes[:, 1]) - 0.5)


@correlated_pairs.concludes(
    "At 0.999, ridge's weight spreads less than a tenth of that of least squares",
    quote="Least squares may put far too much on one twin and take it back with the other",
    exceptions={},
)
def _(found):
    ridge, least = (found[name][3, :, 0] for name in (RIDGE, LEAST))
    return np.abs(least - least.mean()) / 10 - np.abs(ridge - ridge.mean())
