"""The playground of the lesson: two weights, a penalty of any strength and kind."""

import numpy as np

from grader.lab.l1_l2 import plots
from grader.lab.l1_l2 import two_weights as problem
from grader.lab.playground import Playground

STEPS_OF_PATH = 40


def two_weights_playground():
    """Sliders for the strength, L1's share of it, and the correlation of the features."""
    from ipywidgets import FloatSlider

    strength = FloatSlider(0.9, min=0, max=3, step=0.05, description="strength")
    share = FloatSlider(1.0, min=0, max=1, step=0.05, description="l1_share")
    correlation = FloatSlider(0.0, min=-0.95, max=0.95, step=0.05, description="correlation")
    return Playground([strength, share, correlation], draw_two_weights)


def draw_two_weights(strength, l1_share, correlation):
    """What a setting of the playground shows.

    Parameters
    ----------
    strength : float
    l1_share : float
        The penalty is strength * (l1_share * sum of abs(w) + (1 - l1_share) * sum of w^2).
    correlation : float
        Of the two features, between -1 and 1.

    Returns
    -------
    Picture
    """
    growing = np.linspace(0, strength, STEPS_OF_PATH)
    l1, l2 = growing * l1_share, growing * (1 - l1_share)
    curvature = problem.gram(correlation)
    path = problem.solve(curvature, l1, l2)
    return plots.two_weights(curvature, l1[-1], l2[-1], path)
