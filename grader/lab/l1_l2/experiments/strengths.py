"""Strengths of L1 and L2 in a network that can memorize its labels, wrong ones included."""

from grader.lab.experiment import OPEN, TRAINING, TURNS, experiment
from grader.lab.l1_l2.experiments.sweeps import everything, only_l1, only_l2, sweep
from grader.lab.margin import within

L2S = (0.0001, 0.001, 0.003, 0.01, 0.03, 0.1)
L1S = (0.0001, 0.0003, 0.001, 0.002, 0.005, 0.01)
BOTH = ((0.001, 0.003), (0.001, 0.01), (0.002, 0.003))


@experiment(TRAINING)
def strengths(
    l2=L2S,
    l1=L1S,
    both=BOTH,
    epochs=100,
    seeds=range(10),
    steps=1,
    initializer="he",
    tuned=False,
    data="digits",
):
    """Train 200 digits with 20 % wrong labels at many strengths of L1, of L2, and of both.

    Parameters
    ----------
    l2, l1 : sequence of float
    both : sequence of (float, float)
        Strengths of L1 and L2.
    epochs : int
    seeds : sequence of int
    steps, initializer, tuned, data
        The audit's conditions.

    Returns
    -------
    Sweep
    """
    pairs = [*((0.0, s) for s in l2), *((s, 0.0) for s in l1), *both]
    return sweep(pairs, 0.2, epochs, seeds, steps, initializer, tuned, data)


@strengths.concludes(
    "L2, its strength picked by validation, gains",
    quote="Picked by validation, both penalties gain several points over no penalty",
    exceptions={"each arm's own rate": OPEN, "MNIST-1D": OPEN},
)
def _(found):
    return found.picked(only_l2) - found.test[0] - 0.02


@strengths.concludes(
    "L1, its strength picked by validation, gains",
    quote="Picked by validation, both penalties gain several points over no penalty",
    exceptions={"10 x the steps": OPEN, "each arm's own rate": OPEN, "MNIST-1D": TURNS},
)
def _(found):
    return found.picked(only_l1) - found.test[0] - 0.02


@strengths.concludes(
    "L1 and L2 are within 2.5 points of each other",
    quote="which of the two it is matters little",
    exceptions={"10 x the steps": TURNS},
)
def _(found):
    return within(0.025, found.picked(only_l1) - found.picked(only_l2))


@strengths.concludes(
    "Elastic nets add less than two points to L2",
    quote="elastic nets add next to nothing",
)
def _(found):
    return 0.02 - (found.picked(everything) - found.picked(only_l2))


@strengths.concludes(
    "L2 of 0.1 leaves a network that guesses",
    quote="the network gives the same answer for every image",
    exceptions={"each arm's own rate": TURNS, "MNIST-1D": OPEN},
)
def _(found):
    return 0.2 - found.test[found.pairs.index((0.0, 0.1))]


@strengths.concludes(
    "L1 of 0.01 is far too much where L2 of 0.01 is not",
    quote="is about right for L2 here and far too much for L1",
    exceptions={"10 x the steps": OPEN, "MNIST-1D": TURNS},
)
def _(found):
    return found.gain(l2=0.01) - found.gain(l1=0.01) - 0.1


@experiment(TRAINING)
def right_labels(
    l2=(0.001, 0.01),
    l1=(0.001, 0.002),
    epochs=100,
    seeds=range(10),
    steps=1,
    initializer="he",
    tuned=False,
    data="digits",
):
    """The same networks and images with all labels right; parameters as of `strengths`."""
    pairs = [*((0.0, s) for s in l2), *((s, 0.0) for s in l1)]
    return sweep(pairs, 0.0, epochs, seeds, steps, initializer, tuned, data)


@right_labels.concludes(
    "With right labels, a penalty gains less than two points",
    quote="With right labels a penalty gains hardly anything",
    exceptions={"MNIST-1D": OPEN},
)
def _(found):
    return 0.02 - (found.picked(everything) - found.test[0])
