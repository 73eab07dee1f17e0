"""Which of the tumors' measurements L1 keeps, and how it predicts, beside L2."""

import numpy as np

from grader.lab.experiment import experiment
from grader.lab.l1_l2.experiments.splits import breast_cancer
from grader.lab.margin import within

CS = (0.01, 0.03, 0.1, 0.3, 1.0, 10.0)


@experiment(
    {
        "170 patients to train on": {"n_train": 170},
        "100 noise columns": {"n_noise": 100},
    }
)
def tumors(cs=CS, n_noise=30, n_train=341, seeds=range(10)):
    """Logistic regression with L1 and with L2 on 30 measurements and columns of noise.

    Parameters
    ----------
    cs : sequence of float
        Scikit-learn's C: 1 / strength.
    n_noise, n_train : int
    seeds : sequence of int

    Returns
    -------
    dict of str to ndarray, shape (cs, 3, seeds)
        "L1" and "L2": real and noise columns kept, and test accuracy.
    """
    splits = [breast_cancer(seed, n_noise, n_train) for seed in seeds]
    return {
        kind: np.array([np.array([_classified(s, kind, c) for s in splits]).T for c in cs])
        for kind in ("L1", "L2")
    }


def _classified(split, kind, c):
    from sklearn.linear_model import LogisticRegression

    # The solver for L1 treats the bias as a weight; scaled up so much, it costs next to nothing.
    sparse = {"l1_ratio": 1, "solver": "liblinear", "intercept_scaling": 100, "random_state": 0}
    model = LogisticRegression(C=c, **(sparse if kind == "L1" else {}))
    w = model.fit(split.x_train, split.y_train).coef_[0]
    return (w[:30] != 0).sum(), (w[30:] != 0).sum(), model.score(split.x_test, split.y_test)


@tumors.concludes(
    "At 1/C = 10, L1 keeps fewer than ten columns",
    quote="At 1/C = 10, seven columns of sixty do",
    exceptions={},
)
def _(found):
    return 10 - found["L1"][2, :2].sum(axis=0)


@tumors.concludes(
    "At 1/C = 10, hardly any of them is noise",
    quote="All the noise is gone",
    exceptions={},
)
def _(found):
    return 1 - found["L1"][2, 1]


@tumors.concludes(
    "At 1/C = 10, L1 and L2 are within two points of each other",
    quote="L2 kept all 60 columns, noise included, and predicted as well",
    exceptions={},
)
def _(found):
    return within(0.02, found["L1"][2, 2] - found["L2"][2, 2])
