"""The ablation under other conditions: what is concluded from it, and where that holds."""

from itertools import product

import numpy as np

from grader.lab import data as lessons_data
from grader.lab.combining import contrasts
from grader.lab.combining.ablation import Ablation, run_ablation
from grader.lab.combining.contrasts import STOPPING, gain
from grader.lab.experiment import OPEN, TURNS, experiment

USUAL = 3e-3
RATES, FACTORS = (3e-4, 1e-3, USUAL, 1e-2), (1.0, 0.3)
FEW, FEWER = range(5), range(4)
LONGER, LONG, GLOROT = "3 x the steps", "10 x the steps", "Glorot"
OWN, SIGNALS = "each arm's own rate and strength", "MNIST-1D"


@experiment(
    {
        LONGER: {"steps": 3, "seeds": FEW},
        LONG: {"steps": 10, "seeds": FEWER},
        GLOROT: {"initializer": "glorot", "seeds": FEW},
        OWN: {"tuned": True, "seeds": FEW},
        SIGNALS: {"data": "mnist1d", "seeds": FEW},
    }
)
def combinations(epochs=50, seeds=range(8), steps=1, initializer="he", tuned=False, data="digits"):
    """All 64 combinations on 200 samples, a fifth of them with a wrong label.

    All of them are compared on 100 validation samples, from which none of them learns.

    Parameters
    ----------
    epochs : int
    seeds : sequence of int
    steps, initializer, tuned, data
        The audit's conditions; `tuned` gives each combination the best of four learning
        rates and of two factors on all strengths.

    Returns
    -------
    Ablation
    """
    few = lessons_data.few_shot(data, seeds, n_val=100)
    runs = [
        run_ablation(few, list(seeds), steps * epochs, factor, rate, initializer)
        for rate, factor in (product(RATES, FACTORS) if tuned else [(USUAL, 1.0)])
    ]
    best = np.argmax([run.validation.mean(axis=-1) for run in runs], axis=0)
    return Ablation(
        *(
            np.take_along_axis(np.stack(arrays), best[None, ..., None], axis=0)[0]
            for arrays in zip(*((run.accuracy, run.validation) for run in runs), strict=True)
        )
    )


combinations.concludes(
    "Dropout alone beats nothing",
    quote="Dropout alone beats nothing",
)(lambda found: gain(found, "dropout"))

combinations.concludes(
    "L2 alone beats nothing",
    quote="and so does L2 alone",
)(lambda found: gain(found, "L2"))

combinations.concludes(
    "L2 alone is ahead of dropout alone",
    quote="after ten times the steps, L2 alone is ahead of it",
    exceptions={"as in the lesson": OPEN, LONGER: OPEN, GLOROT: TURNS, OWN: OPEN, SIGNALS: OPEN},
)(lambda found: found.of("L2") - found.of("dropout"))

combinations.concludes(
    "L2 and dropout together gain less than the sum of their gains",
    quote="L2 and dropout together gain less than the sum of their gains",
    exceptions={LONG: OPEN},
)(contrasts.overlap)

combinations.concludes(
    "L2, dropout and shifts at full strength lose more than five points against dropout alone",
    quote="L2, dropout and shifts together lose more than five points against dropout alone",
    exceptions={OWN: OPEN, SIGNALS: TURNS},
)(contrasts.lost_by_three)

combinations.concludes(
    "Dropout and shifts together lose more than five points against dropout alone",
    quote="Dropout and shifted images: two gains, one collapse",
    exceptions={LONGER: OPEN, LONG: TURNS, OWN: OPEN, SIGNALS: TURNS},
)(contrasts.lost_by_two)

combinations.concludes(
    "All six are worse than dropout alone",
    quote="all six together are worse than dropout alone",
    exceptions={LONG: TURNS, SIGNALS: TURNS},
)(contrasts.lost_by_all)

combinations.concludes(
    "Dropout gains beside batch norm",
    quote="dropout gains beside batch norm",
    exceptions={LONG: OPEN},
)(lambda found: gain(found, "dropout", beside=["batch norm"]))

combinations.concludes(
    "The main effects of L2 and of dropout are smaller than their gains alone",
    quote="Both main effects are smaller than the gains alone",
    exceptions={OWN: OPEN, SIGNALS: OPEN},
)(contrasts.misled)

combinations.concludes(
    "Dropout alone gains more than half of what the best of 64 by validation gains over nothing",
    quote="Dropout alone gains more than half of what the best of 64 gains",
    exceptions={LONG: OPEN, SIGNALS: TURNS},
)(contrasts.beyond_half)

combinations.concludes(
    "The best of 64 by validation promises more, compared with its test, than an average one does",
    quote="the winner promises more than it keeps",
)(contrasts.curse)

combinations.concludes(
    "Early stopping alone gains",
    quote="Early stopping gains alone",
    exceptions={OWN: TURNS, SIGNALS: TURNS},
)(lambda found: gain(found, STOPPING))

combinations.concludes(
    "Beside L2, early stopping costs accuracy",
    quote="Beside L2 it costs accuracy",
    exceptions={LONGER: OPEN, LONG: OPEN, GLOROT: OPEN},
)(lambda found: -gain(found, STOPPING, beside=["L2"]))

combinations.concludes(
    "Early stopping gains less beside dropout than alone",
    quote="beside dropout it gains less than alone",
    exceptions={LONG: OPEN, OWN: OPEN, SIGNALS: OPEN},
)(contrasts.not_with_dropout)

combinations.concludes(
    "A single seed names the wrong one of two combinations in more than one pair of ten",
    quote="One seed names the wrong winner in more than one comparison of ten",
    exceptions={SIGNALS: OPEN},
)(lambda found: contrasts.wrong_winners(found) - 0.1)
