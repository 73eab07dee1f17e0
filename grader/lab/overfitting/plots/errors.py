"""Pictures of errors and scores against what was varied."""

import numpy as np

from grader.lab.palette import BLUE, GRAY, GREEN, ORANGE, PURPLE, new_figure
from grader.lab.picture import to_picture
from grader.lab.statistics import half_width

TICKS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10)
STYLES = ((ORANGE, "s", "--"), (BLUE, "o", "-"))


def errors_by_degree(errors, floor):
    """Mean squared errors by degree on a logarithmic scale, with 95 % intervals.

    Parameters
    ----------
    errors : grader.lab.overfitting.polynomials.Errors
    floor : float
        The noise variance, below which no error on new data can stay on average.

    Returns
    -------
    Picture
    """
    figure, axes = new_figure(size=(7.2, 3.4))
    curves = {"the points that were fitted": errors.training, "new points": errors.new}
    for (name, values), style in zip(curves.items(), STYLES, strict=True):
        color, marker, line = style
        options = {"color": color, "marker": marker, "ms": 4, "ls": line, "capsize": 2}
        axes.errorbar(
            errors.degrees, values.mean(axis=1), half_width(values), label=name, **options
        )
    axes.axhline(floor, color="#555555", lw=1, ls=(0, (2, 3)), label="noise variance")
    axes.set_yscale("log")
    axes.minorticks_off()
    low, high = axes.get_ylim()
    ticks = [tick for tick in TICKS if low <= tick <= high]
    axes.set_yticks(ticks, [f"{tick:g}" for tick in ticks])
    axes.set_xticks(errors.degrees)
    axes.set_xlabel("degree")
    axes.set_ylabel("mean squared error")
    axes.grid(axis="y")
    axes.legend(frameon=False, loc="upper center")
    said = "; ".join(_course(n, errors.degrees, v.mean(axis=1)) for n, v in curves.items())
    caption = f"Mean and 95 % interval of {errors.new.shape[1]} samples; logarithmic scale."
    return to_picture(figure, f"Mean squared error against the degree. {said}.", caption)


def _course(name, settings, means):
    best = int(means.argmin())
    return (
        f"{name}: {means[0]:.2g} at {settings[0]:g}, least at {settings[best]:g} with "
        f"{means[best]:.2g}, {means[-1]:.2g} at {settings[-1]:g}"
    )


def bias_and_variance(parts, noise, measured):
    """Stacked bars of the three parts of the error, and the error measured directly.

    Parameters
    ----------
    parts : dict of int to (float, float)
        By degree: squared bias and variance.
    noise : float
        Noise variance.
    measured : sequence of float
        Mean squared error on new data, degree by degree.

    Returns
    -------
    Picture
    """
    figure, axes = new_figure(size=(7.2, 3.4))
    bias, variance = np.array(list(parts.values())).T
    stack = {
        "noise": (np.full(len(bias), noise), GRAY, ""),
        "bias²": (bias, GREEN, "//"),
        "variance": (variance, PURPLE, ".."),
    }
    below = np.zeros(len(bias))
    for name, (heights, color, hatch) in stack.items():
        options = {"color": color, "hatch": hatch, "edgecolor": "#555555", "lw": 0.5}
        axes.bar(list(parts), heights, bottom=below, label=name, **options)
        below = below + heights
    axes.plot(list(parts), measured, "o", color=BLUE, ms=6, mec="black", label="measured")
    axes.set_xticks(list(parts))
    axes.set_xlabel("degree")
    axes.set_ylabel("mean squared error on new points")
    axes.legend(frameon=False, loc="upper center", ncols=2)
    said = "; ".join(f"degree {d}: bias² {b:.3f}, variance {v:.3f}" for d, (b, v) in parts.items())
    caption = "The bars are exact; the circles were measured with 200 refits on new noisy points."
    return to_picture(figure, f"Noise variance {noise:.2f} in each bar. {said}.", caption)


def scores(named_values, label, log=False, mark=None):
    """One line a name: mean, 95 % interval, and every repeat as a dot.

    Parameters
    ----------
    named_values : dict of str to ndarray, shape (repeats,)
    label : str
    log : bool
        Whether the scale is logarithmic.
    mark : (float, str), optional
        A value to mark, and what it stands for.

    Returns
    -------
    Picture
    """
    figure, axes = new_figure(size=(7.2, 0.45 * len(named_values) + 1.1))
    for height, values in enumerate(named_values.values()):
        axes.scatter(values, np.full(len(values), height), s=10, color="#9AA0A6", alpha=0.6)
        half = half_width(values)
        axes.errorbar(values.mean(), height, xerr=half, fmt="D", color=BLUE, ms=6, capsize=4)
    if mark:
        axes.axvline(mark[0], color="#555555", lw=1, ls=(0, (2, 3)))
        axes.text(mark[0], -0.6, f" {mark[1]}", va="bottom", fontsize=8.5)
    if log:
        axes.set_xscale("log")
    axes.set_yticks(range(len(named_values)), named_values)
    axes.set_ylim(len(named_values) - 0.5, -0.6)
    axes.grid(axis="x")
    axes.set_xlabel(label)
    said = "; ".join(f"{name}: {np.mean(v):.3g}" for name, v in named_values.items())
    caption = f"Diamonds: mean and 95 % interval of {len(values)} repeats. Dots: single repeats."
    return to_picture(figure, f"Means and single values of {label}: {said}.", caption)


def double_descent(found):
    """Test error against the number of features, both on logarithmic scales.

    Parameters
    ----------
    found : grader.lab.overfitting.double_descent.Descent

    Returns
    -------
    Picture
    """
    figure, axes = new_figure(size=(7.2, 3.6))
    for values, color, marker, name in (
        (found.least_squares, BLUE, "o", "least squares"),
        (found.ridge, GREEN, "s", "ridge"),
    ):
        axes.loglog(found.widths, values, color=color, lw=0.5, alpha=0.25)
        middle = np.median(values, axis=1)
        axes.loglog(found.widths, middle, color=color, marker=marker, ms=4, label=name)
    axes.axvline(found.n_train, color="#555555", lw=1, ls=(0, (2, 3)))
    axes.annotate(
        f" as many features as\n training samples ({found.n_train})",
        (found.n_train, 0.95),
        fontsize=8.5,
        xycoords=("data", "axes fraction"),
        va="top",
    )
    axes.set_xlabel("random features")
    axes.set_ylabel("squared error against the true function")
    axes.grid(axis="y")
    axes.legend(frameon=False, loc="upper left")
    pairs = zip(found.widths, np.median(found.least_squares, axis=1), strict=True)
    said = ", ".join(f"{error:.2g} at {width}" for width, error in pairs)
    alt = (
        f"Squared error of least squares against the number of features: {said}. Ridge stays at or "
    )
    alt += f"at or below {np.median(found.ridge, axis=1).max():.2g} everywhere."
    caption = f"Thick: median of {found.ridge.shape[1]} seeds. Thin: the single seeds."
    return to_picture(figure, alt, caption)
