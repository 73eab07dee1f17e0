"""What the first layer makes of pixels that are never, rarely or often lit."""

import numpy as np

from grader.lab import data, training
from grader.lab.experiment import OPEN, TRAINING, TURNS, experiment
from grader.reference.network import L1, L2, Adam

HIDDEN = (128, 128)
RARELY, OFTEN = 0.1, 0.6
"""Shares of the training images in which a pixel is lit."""


@experiment({name: TRAINING[name] for name in TRAINING if name != "MNIST-1D"})
def pixel_norms(epochs=100, seeds=range(10), steps=1, initializer="he", tuned=False):
    """For each pixel, the norm of the weights that leave it, with and without a penalty.

    Parameters
    ----------
    epochs : int
    seeds : sequence of int
    steps, initializer, tuned
        The audit's conditions.

    Returns
    -------
    norms : dict of str to ndarray, shape (seeds, 64)
        By penalty, and ``at the start``.
    lit : ndarray, shape (seeds, 64)
        Share of the training images in which a pixel is not 0.
    """
    few, norms = data.few_shot_digits(seeds), {}
    penalties = {"no penalty": None, "L2 0.01": L2(0.01), "L1 0.002": L1(0.002)}
    for name, penalty in penalties.items():

        def run(rate, penalty=penalty):
            network = training.make(few, HIDDEN, seeds, initializer, penalty=penalty)
            norms.setdefault("at the start", _norms(network))
            network.fit(few.x_train, few.y_train, steps * epochs, 32, Adam(rate))
            validation = network.accuracy(few.x_val, few.y_val)[None]
            return {"validation": validation, "norms": _norms(network)}

        norms[name] = training.at_own_rate(run, tuned)["norms"]
    return norms, (few.x_train > 0).mean(axis=1)


def _norms(network):
    return np.sqrt(np.square(network.parameters.kernels[0]).sum(axis=2))


def over(norms, chosen):
    """Mean of each seed's norms over some of its pixels, shape (seeds,)."""
    return (norms * chosen).sum(axis=1) / np.maximum(chosen.sum(axis=1), 1)


def by_light(found):
    """The table: mean norms of pixels that are never, rarely, sometimes and often lit.

    Parameters
    ----------
    found : tuple
        As `pixel_norms` returns it.

    Returns
    -------
    dict of str to dict of str to ndarray, shape (seeds,)
        By pixels and by penalty.
    """
    norms, lit = found
    kinds = {
        "never": lit == 0,
        f"in less than {RARELY:.0%}": (lit > 0) & (lit < RARELY),
        f"in {RARELY:.0%} to {OFTEN:.0%}": (lit >= RARELY) & (lit < OFTEN),
        f"in {OFTEN:.0%} or more": lit >= OFTEN,
    }
    return {
        kind: {name: over(each, chosen) for name, each in norms.items()}
        for kind, chosen in kinds.items()
    }


@pixel_norms.concludes(
    "Without a penalty, weights of pixels that are never lit stay as they are",
    quote="Pixels that are never lit keep their random initial weights",
)
def _(found):
    norms, lit = found
    return 1e-9 - np.abs((norms["no penalty"] - norms["at the start"])[lit == 0]).max()


@pixel_norms.concludes(
    "Without a penalty, pixels that are rarely lit have larger weights than those often lit",
    quote="Pixels that are rarely lit end up with *larger* weights than those that are lit in most "
    "images",
    exceptions={"each arm's own rate": OPEN},
)
def _(found):
    _, rarely, _, often = by_light(found).values()
    return rarely["no penalty"] - often["no penalty"]


@pixel_norms.concludes(
    "Both penalties clear away the weights of pixels that are never lit",
    quote="Both penalties clear away the weights of pixels that are never lit",
    exceptions={"each arm's own rate": TURNS},
)
def _(found):
    never = next(iter(by_light(found).values()))
    return 0.1 * never["at the start"] - np.maximum(never["L2 0.01"], never["L1 0.002"])
