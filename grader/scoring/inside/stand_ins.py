"""Stand-ins for the modules that hold right answers: they can be imported, but not used.

So the lesson's own modules, which take names from them, can be imported where they are hidden.
"""

import importlib.machinery
import importlib.util
import sys
from pathlib import Path

HIDDEN = ("grader.reference", "grader.exercises")
REPLACED = {
    "grader.notebook": Path(__file__).with_name("notebook.py"),
    "grader.learner.standing": Path(__file__).with_name("standing.py"),
    "grader.learner.closing": Path(__file__).with_name("standing.py"),
}


class NotHere(RuntimeError):
    """Something was used that is not there while a class is graded."""


class Absent(type):
    """Type of stand-ins: they can be named and derived from, but not called."""

    def __call__(cls, *args, **kwargs):
        """Refuse, in words that help whoever meant well."""
        raise NotHere(f"{cls.__qualname__} is not there while a class is graded")

    def __getattr__(cls, name):
        return _stand_in(name, f"{cls.__qualname__}.{name}")


class Finder:
    """Finds stand-ins before anything else is found."""

    def find_spec(self, name, path=None, target=None):
        """The stand-in's specification, None where there is none for this name."""
        if name in REPLACED:
            return importlib.util.spec_from_file_location(name, REPLACED[name])
        if name.startswith(HIDDEN):
            return importlib.machinery.ModuleSpec(name, self, is_package=True)
        return None

    def create_module(self, spec):
        """Have Python make an ordinary module."""

    def exec_module(self, module):
        """Give it whatever is asked of it."""
        module.__getattr__ = lambda name: _stand_in(name, f"{module.__name__}.{name}")


def install():
    """Put the stand-ins in place, in this process."""
    sys.meta_path.insert(0, Finder())


def _stand_in(name, full_name):
    if name.startswith("__"):
        raise AttributeError(name)
    return Absent(name, (), {"__qualname__": full_name})
