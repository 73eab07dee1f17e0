"""Sliders that move a digit, and what two networks make of it."""

from functools import partial

import numpy as np

from grader.lab.augmentation.warp import warp
from grader.lab.palette import BLUE, ORANGE, hide_axes, new_figure
from grader.lab.picture import to_picture
from grader.lab.playground import Playground
from grader.reference import augmentation as reference


def augmentation_playground(digits, predict):
    """A digit to turn, move, zoom and cover, with sliders.

    Parameters
    ----------
    digits : ndarray, shape (10, 8, 8)
        One of each class.
    predict : callable
        ``predict(image)`` gives a dict of a network's name to class probabilities (10,).

    Returns
    -------
    Playground
    """
    from ipywidgets import FloatSlider, IntSlider

    controls = [
        IntSlider(6, min=0, max=9, description="digit"),
        IntSlider(0, min=-180, max=180, step=5, description="degrees"),
        FloatSlider(0, min=-3, max=3, step=0.25, description="right"),
        FloatSlider(0, min=-3, max=3, step=0.25, description="down"),
        FloatSlider(1, min=0.5, max=1.5, step=0.05, description="zoom"),
        FloatSlider(0, min=0, max=0.6, step=0.05, description="noise"),
        IntSlider(0, min=0, max=5, description="cutout"),
    ]
    return Playground(controls, partial(draw, digits, predict))


def draw(digits, predict, digit, degrees, right, down, zoom, noise, cutout):
    """What a setting of the playground shows: the digit, moved, and the networks' answers.

    Returns
    -------
    Picture
    """
    image = digits[digit]
    moved = _move(image, degrees, (down, right), zoom, noise, cutout)
    answers = predict(moved)
    figure, row = new_figure(1, 3, size=(7.6, 2.5), width_ratios=(1, 1, 2))
    for axes, shown, title in zip(row, (image, moved), ("the digit", "augmented"), strict=False):
        axes.imshow(shown, cmap="gray", vmin=0, vmax=1)
        axes.set_title(title)
        hide_axes(axes)
    for (name, probabilities), shift, color in zip(
        answers.items(), (-0.2, 0.2), (BLUE, ORANGE), strict=True
    ):
        row[2].bar(np.arange(10) + shift, probabilities, 0.4, color=color, label=name)
    row[2].set_xticks(range(10))
    row[2].set_ylim(0, 1.25)
    row[2].set_xlabel("class")
    row[2].set_ylabel("probability")
    row[2].legend(frameon=False, fontsize=8.5, ncols=2, loc="upper center")
    said = "; ".join(
        f"{name}: {p.argmax()} with probability {p.max():.2f}" for name, p in answers.items()
    )
    return to_picture(figure, f"A {digit}, augmented. {said}.", f"What the networks say: {said}.")


def _move(image, degrees, offset, zoom, noise, cutout):
    turn = np.deg2rad(degrees)
    back = np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]]) / zoom
    moved = warp(image[None], back[None], np.array([offset], dtype=float))
    moved = reference.add_noise(moved, noise, np.random.default_rng(0))
    return (reference.cutout(moved, cutout, np.random.default_rng(1)) if cutout else moved)[0]
