"""What the learner's stages become in a training loop, and the mistake that it is compared with."""

import numpy as np

from grader.lab import data
from grader.lab.batch_norm.loop import train


def through_the_stages(stages, back):
    """A backward pass for `grader.lab.batch_norm.loop.train`, made of the two staged exercises.

    Parameters
    ----------
    stages : callable
        Like the exercise `batch_norm_stages`.
    back : callable
        Like the exercise `batch_norm_stages_backward`.
    """

    def backward(d_out, x, gamma):
        d = back(d_out, stages(x, gamma, np.zeros_like(gamma)), gamma)
        return d["x"], d["gamma"], d["beta"]

    return backward


def constant_statistics(d_out, x, gamma):
    """A wrong backward pass: mean and variance are treated as constants."""
    std = np.sqrt(x.var(axis=0) + 1e-3)
    normalized = (x - x.mean(axis=0)) / std
    return d_out * gamma / std, (d_out * normalized).sum(axis=0), d_out.sum(axis=0)


def effect_of_a_step(stages, back, factors=(1, 10, 100), rate=0.01, seed=0):
    """What a kernel times a factor changes: the output, its gradient, and the effect of one step.

    Parameters
    ----------
    stages, back : callable
        Like the exercises `batch_norm_stages` and `batch_norm_stages_backward`.
    factors : sequence of float
    rate : float
        Learning rate of the one step.
    seed : int

    Returns
    -------
    dict of float to tuple
        By the factor: how far the output is from that at a factor of 1, at most; the size of the
        kernel's gradient; and how far one step moves the output, both on average.
    """
    rng = np.random.default_rng(seed)
    x, kernel, d_out = rng.normal(size=(20, 5)), rng.normal(size=(5, 3)), rng.normal(size=(20, 3))
    ones, zeros, found = np.ones(3), np.zeros(3), {}

    def output(kernel):
        return stages(x @ kernel, ones, zeros, 1e-12)

    usual = output(kernel)["out"]
    for factor in factors:
        scaled = factor * kernel
        before = output(scaled)
        gradient = x.T @ back(d_out, before, ones)["x"]
        moved = output(scaled - rate * gradient)["out"] - before["out"]
        off = float(np.abs(before["out"] - usual).max())
        found[factor] = off, float(np.abs(gradient).mean()), float(np.abs(moved).mean())
    return found


def accuracies_of_training(forward, backward, rates=(0.1, 0.3, 1), seeds=range(3)):
    """Train the loop on 100 digits; test accuracies at the rate that validates best, (seeds,).

    Parameters
    ----------
    forward, backward : callable
        See `grader.lab.batch_norm.loop.train`.
    rates : sequence of float
    seeds : iterable of int
    """
    few = data.few_shot("digits", seeds, n_train=100, wrong=0.0)
    validated, tested = np.empty((2, len(rates), len(few.x_train)))
    with np.errstate(all="ignore"):
        for i, rate in enumerate(rates):
            for s, (x, y) in enumerate(zip(few.x_train, few.y_train, strict=True)):
                model = train(x, y, rate, forward, backward, seed=s)
                validated[i, s] = np.mean(model(few.x_val[s]) == few.y_val[s])
                tested[i, s] = np.mean(model(few.x_test[s]) == few.y_test[s])
    return tested[validated.mean(axis=1).argmax()]
