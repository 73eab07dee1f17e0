"""Symptoms to diagnose: what a learner sees of a mistake before its cause is named."""

import numpy as np

from grader.lab.cards import Table
from grader.lab.l1_l2.experiments import L2On, diabetes
from grader.lab.l1_l2.optimizers import AdamW, L2OnBiases
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


def case_2(few, seeds, plain, penalised, strength=0.01):
    """Four networks, three of them with L2 somewhere; what they are like after training.

    Parameters
    ----------
    few : grader.lab.data.FewShot
    seeds : iterable of int
    plain, penalised : Network
        Trained on `few` without L2, and with L2 of this strength on all kernels.
    strength : float

    Returns
    -------
    Table
        Norms of kernels and biases layer by layer, and accuracies.
    networks : dict of str to Network
        A has its L2 on the output layer, B on the biases, C on all kernels.
    """
    networks = {
        "no L2": plain,
        "A": trained(few, seeds, penalty=L2On(strength, (SIZES[-2:],))),
        "B": trained(few, seeds, optimizer=L2OnBiases(SIZES, 1e-3, strength)),
        "C": penalised,
    }
    rows = [
        (name, _norms(n.parameters.kernels), _norms(n.parameters.biases), *_accuracies(n, few))
        for name, n in networks.items()
    ]
    headings = ("", "norms of the kernels", "of the biases", "training (%)", "test (%)")
    return Table(headings, tuple(rows)), networks


def case_4(seeds, strength=2.0, factor=1000.0):
    """Lasso on diabetes, once standardised, once with two of the columns in other units.

    Returns
    -------
    list of (str, str, str, str)
        Name, how often body mass index and blood pressure are kept, share of the variance
        explained on test data.
    """
    from sklearn.linear_model import Lasso

    rows = []
    for name, unit in (("data set A", 1.0), ("data set B", factor)):
        kept, scores = [], []
        for seed in seeds:
            split = diabetes(seed)
            scale = np.ones(10)
            scale[2], scale[3] = 1 / unit, unit
            model = Lasso(strength, max_iter=20_000).fit(split.x_train * scale, split.y_train)
            kept.append(model.coef_[2:4] != 0)
            scores.append(model.score(split.x_test * scale, split.y_test))
        often = [f"{count} of {len(kept)}" for count in np.sum(kept, axis=0)]
        rows.append((name, *often, in_percent(scores)))
    return rows


def case_5(few, seeds, plain, penalised, decay=0.02):
    """One decay as PyTorch's Adam(weight_decay=) takes it, and as Keras' Adam of that name does.

    Parameters
    ----------
    few, seeds, plain : as in `case_2`
    penalised : Network
        Trained with L2 of half the decay, which is what PyTorch's Adam makes of it.
    decay : float

    Returns
    -------
    Table
    networks : dict of str to Network
    """
    keras = trained(few, seeds, optimizer=AdamW(SIZES, 1e-3, decay))
    networks = {"no decay": plain, "in PyTorch": penalised, "in Keras": keras}
    rows = [
        (name, _norms(n.parameters.kernels), *_accuracies(n, few)) for name, n in networks.items()
    ]
    return Table(("", "norms of the kernels", "training (%)", "test (%)"), tuple(rows)), networks


def mean_and_interval(values, digits=1):
    """Mean and 95 % interval of numbers over seeds, as text such as ``4.2 ± 0.3``."""
    values = np.asarray(values, dtype=float)
    return f"{values.mean():.{digits}f} ± {half_width(values):.{digits}f}"


def _accuracies(network, few):
    parts = ((few.x_train, few.y_train), (few.x_test, few.y_test))
    return [in_percent(network.accuracy(x, y)) for x, y in parts]


def _norms(arrays):
    norms = [np.sqrt(np.square(array).sum(axis=(1, 2))).mean() for array in arrays]
    return ", ".join(f"{norm:.2f}" for norm in norms)
