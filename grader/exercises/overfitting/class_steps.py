"""How labels change from one class to another, and whether all steps are equally likely."""

import numpy as np

from grader.criteria.chance import may_be_at_rate


def steps_taken(labels, calls, n_classes):
    """Count the steps from old to new classes; a step goes around in a circle, from 3 to 0 of four.

    Parameters
    ----------
    labels : integer ndarray, shape (n,)
    calls : list of integer ndarray, shape (n,)
        What several calls made of them.
    n_classes : int

    Returns
    -------
    integer ndarray, shape (calls, n_classes, n_classes - 1)
        For each call and old class, how often each step but 0 was taken.
    """
    counts = np.zeros((len(calls), n_classes, n_classes - 1), dtype=int)
    for table, noisy in zip(counts, calls, strict=True):
        steps = (noisy - labels) % n_classes
        changed = steps > 0
        np.add.at(table, (labels[changed], steps[changed] - 1), 1)
    return counts


def fair_steps(counts):
    """Whether every step may be equally likely, and by what pattern it is not.

    Each old class of each call is looked at, each old class, each call, and all of them together.
    Old classes that never occur are left out.

    Returns
    -------
    fair : bool
    pattern : str
        Draws do not change it: which steps are never taken, which ones far too often.
    """
    by_class, by_call = counts.sum(axis=0), counts.sum(axis=1)
    steps, n_steps = by_class.sum(axis=0), counts.shape[2]
    occurs = by_class.any(axis=1)
    rows = [*counts[:, occurs].reshape(-1, n_steps), *by_class[occurs], *by_call, steps]
    fair = all(row.any() and may_be_at_rate(row, row.sum(), 1 / n_steps) for row in rows)
    if np.all(np.sum(by_call > 0, axis=1) <= 1) and np.sum(steps > 0) > 1:
        return fair, "one step for all labels of a call"
    if np.all(np.sum(counts > 0, axis=2) <= 1) and np.any(np.sum(by_class > 0, axis=1) > 1):
        return fair, "one new class for all labels of a call"
    never = "".join("0" if cell == 0 else "." for cell in by_class.flat)
    often = "".join("+" if step > 1.3 * steps.sum() / n_steps else "." for step in steps)
    return fair, f"{never} {often}"
