"""Dropout on one digit, with sliders."""

from functools import partial

import numpy as np

from grader.lab.dropout.plots.masks import draw_passes
from grader.lab.palette import DROPPED, VERMILLION, hide_axes, new_figure
from grader.lab.picture import to_picture
from grader.lab.playground import Playground

PASSES = 100


def dropout_playground(image):
    """Dropout on the pixels of a digit, with sliders for rate, seed and unit.

    Parameters
    ----------
    image : ndarray, shape (64,)
        Activations of 64 units.

    Returns
    -------
    Playground
    """
    from ipywidgets import FloatSlider, IntSlider

    rate = FloatSlider(0.5, min=0, max=0.95, step=0.05, description="rate")
    seed = IntSlider(0, min=0, max=50, description="seed")
    unit = IntSlider(36, min=0, max=63, description="unit")
    return Playground([rate, seed, unit], partial(draw_dropout, image))


def draw_dropout(image, rate, seed, unit):
    """What a setting of the playground shows.

    Parameters
    ----------
    image : ndarray, shape (64,)
    rate : float
    seed : int
        The first panel is its first pass, the last panel its first hundred.
    unit : int
        Which unit is followed.

    Returns
    -------
    Picture
    """
    masks = np.random.default_rng(seed).random((PASSES, len(image))) >= rate
    figure, row = new_figure(1, 3, size=(7.6, 2.7), width_ratios=(1, 1, 1.7))
    top = image.max() / (1 - rate)
    shown = np.where(masks[0], image / (1 - rate), np.nan)
    for axes, values, title in zip(row, (image, shown), ("no dropout", "one pass"), strict=False):
        _show_units(axes, values.reshape(8, 8), top, unit)
        axes.set_title(title)
    followed = masks[:, unit] * image[unit] / (1 - rate)
    draw_passes(row[2], followed, image[unit])
    row[2].set_title(f"the framed unit, {PASSES} passes")
    row[2].set_ylim(-0.1 * top, 1.1 * top)
    kept = int(masks[0].sum())
    said = f"Rate {rate:g}: {kept} of {len(image)} units kept in this pass. Unit {unit} is "
    said += f"{image[unit]:.2f}; its mean over {PASSES} passes is {followed.mean():.2f}."
    return to_picture(figure, said, said)


def _show_units(axes, values, top, unit):
    axes.set_facecolor(DROPPED if np.isnan(values).any() else "white")
    axes.imshow(values, vmin=0, vmax=top, cmap="Blues")
    row, column = divmod(unit, 8)
    axes.scatter(column, row, s=130, marker="s", facecolors="none", edgecolors=VERMILLION, lw=2)
    hide_axes(axes)
