"""Symptoms to diagnose: what a learner sees of a mistake before its cause is named."""

import numpy as np

from grader.lab.cards import Table
from grader.lab.l1_l2.experiments.places import ALL, BIASES, NONE, OUTPUT
from grader.lab.statistics import half_width, in_percent
from grader.reference.network import Adam, Network

SIZES = (64, 128, 128, 10)


def trained(few, seeds, penalty=None, optimizer=None):
    """Train the network of the lesson on `few`, a `grader.lab.data.FewShot` of these seeds."""
    network = Network(SIZES, seeds=seeds, penalty=penalty)
    optimizer = optimizer or Adam(1e-3)
    network.fit(few.x_train, few.y_train, epochs=100, batch_size=32, optimizer=optimizer)
    return network


def case_1(sweep, rows):
    """Training and validation accuracy of two strengths of a sweep.

    Parameters
    ----------
    sweep : dict of str to ndarray, shape (strengths, seeds)
        Accuracies on "training, labels partly wrong" and on "validation".
    rows : sequence of int
        Which two strengths to show.
    """
    columns = ("training, labels partly wrong", "validation")
    shown = [
        (f"network {letter}", *(in_percent(sweep[column][row]) for column in columns))
        for letter, row in zip("AB", rows, strict=True)
    ]
    return Table(("", "training (%)", "validation (%)"), tuple(shown))


def case_2(places):
    """Four networks, three of them with L2 somewhere; what they are like after training.

    Parameters
    ----------
    places : dict
        Of `grader.lab.l1_l2.experiments.places_of_l2`: A has its L2 on the output layer, B on the
        biases, C on all kernels.

    Returns
    -------
    Table
        Norms of kernels and biases layer by layer, and accuracies.
    """
    chosen = {"no L2": NONE, "A": OUTPUT, "B": BIASES, "C": ALL}
    rows = []
    for name, place in chosen.items():
        found = places[place]
        norms = [
            ", ".join(f"{norm:.2f}" for norm in found[part].mean(axis=0))
            for part in ("kernels", "biases")
        ]
        rows.append((name, *norms, *(in_percent(found[part]) for part in ("training", "test"))))
    headings = ("", "norms of the kernels", "of the biases", "training (%)", "test (%)")
    return Table(headings, tuple(rows))


def case_4(found):
    """Lasso on diabetes, once standardized, once with two of the columns in other units.

    Parameters
    ----------
    found : dict
        Of `grader.lab.l1_l2.experiments.units`.

    Returns
    -------
    Table
        How often body mass index and blood pressure are kept, and the share of the variance
        explained on test data.
    """
    rows = []
    for name, of in zip(("data set A", "data set B"), found.values(), strict=True):
        kept = [of["divided"], of["multiplied"]]
        often = [f"{np.sum(each)} of {len(each)}" for each in kept]
        rows.append((name, *often, in_percent(of["lasso"])))
    columns = ("body mass index kept", "blood pressure kept", "explained on test (%)")
    return Table(("lasso, strength 2", *columns), tuple(rows))


def mean_and_interval(values, digits=1):
    """Mean and 95 % interval of numbers over seeds, as text such as ``4.2 ± 0.3``."""
    values = np.asarray(values, dtype=float)
    return f"{values.mean():.{digits}f} ± {half_width(values):.{digits}f}"
