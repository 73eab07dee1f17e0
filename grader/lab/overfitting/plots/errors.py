"""Pictures of errors and scores against what was varied."""

from itertools import cycle

import numpy as np

from grader.lab.palette import BLUE, GREEN, GREY, ORANGE, VERMILLION, new_figure
from grader.lab.picture import to_picture
from grader.lab.statistics import half_width

TICKS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10)
STYLES = ((ORANGE, "s", "--"), (BLUE, "o", "-"), (GREEN, "^", ":"))


def errors_by(settings, named_errors, label, floor=None, log_settings=False):
    """Mean squared errors on a logarithmic scale, with 95 % intervals.

    Parameters
    ----------
    settings : sequence of float
    named_errors : dict of str to ndarray, shape (settings, repeats)
    label : str
        What the setting is.
    floor : float, optional
        The noise variance, below which no error on new data can stay.
    log_settings : bool

    Returns
    -------
    Picture
    """
    figure, axes = new_figure(size=(7.2, 3.4))
    for (name, values), style in zip(named_errors.items(), cycle(STYLES), strict=False):
        colour, marker, line = style
        options = {"color": colour, "marker": marker, "ms": 4, "ls": line, "capsize": 2}
        axes.errorbar(settings, values.mean(axis=1), half_width(values), label=name, **options)
    if floor:
        axes.axhline(floor, color="#555555", lw=1, ls=(0, (2, 3)), label="noise variance")
    axes.set_yscale("log")
    if log_settings:
        axes.set_xscale("log")
    axes.minorticks_off()
    low, high = axes.get_ylim()
    ticks = [tick for tick in TICKS if low <= tick <= high]
    axes.set_yticks(ticks, [f"{tick:g}" for tick in ticks])
    axes.set_xticks(settings, [f"{setting:g}" for setting in settings])
    axes.set_xlabel(label)
    axes.set_ylabel("mean squared error")
    axes.grid(axis="y")
    axes.legend(frameon=False)
    said = "; ".join(_course(name, settings, v.mean(axis=1)) for name, v in named_errors.items())
    count = next(iter(named_errors.values())).shape[1]
    caption = f"Mean and 95 % interval of {count} repeats; logarithmic scale."
    return to_picture(figure, f"Mean squared error against {label}. {said}.", caption)


def _course(name, settings, means):
    best = int(means.argmin())
    return (
        f"{name}: {means[0]:.2g} at {settings[0]:g}, least at {settings[best]:g} with "
        f"{means[best]:.2g}, {means[-1]:.2g} at {settings[-1]:g}"
    )


def bias_and_variance(degrees, bias, variance, noise, measured):
    """Stacked bars of the three parts of the error, and the error measured directly.

    Parameters
    ----------
    degrees : sequence of int
    bias, variance, measured : sequence of float
        Squared bias, variance and mean squared error on new data for each degree.
    noise : float
        Noise variance.

    Returns
    -------
    Picture
    """
    figure, axes = new_figure(size=(7.2, 3.4))
    bias, variance = np.array(bias), np.array(variance)
    parts = {"noise": (np.full(len(bias), noise), GREY), "bias²": (bias, ORANGE)}
    parts["variance"] = (variance, BLUE)
    below = np.zeros(len(bias))
    for name, (heights, colour) in parts.items():
        axes.bar(degrees, heights, bottom=below, color=colour, label=name)
        below = below + heights
    axes.plot(degrees, measured, "D", color=VERMILLION, ms=5, label="error measured on new data")
    axes.set_xticks(degrees)
    axes.set_xlabel("degree")
    axes.set_ylabel("mean squared error")
    axes.legend(frameon=False)
    said = "; ".join(
        f"degree {d}: bias² {b:.3f}, variance {v:.3f}"
        for d, b, v in zip(degrees, bias, variance, strict=True)
    )
    caption = "The bars are computed from the refits, the diamonds measured on new noisy data."
    return to_picture(figure, f"Noise variance {noise:.2f} in each bar. {said}.", caption)


def scores(named_errors, label):
    """One line a rule: mean, 95 % interval, and every repeat as a dot; logarithmic scale.

    Parameters
    ----------
    named_errors : dict of str to ndarray, shape (repeats,)
    label : str

    Returns
    -------
    Picture
    """
    figure, axes = new_figure(size=(7.2, 0.42 * len(named_errors) + 0.9))
    for height, values in enumerate(named_errors.values()):
        axes.scatter(values, np.full(len(values), height), s=8, color=ORANGE, alpha=0.35)
        axes.errorbar(
            values.mean(), height, xerr=half_width(values), fmt="o", color=BLUE, capsize=3
        )
    axes.set_xscale("log")
    axes.set_yticks(range(len(named_errors)), named_errors)
    axes.invert_yaxis()
    axes.grid(axis="x")
    axes.set_xlabel(label)
    said = "; ".join(f"{name}: {np.mean(v):.3g}" for name, v in named_errors.items())
    caption = f"Blue: mean and 95 % interval of {len(values)} repeats. Orange: the single ones."
    return to_picture(figure, f"Means and single values of {label}: {said}.", caption)


def double_descent(widths, least_squares, ridge, n_train):
    """Test error against the number of features, both on logarithmic scales.

    Parameters
    ----------
    widths : sequence of int
    least_squares, ridge : ndarray, shape (widths, seeds)
    n_train : int
        Where the model begins to interpolate.

    Returns
    -------
    Picture
    """
    figure, axes = new_figure(size=(7.2, 3.6))
    for values, colour, name in (
        (least_squares, VERMILLION, "least squares"),
        (ridge, BLUE, "ridge"),
    ):
        axes.loglog(widths, values, color=colour, lw=0.5, alpha=0.25)
        marker = {"least squares": "o", "ridge": "s"}[name]
        axes.loglog(
            widths, np.median(values, axis=1), color=colour, marker=marker, ms=4, label=name
        )
    axes.axvline(n_train, color="#555555", lw=1, ls=(0, (2, 3)))
    axes.annotate(
        f" as many features as\n training samples ({n_train})",
        (n_train, 0.9),
        fontsize=8.5,
        xycoords=("data", "axes fraction"),
        va="top",
    )
    axes.set_xlabel("random features")
    axes.set_ylabel("test error (MSE)")
    axes.grid(axis="y")
    axes.legend(frameon=False, loc="upper left")
    middle = dict(zip(widths, np.median(least_squares, axis=1), strict=True))
    said = ", ".join(f"{error:.2g} at {width}" for width, error in middle.items())
    alt = f"Test error of least squares against the number of features: {said}. Ridge stays at or "
    alt += f"below {np.median(ridge, axis=1).max():.2g} everywhere."
    caption = f"Thick: median of {least_squares.shape[1]} seeds. Thin: the single seeds."
    return to_picture(figure, alt, caption)
