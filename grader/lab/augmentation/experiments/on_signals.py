"""Augmented signals: MNIST-1D, drawn anew in each epoch."""

import random

import numpy as np

from grader.lab import data
from grader.lab.augmentation import signals
from grader.lab.augmentation.experiments.drawn import ON_IMAGES
from grader.lab.augmentation.experiments.kinds import compared
from grader.lab.experiment import OPEN, TURNS, experiment
from grader.lab.margin import within

ON_SIGNALS = {
    "no augmentation": lambda x, rng: x,
    "shift up to 5": lambda x, rng: signals.shift(x, 5, rng),
    "noise 0.3": lambda x, rng: signals.add_noise(x, 0.3, rng),
    "scaling ±30 %": lambda x, rng: signals.scale(x, 0.3, rng),
    "shift and noise": lambda x, rng: signals.add_noise(signals.shift(x, 5, rng), 0.3, rng),
    "sign turned over": signals.turn_over,
}
OTHERS = {
    "10 x the steps": {"steps": 10, "seeds": range(5)},
    "each arm's own rate": {"tuned": True, "seeds": range(5)},
    "200 signals": {"n_train": 200},
    "1,000 signals": {"n_train": 1000},
    "noisier signals": {"made": {"seed": 1, "iid_noise_scale": 0.1}},
    "signals that were not moved": {"made": {"max_translation": 1}},
}


@experiment(ON_IMAGES | OTHERS)
def on_signals(
    n_train=500, epochs=50, seeds=range(10), steps=1, initializer="he", tuned=False, made=None
):
    """Test accuracy of networks trained on augmented signals with right labels.

    Parameters
    ----------
    n_train, epochs : int
        Signals, and how often each is drawn anew.
    seeds : sequence of int
        Each draws its own training and 1,000 test signals.
    steps, initializer, tuned, made
        The audit's conditions; `made` holds other settings of the program that makes the signals.

    Returns
    -------
    dict of str to ndarray, shape (seeds,)
    """
    few = _draws(*(_other_signals(made) if made else data.mnist1d()), seeds, n_train)
    called = {name: _with_labels(augment) for name, augment in ON_SIGNALS.items()}
    return compared(few, called, steps * epochs, seeds, initializer, tuned)["test"]


def _with_labels(augment):
    return lambda samples, labels, rng: (np.asarray(augment(samples, rng)), labels)


def _other_signals(made):
    """5,000 signals as `data.mnist1d` has them, made with some other settings."""
    from mnist1d.data import get_dataset_args, make_dataset

    settings = get_dataset_args()
    vars(settings).update(made)
    state, python_state = np.random.get_state(), random.getstate()
    try:
        found = make_dataset(settings)
    finally:
        np.random.set_state(state)
        random.setstate(python_state)
    return tuple(np.concatenate([found[name], found[f"{name}_test"]]) for name in "xy")


def _draws(x, labels, seeds, n_train):
    orders = [np.random.default_rng(seed).permutation(len(x)) for seed in seeds]
    train, val, test = np.split(np.array(orders), [n_train, 4000], axis=1)
    right = np.zeros(train.shape, dtype=bool)
    return data.FewShot(x[train], labels[train], right, x[val], labels[val], x[test], labels[test])


def _gain(found, name):
    return found[name] - found["no augmentation"]


@on_signals.concludes(
    "Shifts gain more than 6 points",
    quote="Shifts gain 14.1 ± 1.6 points",
    exceptions={"200 signals": OPEN, "signals that were not moved": TURNS},
)
def _(found):
    return _gain(found, "shift up to 5") - 0.06


@on_signals.concludes(
    "Shifts gain more than noise and scaling",
    quote="more than noise and scaling do",
    exceptions={"signals that were not moved": TURNS},
)
def _(found):
    others = [_gain(found, name) for name in ("noise 0.3", "scaling ±30 %")]
    return _gain(found, "shift up to 5") - np.maximum(*others)


@on_signals.concludes(
    "Noise changes less than 4 points",
    quote="noise gains 1.3 ± 1.0 points",
    exceptions=dict.fromkeys(("3 x the steps", "10 x the steps", "each arm's own rate"), OPEN),
)
def _(found):
    return within(0.04, _gain(found, "noise 0.3"))


@on_signals.concludes("Scaling changes less than 4 points", quote="scaling changes next to nothing")
def _(found):
    return within(0.04, _gain(found, "scaling ±30 %"))


@on_signals.concludes(
    "Turning over the sign costs more than 4 points", quote="turning over the sign costs 11.1 ± 1.2"
)
def _(found):
    return -_gain(found, "sign turned over") - 0.04
