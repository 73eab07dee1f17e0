"""Augmenting before the split: a better network than after it, and a false estimate."""

import numpy as np

from grader.lab import data as lessons_data
from grader.lab.arms import at_own_rates
from grader.lab.augmentation.experiments.drawn import RATE, RATES, as_images, make
from grader.lab.augmentation.signals import Shift
from grader.lab.augmentation.warp import Augment
from grader.lab.experiment import TRAINING, experiment
from grader.lab.margin import within
from grader.reference.network import Adam

LEAKY, HONEST, ALL = "augmented, then split", "split, then augmented", "and trained on all images"
GENTLE = {"digits": Augment(rotate=15, shift=0.5), "mnist1d": Shift(5)}
HELD_OUT = 0.4


@experiment(TRAINING)
def leak(
    images=50,
    copies=10,
    epochs=20,
    seeds=range(100),
    steps=1,
    initializer="he",
    tuned=False,
    data="digits",
):
    """Hold back 40 % after augmenting, or before; every network trains on as many copies.

    Parameters
    ----------
    images, copies : int
        Digits that there are, and stored copies of each.
    epochs : int
    seeds : sequence of int
    steps, initializer, tuned, data
        The audit's conditions.

    Returns
    -------
    dict of str to dict of str to ndarray, shape (seeds,)
        ``estimate``, on what was held back, and ``test``, on fresh digits, by way of splitting.
        The third way trains on copies of all images and keeps the second way's estimate.
    """
    few, gentle = lessons_data.few_shot(data, seeds, images, wrong=0.0), GENTLE[data]
    pairs = zip(seeds, few.x_train, few.y_train, strict=True)
    parts = [_parts(x, y, gentle, copies, np.random.default_rng([5, seed])) for seed, x, y in pairs]
    x, y = (
        np.concatenate([[part[way][name] for part in parts] for way in (LEAKY, HONEST, ALL)])
        for name in ("x", "y")
    )

    def run(rate):
        network = make(few, 3, seeds, initializer)
        network.fit(x, y, steps * epochs, 32, Adam(rate), validate_every=steps * epochs)
        return _examined(network, parts, few)

    found = at_own_rates(run, tuned, RATES, RATE)
    return {
        name: dict(zip((LEAKY, HONEST, ALL), found[key], strict=True))
        for name, key in (("estimate", "validation"), ("test", "test"))
    }


def _parts(x, y, gentle, copies, rng):
    """What each way trains on and what the first two hold back, of one seed."""
    n = len(x)
    many = as_images(np.tile(x, (copies, 1)))
    new, labels = gentle(many, np.tile(y, copies), rng)
    new, held = new.reshape(len(new), -1), round(HELD_OUT * n)
    order, kept = rng.permutation(n * copies), np.tile(np.arange(n) >= held, copies)
    out, within = np.split(order, [held * copies])
    first = slice((n - held) * copies)  # copies lie one after the other: as many of each image
    return {
        LEAKY: {"x": new[within], "y": labels[within], "held": (new[out], labels[out])},
        HONEST: {"x": new[kept], "y": labels[kept], "held": (x[:held], y[:held])},
        ALL: {"x": new[first], "y": labels[first]},
    }


def _examined(network, parts, few):
    seeds = len(parts)
    leaky, honest, every = (network.part(slice(way * seeds, (way + 1) * seeds)) for way in range(3))
    estimates = []
    for each, way in ((leaky, LEAKY), (honest, HONEST)):
        x, y = (np.array(held) for held in zip(*(p[way]["held"] for p in parts), strict=True))
        estimates.append(each.accuracy(x, y))
    test = [each.accuracy(few.x_test, few.y_test) for each in (leaky, honest, every)]
    return {"validation": np.array([*estimates, estimates[1]]), "test": np.array(test)}


def _optimism(found, way):
    return found["estimate"][way] - found["test"][way]


@leak.concludes(
    "The leaky estimate is more than 8 points too good",
    quote="the estimate is more than 8 points too good",
)
def _(found):
    return _optimism(found, LEAKY) - 0.08


@leak.concludes(
    "Split first, the estimate is off by less than half as much on average",
    quote="less than half as far from the truth on average",
)
def _(found):
    return within(_optimism(found, LEAKY) / 2, _optimism(found, HONEST))


@leak.concludes(
    "The leaky network is better on fresh digits, since it knows all images",
    quote="The network of the leaky split is the better one on fresh digits",
)
def _(found):
    return found["test"][LEAKY] - found["test"][HONEST]


@leak.concludes(
    "Trained on all images after an honest split, the network is as good as the leaky one",
    quote="as good as the leaky one to within two points",
)
def _(found):
    return within(0.02, found["test"][ALL] - found["test"][LEAKY])
