"""What L2 and weight decay leave of a weight whose gradients are noise."""

import numpy as np

from grader.lab.experiment import experiment
from grader.lab.margin import within
from grader.reference.l1_l2 import adamw_step, sgd_l2_step

NOISE = (0.01, 0.1, 1.0, 10.0, 100.0)
SGD, ADAM, ADAMW = "SGD, L2", "Adam, L2", "AdamW"


@experiment(
    {
        "3 x the steps, a third of the rate": {"steps": 3000, "rate": 1e-3 / 3},
        "10 x the steps, a tenth of the rate": {"steps": 10_000, "rate": 1e-4},
        "noise with heavy tails": {"tails": 3},
    }
)
def what_is_left(noise=NOISE, steps=1000, rate=1e-3, tails=None, copies=200):
    """What is left of a weight of 1 when only the penalty pulls; 2 lambda = delta = 1.

    Parameters
    ----------
    noise : sequence of float
        Sizes of the gradients of the loss.
    steps : int
    rate : float
        Learning rate; with steps * rate = 1, arithmetic says (1 - rate)^steps.
    tails : int, optional
        Degrees of freedom of Student's t; None for normal noise.
    copies : int
        Pairs of weights with opposite noise, so that the noise itself averages to 0 in each.

    Returns
    -------
    dict of str to ndarray, shape (copies, noise)
        Means of pairs.
    """
    updates = {
        SGD: lambda w, g, m, v, t: (sgd_l2_step(w, g, rate, 0.5), m, v),
        ADAM: lambda w, g, m, v, t: adamw_step(w, g + w, m, v, t, rate, 0.0),
        ADAMW: lambda w, g, m, v, t: adamw_step(w, g, m, v, t, rate, 1.0),
    }
    found = {}
    for name, update in updates.items():
        rng = np.random.default_rng(0)
        state = [np.zeros((2 * copies, len(noise)))] * 2
        w = np.ones_like(state[0])
        for t in range(1, steps + 1):
            size = copies, len(noise)
            drawn = rng.standard_t(tails, size) if tails else rng.normal(size=size)
            half = drawn * noise
            w, *state = update(w, np.concatenate([half, -half]), *state, t)
        found[name] = w.reshape(2, copies, len(noise)).mean(axis=0)
    return found


@what_is_left.concludes(
    "AdamW leaves 33 to 41 %, whatever the gradients",
    quote="AdamW keeps the price",
    exceptions={},
)
def _(found):
    beyond = found[ADAMW] - 0.37
    return within(0.04, beyond[:, np.abs(beyond.mean(axis=0)).argmax()])


@what_is_left.concludes(
    "Adam with L2 leaves less than 33 % where gradients are small",
    quote="one with small gradients pays more than was agreed",
    exceptions={},
)
def _(found):
    return 0.33 - found[ADAM][:, 0]


@what_is_left.concludes(
    "Adam with L2 leaves more than 90 % where gradients are large",
    quote="A weight with large gradients hardly feels the L2",
    exceptions={},
)
def _(found):
    return found[ADAM][:, -1] - 0.9
