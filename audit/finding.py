"""The experiments that the lessons' laboratories declare."""

import importlib
import pkgutil

from grader import lab
from grader.lab.experiment import Experiment


def experiments(names=()):
    """Every experiment, or those of some topics or of some names.

    Parameters
    ----------
    names : sequence of str

    Returns
    -------
    list of grader.lab.experiment.Experiment
        Topic by topic, in the order in which they are declared.

    Raises
    ------
    LookupError
        If a name is neither a topic's nor an experiment's.
    """
    found = {}
    for module in pkgutil.walk_packages(lab.__path__, "grader.lab."):
        for value in vars(importlib.import_module(module.name)).values():
            if isinstance(value, Experiment) and value.__module__ == module.name:
                found[value.topic, value.__name__] = value
    known = {name for pair in found for name in pair}
    if unknown := [name for name in names if name not in known]:
        raise LookupError(
            f"Expected topics or experiments of {', '.join(sorted(known))}; got {unknown[0]}."
        )
    return [each for pair, each in found.items() if not names or set(pair) & set(names)]
