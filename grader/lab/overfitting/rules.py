"""Three rules for choosing a degree, beside somebody who knows the curve."""

import numpy as np

from grader.lab.experiment import experiment
from grader.lab.overfitting.curves import NOISE, fitted, measurements, truth
from grader.lab.overfitting.polynomials import AT, CURVE_CONDITIONS, Choices
from grader.reference import overfitting as reference

RULES = ("training error", "hold-out quarter", "5-fold cross-validation", "knowing the curve")


@experiment(CURVE_CONDITIONS)
def rules(
    split=reference.split_indices,
    folds=reference.k_fold,
    error=reference.cross_validation_error,
    degrees=range(13),
    n=30,
    noise=NOISE,
    repeats=200,
    curve="wave",
):
    """Let each rule choose a degree from many noisy samples of a curve.

    Parameters
    ----------
    split, folds, error : callable
        The lesson's `split_indices`, `k_fold` and `cross_validation_error`.
    degrees : sequence of int
    n, repeats : int
    noise : float
    curve : "wave" or "kink"

    Returns
    -------
    dict of str to grader.lab.overfitting.polynomials.Choices
    """
    found = {name: [] for name in RULES}
    for seed in range(repeats):
        rng = np.random.default_rng(seed)
        x, y = measurements(n, rng, noise, curve)
        distance = [
            np.mean((fitted(x, y, d, AT) - truth(AT, curve)) ** 2) + noise**2 for d in degrees
        ]
        training = [np.mean((fitted(x, y, d, x) - y) ** 2) for d in degrees]
        parts = [tuple(split(n, [0.75, 0.25], rng))], folds(n, 5, rng)
        validated = [[error(x, y, d, part) for d in degrees] for part in parts]
        for name, errors in zip(RULES, [training, *validated, distance], strict=True):
            best = int(np.argmin(errors))
            found[name].append((degrees[best], errors[best], distance[best]))
    return {name: Choices(*np.array(rows).T) for name, rows in found.items()}


@rules.concludes(
    "Five folds choose better than one hold-out quarter",
    quote="five folds choose better degrees than one hold-out quarter",
)
def _(result):
    hold_out, five = (result[name].new for name in RULES[1:3])
    return np.log(hold_out / five)


@rules.concludes(
    "The training error chooses worse than five folds",
    quote="The training error always picks the largest degree",
)
def _(result):
    return np.log(result[RULES[0]].new / result[RULES[2]].new)
