"""What the hostile submissions are made of; each module in hostile/ is one of them.

A module says what the `CASE` tries, and ``attack(homework)`` does it to the homework of a student
who has answered everything rightly. It may say what is `EXPECTED`:

- ``scores``: the points of each exercise, 0 for those that are not named. By default the attack
  stands in the first exercise, which earns nothing, and the second one is right and has its points
- ``most``: points that an exercise may have at most, where it depends on what is refused
- ``reason``: a part of the reason why it ended early, empty where it need not have ended early;
  without it, there is no reason
- ``says``: for each exercise named, a part of its message
- ``never``: texts that must not come out

With ``LESSON = KERAS`` the first exercise is about a model; ``HANGS = True`` leaves less time.
"""

import copy
import functools
import importlib.util
import json
import textwrap
from pathlib import Path

import nbformat
from mangling import NAME, ROOT, answered, cell, dump, own_cell, place, read

ARRAYS = ("dropout_forward", "dropout_backward")
KERAS = ("build_dropout_model", "dropout_backward")
POINTS = {"dropout_forward": 3.0, "dropout_backward": 2.0, "build_dropout_model": 2.0}
IMPORTS = {
    ARRAYS: "import numpy as np\n\nfrom grader import check",
    KERAS: "import keras\nimport numpy as np\n\nfrom grader import check",
}
ALL_RIGHT = {"scores": {"dropout_forward": 3.0, "dropout_backward": 2.0}}
NOTHING = {"scores": {}}
WRONG = {
    "dropout_forward": "def dropout_forward(x, rate, rng, training=True):\n    return None",
    "dropout_backward": "def dropout_backward(d_out, mask, rate):\n    return None",
    "build_dropout_model": "def build_dropout_model(n_features):\n    return None",
}

START = '''
import ctypes
import os

COURSE, HOME, REPOSITORY, TOKEN = {course!r}, {home!r}, {repository!r}, {token!r}
os.environ["HOSTILE"] = TOKEN
ctypes.CDLL(None).prctl(15, TOKEN.encode(), 0, 0, 0)


def attempt(function, *arguments):
    """Show what comes of it."""
    try:
        print(repr(function(*arguments))[:50_000])
    except BaseException as error:
        print(type(error).__name__)
'''

FORGE = '''
import grader.scoring.inside.responding


def forge(talk):
    """Have ``talk(responder, source, sink)`` answer the judge."""

    def serve(responder, connection):
        with connection.makefile("rb") as source, connection.makefile("wb") as sink:
            talk(responder, source, sink)

    grader.scoring.inside.responding.serve = serve


def forge_replies(change):
    """Have the judge get what ``change(reply)`` makes of a reply."""
    from grader.remote.responder import Responder

    ask = Responder.ask
    Responder.ask = lambda self, request: change(ask(self, request))
'''


class Homework:
    """The notebook of a student who has answered everything rightly, and the files beside it.

    Parameters
    ----------
    lesson : tuple of str
        Its exercises: `ARRAYS` or `KERAS`.
    world : World
        What is around it; code in the notebook knows `COURSE`, `HOME`, `REPOSITORY` and the `TOKEN`
        that it is to put into the name of whatever it makes outside of its own folder. It can call
        ``attempt(function, *arguments)``, which prints what it gives.

    Attributes
    ----------
    notebook : dict
    files : dict
        Contents of other files by name, as in `mangling.lay_out`.
    name : str
        That of the notebook's file.
    """

    def __init__(self, lesson, world):
        self.notebook = copy.deepcopy(_reduced(answered(), lesson))
        self.files, self.name, self.world = {}, NAME, world
        self._first = lesson[0]
        paths = {"course": str(world.course), "home": str(world.home), "token": world.token}
        self.add(START.format(repository=str(ROOT), **paths))

    def add(self, text, above=None):
        """Put a cell of one's own above an exercise's answer, by default above the first one."""
        added = own_cell(textwrap.dedent(text).strip())
        self.notebook["cells"].insert(place(self.notebook, above or self._first), added)

    def forge(self, text):
        """Put a cell of one's own above all, which can call `forge` and `forge_replies`."""
        self.add(FORGE)
        self.add(text)

    def answer(self, text, name=None):
        """Give another answer to an exercise, by default to the first one."""
        self.cell(name or self._first)["source"] = textwrap.dedent(text).strip()

    def wrong(self, *names):
        """Give wrong answers to some exercises, by default to the first one."""
        for name in names or (self._first,):
            self.answer(WRONG[name], name)

    def cell(self, cell_id):
        """A cell by its id: an exercise's, with `_check` behind it that of its check."""
        return cell(self.notebook, cell_id)

    def contents(self):
        """What is handed in."""
        return {**self.files, self.name: dump(self.notebook)}


def _reduced(content, lesson):
    """A notebook of a lesson with its imports and these exercises only."""
    notebook = json.loads(content)
    kept = [cell(notebook, name + end) for name in lesson for end in ("", "_check")]
    notebook["cells"] = [own_cell(IMPORTS[lesson], id="imports"), *kept]
    return notebook


@functools.cache
def released(lesson=ARRAYS):
    """The lesson as it was released."""
    notebook = _reduced(dump(read("notebooks")), lesson)
    return nbformat.reads(dump(notebook).decode(), as_version=4)


def cases():
    """All hostile submissions, by name."""
    found = {}
    for path in sorted((Path(__file__).parent / "hostile").glob("*.py")):
        spec = importlib.util.spec_from_file_location(f"hostile_{path.stem}", path)
        found[path.stem] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(found[path.stem])
    return found
