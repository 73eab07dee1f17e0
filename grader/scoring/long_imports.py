"""Packages whose import takes seconds: the warm parent has them once something to grade names them.

A package that nothing names is imported all the same by who needs it, in a process of its own. That
takes longer, and TensorFlow greets on standard error then, which an ordinary test must not do: so
what is read for its name is all of the code, also where it need not run.
"""

from grader.warm.imports import TRAINING

OTHERS = ("torch",)
"""What few notebooks use: naming it in a cell that need not run is no reason to import it."""


def training(texts):
    """What trains networks, where one of these texts names it.

    Parameters
    ----------
    texts : iterable of str

    Returns
    -------
    list of str
        Names of modules.
    """
    return list(TRAINING) if any(name in text for text in texts for name in TRAINING) else []


def modules_in(files):
    """The texts of those files beside a notebook that it can import.

    Parameters
    ----------
    files : dict of str to bytes

    Returns
    -------
    list of str
    """
    return [data.decode("utf-8", "replace") for name, data in files.items() if name.endswith(".py")]


def of_kernel(texts, running):
    """What a notebook's kernel is to have.

    Parameters
    ----------
    texts, running : collection of str
        All of its code, which may call a lesson's own functions, and the code that is to run.

    Returns
    -------
    list of str
        Names of modules.
    """
    return training(texts) + [name for name in OTHERS if any(name in text for text in running)]
