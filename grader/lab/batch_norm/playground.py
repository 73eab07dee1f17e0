"""Sliders for batch norm on one unit."""

import numpy as np

from grader.lab.palette import BLACK, GREEN, PURPLE, new_figure
from grader.lab.picture import to_picture
from grader.lab.playground import Playground
from grader.reference.batch_norm import batch_norm_forward

FOLLOWED = 1.0
EDGES = np.linspace(-8, 8, 65)


def batch_norm_playground():
    """Batch norm of one unit, with sliders for the batch, its spread and the two parameters.

    Returns
    -------
    Playground
    """
    from ipywidgets import FloatSlider, IntSlider, Layout

    narrow = {"layout": Layout(width="220px"), "style": {"description_width": "46px"}}
    size = IntSlider(32, min=1, max=256, description="batch", **narrow)
    shift = FloatSlider(0, min=-5, max=5, step=0.5, description="shift", **narrow)
    scale = FloatSlider(1, min=0, max=5, step=0.25, description="scale", **narrow)
    gamma = FloatSlider(1, min=-2, max=3, step=0.25, description="gamma", **narrow)
    beta = FloatSlider(0, min=-3, max=3, step=0.25, description="beta", **narrow)
    seed = IntSlider(0, min=0, max=50, description="seed", **narrow)
    return Playground([size, shift, scale, gamma, beta, seed], draw_batch)


def draw_batch(batch, shift, scale, gamma, beta, seed):
    """What a setting of the playground shows.

    Parameters
    ----------
    batch : int
        Samples in the batch, the followed one among them.
    shift, scale : float
        All values of the unit are ``shift + scale * value``.
    gamma, beta : float
        Batch norm's parameters.
    seed : int
        Which neighbors the followed sample has.

    Returns
    -------
    Picture
    """
    neighbors = np.random.default_rng(seed).gumbel(size=batch - 1)
    values = shift + scale * np.concatenate([[FOLLOWED], neighbors])
    out = batch_norm_forward(values[:, None], gamma, beta, 0.0, 1.0)[0][:, 0]
    figure, row = new_figure(1, 2, size=(7.6, 2.7))
    for axes, shown, color, title in (
        (row[0], values, PURPLE, "before"),
        (row[1], out, GREEN, "after"),
    ):
        axes.stairs(*np.histogram(shown, EDGES), fill=True, color=color)
        axes.axvline(shown[0], color=BLACK, ls="--", lw=2)
        axes.set(title=f"{title}: mean {shown.mean():.2f}, std {shown.std():.2f}", xlim=(-8, 8))
        axes.set_xlabel("value of the unit")
    row[0].set_ylabel("samples")
    said = f"A batch of {batch}: mean {values.mean():.2f} and std {values.std():.2f} become "
    said += f"{out.mean():.2f} and {out.std():.2f}. The dashed sample goes from {values[0]:.2f} "
    said += f"to {out[0]:.2f}."
    return to_picture(figure, said, said)
