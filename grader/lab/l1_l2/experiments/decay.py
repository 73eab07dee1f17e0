"""Decoupled weight decay against L2, each at its own best strength."""

import numpy as np

from grader.lab import data as lessons_data
from grader.lab import training
from grader.lab.experiment import OPEN, TRAINING, experiment
from grader.lab.l1_l2.optimizers import AdamW
from grader.lab.margin import within
from grader.reference.network import L2, Adam

HIDDEN = (128, 128)
NONE = "no penalty"


@experiment(TRAINING)
def decoupled_or_coupled(
    decays=(0.3, 1.0, 2.0, 3.0, 5.0),
    l2=(0.001, 0.003, 0.01, 0.03),
    epochs=100,
    seeds=range(10),
    steps=1,
    initializer="he",
    tuned=False,
    data="digits",
    swept=None,
):
    """Train with AdamW at several decays and with Adam and L2 at several strengths.

    Parameters
    ----------
    decays, l2 : sequence of float
    epochs : int
    seeds : sequence of int
    steps, initializer, tuned, data
        The audit's conditions.
    swept : Sweep, optional
        Of `strengths` with the same epochs and seeds: what it trained without a penalty and with
        L2 is taken from there.

    Returns
    -------
    dict of str to dict of str to ndarray, shape (strengths, seeds)
        By method ("no penalty", "L2", "AdamW"): ``validation`` and ``test`` accuracy.
    """
    few = lessons_data.few_shot(data, seeds)
    sizes = (few.x_train.shape[-1], *HIDDEN, training.CLASSES)

    def accuracies(penalty, optimizer_at):
        def run(rate):
            network = training.make(few, HIDDEN, seeds, initializer, penalty=penalty)
            network.fit(few.x_train, few.y_train, steps * epochs, 32, optimizer_at(rate))
            seen = training.accuracies(few)(network)
            return {name: seen[name][None] for name in ("validation", "test")}

        return training.at_own_rate(run, tuned)

    def with_l2(strength):
        if swept is None:
            return accuracies(L2(strength) if strength else None, Adam)
        row = swept.pairs.index((0.0, strength))
        return {name: getattr(swept, name)[row : row + 1] for name in ("validation", "test")}

    found = {
        NONE: [with_l2(0.0)],
        "L2": [with_l2(strength) for strength in l2],
        # A larger rate would make a decay larger, too: what is fixed is their product.
        "AdamW": [
            accuracies(None, lambda rate, d=decay: AdamW(sizes, rate, d * training.RATE / rate))
            for decay in decays
        ],
    }
    return {
        method: {name: np.concatenate([r[name] for r in runs]) for name in ("validation", "test")}
        for method, runs in found.items()
    }


@decoupled_or_coupled.concludes(
    "AdamW and Adam with L2 are within three points of each other",
    quote="both do the job, once their strength is tuned",
)
def _(found):
    return within(0.03, training.at_best(found["AdamW"]) - training.at_best(found["L2"]))


@decoupled_or_coupled.concludes(
    "AdamW gains over no penalty",
    quote="both do the job, once their strength is tuned",
    exceptions={"MNIST-1D": OPEN},
)
def _(found):
    return training.at_best(found["AdamW"]) - training.at_best(found[NONE]) - 0.02
