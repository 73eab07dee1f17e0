"""Two columns of a data set on equal axes, before and after scaling."""

import numpy as np

from grader.lab.palette import INFERENCE, VERMILLION, new_figure
from grader.lab.picture import to_picture


def show_scaling(train, test, state):
    """Training and test set as points, the two columns in one unit.

    Parameters
    ----------
    train, test : ndarray, shapes (n, 2) and (m, 2)
    state : str
        "as measured" or "standardized", for the caption.

    Returns
    -------
    Picture
    """
    figure, axes = new_figure(size=(7.0, 3.0))
    axes.scatter(*train.T, s=16, color=INFERENCE, alpha=0.6, label=f"training set ({len(train)})")
    axes.scatter(*test.T, s=28, marker="^", color=VERMILLION, label=f"test set ({len(test)})")
    axes.set_aspect("equal", adjustable="datalim")
    axes.set_xlabel("alcohol")
    axes.set_ylabel("proline")
    axes.legend(loc="center left", bbox_to_anchor=(1.0, 0.5))
    wide, high = np.ptp(np.concatenate([train, test]), axis=0)
    return to_picture(
        figure,
        f"Scatter plot of alcohol against proline, {state}, on equal axes: the points spread over "
        f"{wide:.1f} units in alcohol and {high:.1f} in proline.",
        f"Alcohol and proline of the wines, {state}. Both axes have the same unit length.",
    )
