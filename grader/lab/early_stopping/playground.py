"""The playground of the lesson: a noisy validation curve and a rule of when to stop."""

import numpy as np

from grader.lab.early_stopping.plots.counting import counting
from grader.lab.playground import Playground

EPOCHS = 80


def stopping_playground():
    """Sliders for the noise of a curve, its seed, patience and min_delta."""
    from ipywidgets import FloatSlider, IntSlider

    noise = FloatSlider(0.04, min=0, max=0.2, step=0.01, description="noise")
    patience = IntSlider(5, min=1, max=30, description="patience")
    min_delta = FloatSlider(0.0, min=0, max=0.1, step=0.01, description="min_delta")
    seed = IntSlider(0, min=0, max=50, description="seed")
    return Playground([noise, patience, min_delta, seed], draw_setting)


def draw_setting(noise, patience, min_delta, seed):
    """What a setting of the playground shows.

    Parameters
    ----------
    noise : float
        Standard deviation of the noise of each epoch.
    patience : int
    min_delta : float
    seed : int
        Of the noise, which only grows with `noise`.

    Returns
    -------
    Picture
    """
    curve = smooth_curve()
    losses = curve + noise * np.random.default_rng(seed).normal(size=EPOCHS)
    return counting(losses, patience, min_delta, truth=curve)


def smooth_curve():
    """A validation loss that falls, is lowest in epoch 30 and rises slowly, shape (EPOCHS,)."""
    epochs = np.arange(EPOCHS)
    return 0.5 + 0.9 * np.exp(-epochs / 8) + 0.9 / 8 * np.exp(-30 / 8) * epochs
