"""A polynomial through noisy points, with sliders."""

import numpy as np

from grader.lab.overfitting import curves
from grader.lab.overfitting.plots.fits import draw_fit
from grader.lab.palette import BLACK, INFERENCE, TRAINING, new_figure
from grader.lab.picture import to_picture
from grader.lab.playground import Playground

DEGREES = range(16)


def overfitting_playground():
    """A fitted curve beside the errors of all degrees; sliders for degree, noise, n and seed.

    Returns
    -------
    Playground
    """
    from ipywidgets import FloatSlider, IntSlider

    degree = IntSlider(5, min=DEGREES[0], max=DEGREES[-1], description="degree")
    noise = FloatSlider(curves.NOISE, min=0, max=1, step=0.05, description="noise")
    n = IntSlider(20, min=5, max=100, description="n")
    seed = IntSlider(0, min=0, max=50, description="seed")
    return Playground([degree, noise, n, seed], draw_setting)


def draw_setting(degree, noise, n, seed):
    """What a setting of the playground shows.

    Parameters
    ----------
    degree : int
        0 to 15.
    noise : float
        Standard deviation of the noise.
    n : int
        Measurements.
    seed : int
        Of the noise; the same for each degree.

    Returns
    -------
    Picture
    """
    x, y = curves.measurements(n, np.random.default_rng(seed), noise)
    errors = np.array([curves.errors(n, d, np.random.default_rng(seed), noise) for d in DEGREES])
    figure, (left, right) = new_figure(1, 2, size=(7.6, 3.0), width_ratios=(1.5, 1))
    draw_fit(left, x, y, degree)
    left.set_title(f"degree {degree}")
    for values, color, marker, name in (
        (errors[:, 0], TRAINING, "s", "these points"),
        (errors[:, 1], INFERENCE, "o", "new points"),
    ):
        right.semilogy(
            DEGREES, values.clip(1e-3, 1e2), color=color, marker=marker, ms=4, label=name
        )
    right.axvline(degree, color=BLACK, lw=1, ls=":")
    right.set_ylim(8e-4, 1.2e2)
    right.minorticks_off()  # they would take most of the time
    right.set_yticks([0.001, 0.1, 10], ["0.001", "0.1", "10"])
    right.set_xlabel("degree")
    right.set_title("mean squared error")
    right.legend(frameon=False, fontsize=8.5)
    said = f"Degree {degree}, noise {noise:g}, {n} points: mean squared error "
    said += f"{errors[degree, 0]:.3g} on these points, {errors[degree, 1]:.3g} on new ones."
    return to_picture(figure, said, said)
