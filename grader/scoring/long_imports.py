"""Packages whose import takes seconds: the warm parent has them once something to grade needs them.

Where none seems to, and some is imported after all, that is done by the process that needs it. It
takes longer, and TensorFlow greets on standard error then, which an ordinary test must not do: so
all of the code is read for what it imports, also where it need not run.
"""

import re
import sys

from grader.warm.imports import TRAINING

OTHERS = ("torch",)
"""What few notebooks use: naming it in a cell that need not run is no reason to import it."""


WITHOUT = {"IPython", "grader", "ipywidgets", "matplotlib", "numpy", "pandas", "scipy", "sklearn"}
WITHOUT |= sys.stdlib_module_names
"""Packages that do without what trains networks."""

WITHOUT_OF_LAB = {"data", "start"}
"""Those in `grader.lab`."""

_IMPORTS = re.compile(r"^[ \t]*(import|from)[ \t]+([^\n#;]+)", re.MULTILINE)


def training(texts):
    """What trains networks, where one of these texts names it, or imports what may need it.

    Parameters
    ----------
    texts : iterable of str

    Returns
    -------
    list of str
        Names of modules.
    """
    return list(TRAINING) if any(map(_may_train, texts)) else []


def _may_train(text):
    return any(name in text for name in TRAINING) or not all(map(_does_without, _modules(text)))


def _modules(text):
    """Names of the modules that a text imports."""
    for keyword, rest in _IMPORTS.findall(text):
        several = rest.split(" import")[0] if keyword == "from" else rest
        yield from (each.split()[0] for each in several.split(",") if each.split())


def _does_without(module):
    package, *inside = module.split(".")
    in_lab = package == "grader" and inside[:1] == ["lab"] and len(inside) > 1
    return inside[1] in WITHOUT_OF_LAB if in_lab else package in WITHOUT


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
