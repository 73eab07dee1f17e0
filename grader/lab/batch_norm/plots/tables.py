"""Tables of the batch norm lesson. Each function formats; the numbers come in."""

import numpy as np

from grader.lab.cells import table
from grader.lab.statistics import half_width, in_percent


def speed(grid):
    """How soon each arm gets there at its own quickest rate, and how well it ends."""
    rows = []
    for arm in grid.test:
        (rate, epochs), (loss_rate, to_loss) = (
            grid.needed(arm, kind) for kind in ("validation accuracy", "training loss")
        )
        last = grid.best(arm)
        rows.append(
            (
                arm,
                f"{_spread(epochs)} (rate {rate:g})",
                f"{_spread(to_loss)} (rate {loss_rate:g})",
                f"{in_percent(grid.test[arm][last, -1])} (rate {grid.rates[last]:g})",
            )
        )
    headings = (
        "each at its own best rate",
        f"epochs to {100 * grid.target:.0f} % on validation",
        "epochs to a training loss of 0.1",
        f"test accuracy after {grid.epochs[-1]} epochs (%)",
    )
    return table(headings, *rows)


def accuracies(found, headings):
    """One row a name: means and 95 % intervals of shares, in percent.

    Parameters
    ----------
    found : dict of str to sequence of ndarray, shape (seeds,)
    headings : sequence of str
    """
    rows = [(name, *(in_percent(values) for values in parts)) for name, parts in found.items()]
    return table(headings, *rows)


def ghosts(found):
    """Accuracies of the groups, and what each gains on no batch norm."""
    rows = []
    for group, (fitted, tested) in found.items():
        name = f"groups of {group}" if group else "no batch norm"
        gain = in_percent(tested - found[None][1]) if group else ""
        rows.append((name, in_percent(fitted), in_percent(tested), gain))
    headings = ("each at its own rate", "training (%)", "test (%)", "test, against no batch norm")
    return table(headings, *rows)


def shifts(found):
    """Rates, shifts and test accuracies of the three cases."""
    rows = [
        (
            name,
            f"{case['rate']:g}",
            f"{case['shift'].mean():.3f} ± {half_width(case['shift']):.3f}",
            in_percent(case["tested"]),
        )
        for name, case in found.items()
    ]
    return table(("", "its own best rate", "shift per step", "test accuracy (%)"), *rows)


def places(found):
    """Variance ratios and accuracies of dropout at every place."""
    rows = []
    for name, case in found.items():
        normed = "no batch norm" not in name
        ratios = [f"{r.mean():.2f}" if normed else "" for r in _two(case["ratio"])]
        gain = case["repaired"] - case["tested"]
        rest = [in_percent(case["repaired"]), in_percent(gain)] if normed else ["", ""]
        rows.append((name, *ratios, in_percent(case["tested"]), *rest))
    headings = ("dropout 0.5 ...", "variance, 1st", "2nd", "test (%)", "repaired (%)", "gain")
    note = "Variance: what was collected in training, over what it is at prediction."
    return table(headings, *rows, note=note)


def changes(stds, found):
    """Shares of changed answers for each size of the noise."""
    bare, normed = found.values()
    rows = [
        (std, *map(in_percent, (bare[i], normed[i], normed[i] - bare[i])))
        for i, std in enumerate(stds)
    ]
    headings = ("noise (std)", "changed without (%)", "changed with batch norm (%)", "difference")
    return table(headings, *rows)


def small_model(found, epochs=(1, 5, 30)):
    """Test accuracies of the introductions' model after some epochs."""
    rows = [
        (kind, arm, *(in_percent(accuracy[e - 1]) for e in epochs))
        for (kind, arm), accuracy in found.items()
    ]
    return table(("inputs", "", *(f"after epoch {e} (%)" for e in epochs)), *rows)


def differences(named, heading, digits=0):
    """One row a name: the largest difference of two arrays.

    Parameters
    ----------
    named : dict of str to (array, array)
    heading : str
    """
    rows = []
    for name, (one, other) in named.items():
        off = np.abs(np.asarray(one) - np.asarray(other)).max()
        rows.append((name, f"{off:.{digits}e}" if off else "0"))
    return table(("", heading), *rows)


def _two(ratios):
    return ratios if len(ratios) == 2 else (np.zeros(1), np.zeros(1))


def _spread(epochs):
    low, median, high = np.quantile(epochs, (0, 0.5, 1))
    return f"{median:g}, from {low:g} to {high:g}"


def effects(found):
    """What a factor on the kernel does: to the output, to the gradient, and to one step."""
    usual = found[min(found)]
    rows = [
        (
            f"{factor:g}",
            f"{off:.0e}" if off else "0",
            _share(size, usual[1]),
            _share(moved, usual[2]),
        )
        for factor, (off, size, moved) in found.items()
    ]
    headings = ("kernel times", "output differs by", "size of the gradient", "one step moves it by")
    return table(headings, *rows)


def _share(value, usual):
    return f"{value / usual:.3g} x"


def frameworks(found):
    """How far Keras and PyTorch are apart, with momenta as they are and converted."""
    rows = [(name, *(f"{o:.0e}" if o < 1e-6 else f"{o:.2f}" for o in off)) for name, *off in found]
    headings = ("difference of Keras and PyTorch", "momentum 0.8 in both", "0.2 in PyTorch")
    return table(headings, *rows)


def answers(found, *headings):
    """One row a name: yes or no for each question."""
    said = {True: "yes", False: "no"}
    rows = [
        (name, *(said[a] for a in (given if isinstance(given, tuple) else (given,))))
        for name, given in found.items()
    ]
    return table(headings, *rows)


def ranges(named, headings):
    """One row a name: smallest and largest mean and standard deviation of the units.

    Parameters
    ----------
    named : dict of str to (ndarray, ndarray)
        Means and standard deviations.
    headings : sequence of str
    """
    rows = [
        (
            name,
            *(f"{np.min(v):.2f} to {np.max(v):.2f}".replace("-0.00", "0.00") for v in both),
        )
        for name, both in named.items()
    ]
    return table(headings, *rows)


def by_stage(formulas, measured):
    """Gradients of every stage against finite differences."""
    rows = []
    for name, formula in formulas.items():
        off = np.abs(formula - measured[name]).max()
        exact = "yes" if np.array_equal(formula, measured[name]) else "no"
        close = "yes" if np.allclose(formula, measured[name], atol=1e-7) else "no"
        rows.append((name, exact, close, f"{off:.0e}"))
    return table(("gradient with respect to", "exact", "approximate", "max difference"), *rows)
