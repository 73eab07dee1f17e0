"""Tables of the dropout lesson. Each function formats; the numbers come in."""

from grader.lab.cells import table
from grader.lab.statistics import in_percent


def gains(sweep, first_heading=""):
    """Accuracies of each configuration, and the test accuracy against the first one's.

    Parameters
    ----------
    sweep : grader.lab.dropout.sweeps.Sweep
    first_heading : str
        What the names stand for.
    """
    rows = []
    for row, name in enumerate(sweep.names):
        gain = in_percent(sweep.test[row] - sweep.test[0]) if row else ""
        accuracies = map(in_percent, (sweep.training[row], sweep.test[row]))
        rows.append((f"{name}", *accuracies, gain))
    against = f"test, against {sweep.names[0]}, same seeds"
    headings = (first_heading, "training labels (%)", "test (%)", against)
    return table(headings, *rows, note=f"Mean and 95 % interval of {sweep.test.shape[1]} seeds.")


def picks(sweep, rates):
    """Test accuracy of fixed rates, and of the rate that each seed's validation images pick.

    Parameters
    ----------
    sweep : grader.lab.dropout.sweeps.Sweep
        Its names are rates.
    rates : sequence of float
    """
    names, test = sweep.picked()
    rows = [(f"{rate:g} for every seed", in_percent(sweep.of(rate))) for rate in rates]
    rows.append(("each seed's best on validation", in_percent(test)))
    note = "Picked rates: " + ", ".join(f"{rate:g}" for rate in sorted(names))
    return table(("rule", "test accuracy (%)"), *rows, note=note)


def own(found):
    """What training with one's own dropout and with broken versions of it came to."""
    rows = [
        (way, *(in_percent(of_way[name]) for name in ("test", "confidence", "moved")))
        for way, of_way in found.items()
    ]
    headings = (
        "dropout",
        "test accuracy (%)",
        "mean confidence (%)",
        "units of the first layer that moved (%)",
    )
    seeds = len(next(iter(found.values()))["test"])
    return table(headings, *rows, note=f"Mean and 95 % interval of {seeds} seeds.")


def doubts(asked):
    """Accuracy and areas under the ROC curve by way of asking."""
    measures = [asked[name] for name in ("accuracy", "wrong", "turned", "noise")]
    rows = [(way, *(in_percent(of[way]) for of in measures)) for way in asked["accuracy"]]
    headings = ("way of asking", "test accuracy (%)", "right or wrong (%)", "turned (%)")
    seeds = len(asked["accuracy"][rows[0][0]])
    note = f"Mean and 95 % interval of {seeds} seeds."
    return table((*headings, "noise (%)"), *rows, note=note)
